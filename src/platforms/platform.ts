import type { SecretRule } from '../core/secrets/secret-rule.ts';
import type { DrillKind } from './drill.ts';

/** A network OS as the wire shows it: what its prompts look like, how it pages, refuses and asks. Data, from one YAML file. */
export interface Platform {
  /** The file's name: `cisco_ios`. */
  readonly name: string;
  /** For people: `Cisco IOS`. */
  readonly title: string;
  /** Other names people use for it. */
  readonly aliases: readonly string[];
  /** In order; the first whose pattern matches the last line names the mode. */
  readonly prompts: readonly PromptShape[];
  /** There is no prompt: an answer ends with a whole line, and that is what `prompts` describes. */
  readonly hasNoPrompt: boolean;
  /** The line above the prompt, where a prompt has two: it belongs to no answer. */
  readonly promptHead: readonly RegExp[];
  /** Modes no prompt tells from another one, e.g. `exclusive` from `configuration`: the one last entered is believed. */
  readonly looksLike: ReadonlyMap<string, string>;
  /** The mode a session should be in to run show commands, when it is known to differ from the login mode. */
  readonly homeMode: string | undefined;
  /** The ways from mode to mode, `config.enter` and `config.exit` among them. */
  readonly moves: readonly Move[];
  /** Sent once before the first scripted command. Session settings only, nothing that changes the device. */
  readonly onOpen: readonly string[];
  /** Makes lines long, for this login only. Not sent by itself: a pane has a width of its own. */
  readonly width: readonly string[];
  /** Where paging can only be turned off for everybody: never sent unasked, the pager is answered instead. */
  readonly globalPaging: { readonly off: readonly string[]; readonly on: readonly string[] };
  /** Undoes what `onOpen` set, where that outlives the login. */
  readonly onClose: readonly string[];
  /** Ends the login; no answer comes. */
  readonly leave: readonly string[];
  readonly pagers: readonly Pager[];
  /** The device says no: tested on each line of the output. */
  readonly refusals: readonly RegExp[];
  /** The device asks and waits; tested on the last line. */
  readonly questions: readonly RegExp[];
  /**
   * Those of the questions that have an answer which never loses anything. Given only to what the program sent of its own
   * accord (a save, leaving a mode), never to a command of the person.
   */
  readonly safeAnswers: readonly Pager[];
  /** First words of commands that ask for the host's own secret, as `enable` does in a move: `sudo`. */
  readonly secretCommands?: readonly string[];
  /** Where secrets stand in its configuration and its answers, besides what holds for all platforms; its parents' too. */
  readonly secrets?: readonly SecretRule[];
  readonly config: ConfigWords;
  /** Beginnings of lines that are not sent to the device. */
  readonly comments: readonly string[];
  /** Texts of several lines within a configuration: sent as they are, without waiting for a prompt after each line. */
  readonly multiline: readonly Multiline[];
  /** What the device asks before its first prompt: over telnet, on a console, sometimes inside SSH. */
  readonly login: LoginWords;
  /** What old versions need before they can be reached, for people and error messages. */
  readonly legacy: LegacyHints;
  /**
   * What Enter is over telnet: CR LF where a far end does not take CR NUL. On any other terminal it is CR, because CR LF would be
   * two of them, the second one an answer to whatever the first one asked; only LF is heeded there.
   */
  readonly lineEnd: '\r' | '\r\n' | '\n';
  /** Asynchronous log lines to be lifted out of results. */
  readonly logLines: readonly RegExp[];
  /** The same of several lines: from a start to an end, for as long as the lines between look like a body. */
  readonly logBlocks: readonly LogBlock[];
  /** Ends a running command. */
  readonly interruptKey: string;
  readonly detect: readonly DetectMark[];
  /** Signs that have to be asked for: only before a script's first command, at a prompt, when looking was not enough. */
  readonly probes: readonly Probe[];
  /** Commands that tell more of a value in a table, by what it is; `{}`, `{address}` and `{mask}` stand for it. */
  readonly drill?: Readonly<Partial<Record<DrillKind, readonly string[]>>>;
  /** What tells what a device is; undefined where nothing is known that does. */
  readonly facts?: FactsWords | undefined;
  /** Platforms whose templates serve this one too, nearest first: `cisco_ios` for `cisco_xe`. */
  readonly parents?: readonly string[];
  /** Lines the device puts around every answer, cut before parsing: dates, load averages, heads of prompts. */
  readonly clutter?: readonly RegExp[];
}

