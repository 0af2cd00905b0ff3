import type { LogBlock, Platform } from '../../platforms/platform.ts';

/** No message of several lines is longer; whatever seems to be is not one. */
const MOST_BLOCK_LINES = 60;

/** What one line is made of: words of an answer, something the device said on its own, or first one and then the other. */
export interface Sifted {
  readonly said: string | undefined;
  readonly logged: string | undefined;
}

/** Tells a device's own messages from answers, by their form: single lines, and texts of several lines between two marks. */
export class LogSieve {
  #block: LogBlock | undefined;
  #blockLines = 0;

  /** `typed` is what has been echoed behind the prompt, or may be: a message can come in the middle of it. */
  sift(
    line: string,
    {
      platform,
      prompt,
      typing,
    }: { readonly platform: Platform; readonly prompt: string; readonly typing: string },
  ): Sifted {
    if (this.#continuesBlock(line)) return { said: undefined, logged: line };
    const at = logAt(line, { platform, prompt, typing });
    if (at === undefined) return { said: line, logged: undefined };
    const logged = line.slice(at);
    this.#block = platform.logBlocks.find(({ start }) => start.test(logged));
    this.#blockLines = 0;
    return { said: at === 0 ? undefined : line.slice(0, at), logged };
  }

  /** A message without its end must not take the answer behind it along. */
  #continuesBlock(line: string): boolean {
    if (this.#block === undefined) return false;
    const { body, end } = this.#block;
    this.#blockLines += 1;
    const isEnd = end.test(line);
    const isBody = !isEnd && body.test(line) && this.#blockLines < MOST_BLOCK_LINES;
    if (!isBody) this.#block = undefined;
    return isEnd || isBody;
  }
}

/** Where a message begins: at 0, or behind a prompt and the part of the command echoed so far; else undefined. */
function logAt(
  line: string,
  {
    platform,
    prompt,
    typing,
  }: { readonly platform: Platform; readonly prompt: string; readonly typing: string },
): number | undefined {
  const { logLines, logBlocks } = platform;
  const isLog = (text: string): boolean =>
    logLines.some((pattern) => pattern.test(text)) ||
    logBlocks.some(({ start }) => start.test(text));
  if (isLog(line)) return 0;
  if (prompt === '' || !line.startsWith(prompt)) return undefined;
  let at = prompt.length;
  while (at < line.length && line[at] === typing[at - prompt.length]) at += 1;
  return isLog(line.slice(at)) ? at : undefined;
}
