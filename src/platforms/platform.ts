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
  /** The mode a session should be in to run show commands, when it is known to differ from the login mode. */
  readonly homeMode: string | undefined;
  /** Sent once before the first scripted command. Session settings only, nothing that changes the device. */
  readonly onOpen: readonly string[];
  readonly pagers: readonly Pager[];
  /** The device says no: tested on each line of the output. */
  readonly refusals: readonly RegExp[];
  /** The device asks and waits; tested on the last line. */
  readonly questions: readonly RegExp[];
  /** Asynchronous log lines to be lifted out of results. */
  readonly logLines: readonly RegExp[];
  /** Ends a running command. */
  readonly interruptKey: string;
  readonly detect: readonly DetectMark[];
  /** Platforms whose templates serve this one too, nearest first: `cisco_ios` for `cisco_xe`. */
  readonly parents?: readonly string[];
  /** Lines the device puts around every answer, cut before parsing: dates, load averages. */
  readonly clutter?: readonly RegExp[];
}

export interface PromptShape {
  readonly mode: string;
  /** Tested on the whole last logical line, trailing blanks kept. A group named `host` is the host name. */
  readonly pattern: RegExp;
}

export interface Pager {
  /** Tested on the last logical line. */
  readonly pattern: RegExp;
  readonly answer: string;
}

/** One sign by which a platform is recognised without sending anything. */
export interface DetectMark {
  readonly where: 'software' | 'banner' | 'screen' | 'prompt';
  readonly pattern: RegExp;
  /** 0 to 100: how sure this sign alone makes us. */
  readonly score: number;
}
