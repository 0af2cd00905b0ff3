import { modeOf } from '../platforms/mode-of.ts';
import type { Platform } from '../platforms/platform.ts';

/** A prompt as it stands on the last line. */
export interface Prompt {
  /** The whole line, trailing blanks kept. */
  readonly text: string;
  readonly mode: string;
  /** The host name in it, when the platform's pattern marks one. */
  readonly host: string | undefined;
}

/** The prompt a line is, or undefined. */
export function promptOf(platform: Platform, line: string): Prompt | undefined {
  if (line.trim() === '') return undefined;
  const found = modeOf(platform, line);
  return found && { text: line, ...found };
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
