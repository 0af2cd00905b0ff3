import type { Charset } from '../../core/charset.ts';
import type { Platform } from '../../platforms/platform.ts';
import { LineModel } from '../channel/line-model.ts';
import { type Prompt, promptOf, withoutPromptHead } from '../channel/prompt.ts';

/** A command as it was typed on the device, by whomever, with its answer. */
export interface SeenCommand {
  readonly command: string;
  readonly text: string;
}

interface Mark {
  /** Bytes received when the prompt stood there. */
  readonly offset: number;
  /** Lines ended until then: a prompt on the same line is the same prompt. */
  readonly lineCount: number;
}

/** Where in the raw log a command and its answer are. */
export interface SeenRange {
  readonly from: number;
  readonly to: number;
  /** Whether a prompt stands before the first byte, or the greeting comes first. */
  readonly startsAt: 'prompt' | 'beginning';
}

/**
 * Remembers between which bytes the last command lies: from one prompt to the next. Passive: it is told of prompts
 * and sends nothing, so it works on any device.
 */
export class PromptMarks {
  #start = 0;
  #before: Mark | undefined;
  #latest: Mark | undefined;

  /** Says whether it is another prompt than the one before. */
  promptSeen(mark: Mark): 'another' | 'the same' {
    const isAnother = this.#latest?.lineCount !== mark.lineCount;
    if (isAnother) this.#before = this.#latest;
    this.#latest = mark;
    return isAnother ? 'another' : 'the same';
  }

  /** Lines ended when the latest prompt stood there; undefined before the first one. */
  get latestLine(): number | undefined {
    return this.#latest?.lineCount;
  }

  /** The bytes up to and with the latest prompt: from behind the one before, or from the beginning of the connection. */
  get range(): SeenRange | undefined {
    if (this.#latest === undefined) return undefined;
    const from = this.#before?.offset ?? this.#start;
    return { from, to: this.#latest.offset, startsAt: this.#before ? 'prompt' : 'beginning' };
  }

  /** Another connection, another stream of lines, from this byte on. */
  forget(offset: number): void {
    this.#start = offset;
    this.#before = undefined;
    this.#latest = undefined;
  }
}

export interface SeenOn {
  readonly platform: Pick<Platform, 'prompts' | 'promptHead'>;
  readonly cols: number;
  readonly charset: Charset;
}

/** Reads the last command and its answer out of the bytes between two prompts; undefined when nothing was run. */
export function readSeenCommand(
  parts: Iterable<Uint8Array>,
  on: SeenOn & Pick<SeenRange, 'startsAt'>,
): SeenCommand | undefined {
  const last = readSeenCommands(parts, on).at(-1);
  return last && { command: last.command, text: last.text };
}

/** A command with the mode of the prompt it was typed at; undefined where that prompt is not among the bytes. */
export interface SeenInMode extends SeenCommand {
  readonly mode: string | undefined;
}

/** All of them in their order: commands typed ahead leave prompts in between. */
export function readSeenCommands(
  parts: Iterable<Uint8Array>,
  { platform, cols, charset, startsAt }: SeenOn & Pick<SeenRange, 'startsAt'>,
): SeenInMode[] {
  const lines: string[] = [];
  const model = new LineModel({ cols, onLine: (line) => lines.push(line) });
  const decoder = charset.openDecoder();
  for (const part of parts) model.feed(decoder.decode(part));
  const starts = lines.flatMap((line, at) => {
    const isFirst = at === 0 && startsAt === 'prompt';
    const typed = isFirst
      ? { command: line.trim(), mode: undefined }
      : commandAtPrompt(platform, line);
    return typed === undefined || typed.command === '' ? [] : [{ at, line, ...typed }];
  });
  return starts.map(({ at, command, mode }, place) => {
    const next = starts[place + 1];
    const promptText = next?.line ?? model.current();
    const between = lines.slice(at + 1, next?.at);
    const said = withoutPromptHead(between, { platform, promptText });
    return { command, mode, text: said.join('\n') };
  });
}

/**
 * The prompt a line begins with and the command behind it, '' for none. Looked for only where the line has the name that the prompt before had in it,
 * for it is asked of lines that may come by the million.
 */
export function promptBefore(
  platform: Pick<Platform, 'prompts'>,
  line: string,
  learned: Prompt | undefined,
): { readonly prompt: Prompt; readonly command: string } | undefined {
  const name = learned?.host ?? learned?.text.trim() ?? '';
  if (name === '' || !line.slice(0, MOST_PROMPT_CHARS).includes(name)) return undefined;
  const bare = promptOf(platform, line);
  return bare ? { prompt: bare, command: '' } : promptAndCommand(platform, line);
}

const MOST_PROMPT_CHARS = 80;

/** What stands behind a prompt on the same line. */
export function typedAfterPrompt(
  platform: Pick<Platform, 'prompts'>,
  line: string,
): string | undefined {
  return promptAndCommand(platform, line)?.command;
}

/** A line that is a prompt with something behind it, taken apart. */
export function promptAndCommand(
  platform: Pick<Platform, 'prompts'>,
  line: string,
): { readonly command: string; readonly prompt: Prompt } | undefined {
  for (let end = 1; end <= Math.min(line.length, MOST_PROMPT_CHARS); end++) {
    if (!/[>#$%\])]/.test(line[end - 1] ?? '')) continue;
    const prompt = promptOf(platform, line.slice(0, end));
    if (prompt === undefined) continue;
    const command = line.slice(end).trim();
    if (command !== '') return { command, prompt };
  }
  return undefined;
}

function commandAtPrompt(
  platform: Pick<Platform, 'prompts'>,
  line: string,
): { readonly command: string; readonly mode: string } | undefined {
  const found = promptAndCommand(platform, line);
  return found && { command: found.command, mode: found.prompt.mode };
}