/** Who makes the devices, and which columns of which commands' tables tell the rest. */
export interface FactsWords {
  readonly vendor: string;
  readonly commands: readonly FactsCommand[];
}

/** A column's name, or a text with several: `{weeks} weeks {days} days`. */
export interface FactsCommand extends Readonly<Partial<Record<FactName, string | undefined>>> {
  readonly send: string;
}

export type FactName = 'model' | 'version' | 'serial' | 'hostname' | 'uptime';

export interface PromptShape {
  readonly mode: string;
  /** Tested on the whole last logical line, trailing blanks kept. A group named `host` is the host name. */
  readonly pattern: RegExp;
}

/** One way out of a mode. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Lines, each after the prompt that follows the one before. */
  readonly send: readonly string[];
  /** What the device may want to know on the way: a secret, or a user's name and then a secret. */
  readonly asks: 'password' | 'login' | undefined;
}

export interface LogBlock {
  readonly start: RegExp;
  readonly body: RegExp;
  readonly end: RegExp;
}

/** What is sent when the pattern matches the last logical line. */
export interface Pager {
  readonly pattern: RegExp;
  readonly answer: string;
}

/** Commands around a change of the configuration; empty where the OS has no such thing. */
export interface ConfigWords {
  readonly enter: readonly string[];
  readonly exit: readonly string[];
  /** Makes the running configuration survive a reboot. */
  readonly save: readonly string[];
  /** The mode in which configuration lines are entered where there is no mode of their own; undefined: they are not. */
  readonly mode: string | undefined;
  /** The word before a show command that runs it from within the configuration: `do`; '' where none is needed or known. */
  readonly doPrefix: string;
  /** The mode in which `save` is sent; undefined: where `enter` is sent. */
  readonly saveMode: string | undefined;
  /** Makes the candidate configuration the running one; sent in configuration mode, like all below. */
  readonly commit: readonly string[];
  /** The same with `{comment}`. */
  readonly commitComment: readonly string[];
  /** The same for a while, with `{minutes}` or `{seconds}`; without `confirm` in time the device goes back. */
  readonly commitConfirm: readonly string[];
  readonly confirm: readonly string[];
  /** Drops the candidate configuration. */
  readonly abort: readonly string[];
}

/** Where a text of several lines begins and ends. */
export interface Multiline {
  readonly start: RegExp;
  /** The last line. Undefined: the first later line that holds what the group `end` of `start` caught. */
  readonly end: RegExp | undefined;
}

export interface LoginWords {
  /** Tested on the last logical line. */
  readonly username: readonly RegExp[];
  readonly password: readonly RegExp[];
  /** The login was refused; tested on each line. */
  readonly failed: readonly RegExp[];
  /** Other things to be answered on the way to the first prompt: `Press any key`. */
  readonly answers: readonly Pager[];
  /** Sent once when nothing at all comes after the connection. */
  readonly wake: string;
  /** All that comes inside SSH too, after SSH's own login. */
  readonly inside?: boolean;
}

/** Algorithms by their SSH names; they are weak, and only mentioned. */
export interface LegacyHints {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly note: string;
}

/** One sign by which a platform is recognised without sending anything. */
export interface DetectMark {
  readonly where: 'software' | 'banner' | 'screen' | 'prompt';
  readonly pattern: RegExp;
  /** 0 to 100: how sure this sign alone makes us. */
  readonly score: number;
}

/** A harmless command and what its answer says of the platform. */
export interface Probe {
  readonly send: string;
  readonly pattern: RegExp;
  readonly score: number;
}
