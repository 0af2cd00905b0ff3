import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { type OwnPrompt, ownPromptOf, promptTextOf } from '../../platforms/own-prompt.ts';
import type { Channel } from './channel.ts';
import { asksSecret } from './prompt.ts';

/** Where it is kept what a person calls the prompt of one host. */
export interface OwnPrompts {
  known(): OwnPrompt | undefined;
  remember(own: OwnPrompt): void;
}

const MOST_PROMPT_CHARS = 200;

/**
 * Takes the line the device stands at for its prompt from now on, and gives its form. Throws `bad-usage` for a line that is none.
 */
export function takePrompt(channel: Channel, host: string): OwnPrompt {
  const line = channel.lastLine;
  const problem = problemOf(channel, line);
  const own = problem === undefined ? ownPromptOf(promptTextOf(line)) : undefined;
  if (own === undefined) {
    throw new ShowrunError('bad-usage', `${host}: ${problem ?? 'this line is no prompt'}`, {
      subject: host,
      advice: 'press Enter until the device shows its prompt alone on the line',
    });
  }
  channel.ownPrompt = own;
  return own;
}

function problemOf({ isFullScreen, platform }: Channel, line: string): string | undefined {
  const shown = safe(line.trim(), 60);
  if (isFullScreen) return 'a full-screen program has the screen';
  if (line.trim() === '') return 'the line is blank';
  if (line.length > MOST_PROMPT_CHARS) return 'the line is too long for a prompt';
  const isAsked = platform.questions.some((pattern) => pattern.test(line)) || asksSecret(line);
  if (isAsked) return `'${shown}' is a question`;
  if (platform.pagers.some(({ pattern }) => pattern.test(line))) return `'${shown}' is a pager`;
  return undefined;
}
