import { modeOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';

/** A prompt as it stands on the last line. */
export interface Prompt {
  /** The whole line, trailing blanks kept. */
  readonly text: string;
  readonly mode: string;
  /** The host name in it, when the platform's pattern marks one. */
  readonly host: string | undefined;
}

/** The prompt a line is, or undefined. */
export function promptOf(platform: Pick<Platform, 'prompts'>, line: string): Prompt | undefined {
  if (line.trim() === '') return undefined;
  const found = modeOf(platform, line);
  return found && { text: line, ...found };
}

/**
 * The lines before a prompt that are an answer's: without blank ones at the end and without the head of the prompt. A head's
 * pattern is about that line, or about it and the prompt below.
 */
export function withoutPromptHead(
  lines: readonly string[],
  {
    platform,
    promptText,
  }: { readonly platform: Pick<Platform, 'promptHead'>; readonly promptText: string },
): readonly string[] {
  let end = withoutBlanks(lines, lines.length);
  const last = (lines[end - 1] ?? '').slice(0, MOST_HEAD_CHARS).trimEnd();
  const both = `${last}\n${promptText.slice(0, MOST_HEAD_CHARS).trimEnd()}`;
  const isHead = platform.promptHead.some((pattern) => pattern.test(last) || pattern.test(both));
  if (end > 0 && isHead) {
    end = withoutBlanks(lines, end - 1);
  }
  return end === lines.length ? lines : lines.slice(0, end);
}

const MOST_HEAD_CHARS = 1_000;

function withoutBlanks(lines: readonly string[], length: number): number {
  let end = length;
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return end;
}

/** Whether a prompt is so like one seen before that nobody needs to wait and see whether more follows. */
export function isKnownPrompt(prompt: Prompt, learned: Prompt | undefined): boolean {
  if (learned === undefined) return false;
  if (prompt.text === learned.text) return true;
  return prompt.host !== undefined && prompt.host !== '' && prompt.host === learned.host;
}

/** Whether a device waits for a secret there: what is typed then is not shown, and nobody but the person may type. */
export function asksSecret(line: string): boolean {
  return SECRET_PROMPT.test(line.slice(-200));
}

const SECRET_PROMPT =
  /(?:pass(?:word|phrase|code)|secret|\bpin\b|token|\botp|kennwort|passwort)[^:?>]{0,60}[:?>]\s{0,8}$/i;
