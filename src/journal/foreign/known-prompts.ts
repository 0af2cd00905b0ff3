import type { Platform } from '../../platforms/platform.ts';
import { type Prompt, promptOf } from '../../session/channel/prompt.ts';
import { promptAndCommand } from '../../session/record/last-command.ts';

/** A line with one of a session's prompts. */
export interface PromptLine {
  readonly prompt: Prompt;
  /** What was typed there; '' for a prompt alone. */
  readonly command: string;
  readonly host: string;
  readonly platform: Platform;
}

/** A host in the session, by its prompt: a session may go on from one to the next. */
export interface KnownHost {
  readonly host: string;
  readonly platform: Platform;
  /** Whether its prompts are of one word, as nearly all are: then lines of several words are none of them. */
  readonly prompts: 'words' | 'phrases';
}

/** Commands behind which another prompt is to be expected: they lead to another host, or rename this one. */
const LEADS_ON =
  /^(?:ssh|slogin|telnet|rlogin|connect|attach|session|exit|quit|logout|return|end|hostname|sysname|set system host-name|set hostname|su\b|sudo|enable|login|docker|kubectl exec|start shell|bash|cli\b)/;

/**
 * Tells the prompts of a session from lines that look like some. A host that is not known counts where the command before may have led to it.
 */
export class KnownPrompts {
  readonly #hosts: Map<string, Platform>;
  readonly #platforms: readonly Platform[];
  readonly #main: Platform;
  readonly #arePhrases: boolean;
  #names: readonly Buffer[];
  #command = '';

  /** The host the session is mostly about first; `generic` is the platform that knows prompts of all kinds. */
  constructor(hosts: readonly KnownHost[], generic: Platform) {
    this.#hosts = new Map(hosts.map(({ host, platform }) => [host, platform]));
    this.#names = namesOf(this.#hosts);
    this.#platforms = [...new Set([...hosts.map(({ platform }) => platform), generic])];
    this.#main = hosts[0]?.platform ?? generic;
    this.#arePhrases = hosts[0]?.prompts === 'phrases';
  }

  /** Whether a line may be a prompt, told by its first bytes: nearly all lines are none, and this costs nearly nothing. */
  mayBeIn(line: Buffer): boolean {
    if (this.#hosts.size === 0) return false;
    const head = line.length > MOST_PROMPT ? line.subarray(0, MOST_PROMPT) : line;
    if (LEADS_ON.test(this.#command)) return true;
    return this.#names.some((name) => head.includes(name));
  }

  /** Lines are to be shown in their order. */
  find(line: string): PromptLine | undefined {
    if (this.#hosts.size === 0) return undefined;
    for (const platform of this.#platforms) {
      const found = promptIn(platform, line);
      const host = found && hostOf(found.prompt);
      if (found === undefined || host === undefined || this.#isSentence(found.prompt)) continue;
      const own = this.#platformOf(host);
      if (own === undefined) continue;
      this.#command = found.command;
      return { ...found, host, platform: own };
    }
    return undefined;
  }

  #isSentence({ text }: Prompt): boolean {
    return !this.#arePhrases && isPhrase(text);
  }

  #platformOf(host: string): Platform | undefined {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    // VRP and Comware put the view behind the name: [sw1-GigabitEthernet0/0/1].
    for (const [name, platform] of this.#hosts) {
      if (name !== '' && host.startsWith(`${name}-`)) return platform;
    }
    if (!LEADS_ON.test(this.#command)) return undefined;
    this.#hosts.set(host, this.#main);
    this.#names = namesOf(this.#hosts);
    return this.#main;
  }
}

const MOST_TYPED = 2_000;

/** Several words before the sign: prompts of that kind are rare, sentences are not. */
export function isPhrase(prompt: string): boolean {
  return /^[^@([]*\S \S/.test(prompt.trim().replace(/ ?[>#$%\])]+$/, ''));
}

function namesOf(hosts: ReadonlyMap<string, unknown>): readonly Buffer[] {
  return [...hosts.keys()].map((name) => Buffer.from(name));
}

/** Nothing looks for the end of a prompt behind that. */
const MOST_PROMPT = 200;

/**
 * How many bytes of a line are a prompt of those hosts with a command behind it; 0 for any other line. Unlike `find` it says the same of
 * a line wherever that stands.
 */
export function promptLengths(
  hosts: readonly KnownHost[],
  generic: Platform,
): (line: Buffer) => number {
  const names = hosts.map(({ host }) => host);
  const written = names.map((name) => Buffer.from(name));
  const arePhrases = hosts[0]?.prompts === 'phrases';
  const platforms = [...new Set([...hosts.map(({ platform }) => platform), generic])];
  return (bytes) => {
    const head = bytes.length > MOST_PROMPT ? bytes.subarray(0, MOST_PROMPT) : bytes;
    if (bytes.length > MOST_TYPED || !written.some((name) => head.includes(name))) return 0;
    const line = bytes.toString('utf8');
    for (const platform of platforms) {
      const found = promptIn(platform, line);
      if (found === undefined || (isPhrase(found.prompt.text) && !arePhrases)) continue;
      const host = hostOf(found.prompt);
      const isKnown = names.some(
        (name) => host === name || (name !== '' && host.startsWith(`${name}-`)),
      );
      if (isKnown) return found.command === '' ? 0 : Buffer.byteLength(found.prompt.text);
    }
    return 0;
  };
}

/** A prompt at the beginning of a line, alone or with what was typed. */
export function promptIn(
  platform: Platform,
  line: string,
): { readonly prompt: Prompt; readonly command: string } | undefined {
  const prompt = promptOf(platform, line);
  return prompt === undefined ? promptAndCommand(platform, line) : { prompt, command: '' };
}

/** The host's name in a prompt, without the user before and the folder behind it; '' where it shows none. */
export function hostOf({ host = '' }: Prompt): string {
  const behindUser = host.slice(host.lastIndexOf('@') + 1);
  return /^[^:~/ ]{0,80}/.exec(behindUser)?.[0] ?? '';
}
