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
  #command = '';

  /** The host the session is mostly about first; `generic` is the platform that knows prompts of all kinds. */
  constructor(hosts: readonly KnownHost[], generic: Platform) {
    this.#hosts = new Map(hosts.map(({ host, platform }) => [host, platform]));
    this.#platforms = [...new Set([...hosts.map(({ platform }) => platform), generic])];
    this.#main = hosts[0]?.platform ?? generic;
  }

  /** Lines are to be shown in their order. */
  find(line: string): PromptLine | undefined {
    if (this.#hosts.size === 0) return undefined;
    for (const platform of this.#platforms) {
      const found = promptIn(platform, line);
      const host = found && hostOf(found.prompt);
      if (found === undefined || host === undefined) continue;
      const own = this.#platformOf(host, found.prompt.text);
      if (own === undefined) continue;
      this.#command = found.command;
      return { ...found, host, platform: own };
    }
    return undefined;
  }

  #platformOf(host: string, text: string): Platform | undefined {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    // VRP and Comware put the view behind the name: [sw1-GigabitEthernet0/0/1].
    for (const [name, platform] of this.#hosts) {
      if (name !== '' && host.startsWith(`${name}-`)) return platform;
    }
    if (!LEADS_ON.test(this.#command) || isPhrase(text)) return undefined;
    this.#hosts.set(host, this.#main);
    return this.#main;
  }
}

/** Several words before the sign: prompts of that kind are rare, sentences are not. */
export function isPhrase(prompt: string): boolean {
  return /^[^@([]*\S \S/.test(prompt.trim());
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
