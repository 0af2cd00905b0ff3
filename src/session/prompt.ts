import type { Platform } from '../platforms/platform.ts';

/** A prompt as it stands on the last line. */
export interface Prompt {
  /** The whole line, trailing blanks kept. */
  readonly text: string;
  readonly mode: string;
  /** The host name in it, when the platform's pattern marks one. */
  readonly host: string | undefined;
}

/** The prompt a line is, or undefined. The first of the platform's patterns wins. */
export function promptOf(platform: Platform, line: string): Prompt | undefined {
  if (line.trim() === '') return undefined;
  for (const { mode, pattern } of platform.prompts) {
    const match = pattern.exec(line);
    if (match) return { text: line, mode, host: match.groups?.['host'] };
  }
  return undefined;
}

/** Whether a prompt is so like one seen before that nobody needs to wait and see whether more follows. */
export function isKnownPrompt(prompt: Prompt, learned: Prompt | undefined): boolean {
  if (learned === undefined) return false;
  if (prompt.text === learned.text) return true;
  return prompt.host !== undefined && prompt.host !== '' && prompt.host === learned.host;
}
