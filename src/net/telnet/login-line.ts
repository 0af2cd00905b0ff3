import { asksPassword } from '../auth-keyboard.ts';
import type { TelnetPlatform } from './telnet-services.ts';

/** What a device that was listened to until it fell silent wants. */
export type LoginSign =
  | { readonly sign: 'username' | 'password' | 'refused' | 'prompt' | 'text' | 'nothing' }
  | { readonly sign: 'question'; readonly answer: string };

/** Reads what came since the last thing we sent. `isPasswordSent`: only then can it have been refused. */
export function readSign(
  heard: string,
  state: { readonly platform: TelnetPlatform; readonly isPasswordSent: boolean },
): LoginSign {
  const { login, isPrompt } = state.platform;
  const lines = plain(heard).split(/[\r\n]+/);
  const last = lines.at(-1)?.slice(-MAX_LINE) ?? '';
  const isRefused = (line: string) => login.failed.some((pattern) => pattern.test(line));
  if (state.isPasswordSent && lines.some((line) => isRefused(line.slice(0, MAX_LINE)))) {
    return { sign: 'refused' };
  }
  // A console that waits for Enter may say so some blank lines above.
  const lastSaid = lines.findLast((line) => line.trim() !== '')?.slice(-MAX_LINE) ?? '';
  const answer = login.answers.find(({ pattern }) => lastSaid !== '' && pattern.test(lastSaid));
  if (answer !== undefined) return { sign: 'question', answer: answer.answer };
  if (last.trim() !== '') {
    // A new or a one-time password is the person's own business.
    if (matches(login.password, last) && asksPassword(last)) return { sign: 'password' };
    if (matches(login.username, last) && !LAST_LOGIN.test(last)) return { sign: 'username' };
    if (isPrompt(last)) return { sign: 'prompt' };
  }
  return { sign: lines.some((line) => line.trim() !== '') ? 'text' : 'nothing' };
}

/** A prompt is at the end; patterns need not be tried on what a hostile device calls a line. */
const MAX_LINE = 400;
/** `Last login: Mon …` after a good login, cut behind its colon. */
const LAST_LOGIN = /\blast\b.{0,40}\blogin/i;

function matches(patterns: readonly RegExp[], line: string): boolean {
  return patterns.some((pattern) => pattern.test(line));
}

/** Without escape sequences, bells and NULs. */
function plain(text: string): string {
  return text.replace(/\x1b\[[0-9;?]{0,32}[ -/]?[@-~]|\x1b[()][0-9A-Z]|[\x00\x07]/g, '');
}
