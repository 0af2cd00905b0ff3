import { interrupted } from './exchange-errors.ts';
import type { ExchangeRequest } from './exchange-request.ts';
import { asksSecret } from './prompt.ts';
import { giveUp } from './stop-command.ts';
import type { Wire } from './wire.ts';

/** Words that ask for a secret in the middle of an answer that is still coming must not bring up a dialog. */
const SECRET_PATIENCE_MS = 500;
/** `User:` may be the beginning of a line of output, so that silence behind it has to last. */
const LOGIN_MS = 2_000;
const MOST_ASKED_CHARS = 200;
/** As long as a clock can count; whoever waits so long is woken by something else. */
const NO_END_MS = 2_000_000_000;

/** Whether the last line asks something, and after how much silence that counts. */
export function questionPatience(
  wire: Wire,
  line: string,
  request: ExchangeRequest,
): number | undefined {
  if (line.trim() === '') return undefined;
  const { answerTo, isQuestion, isSecretDue } = request;
  const isSecret = answerTo !== undefined && asksSecret(line);
  if (isSecret && isSecretDue !== true) return Math.max(SECRET_PATIENCE_MS, wire.quietMs);
  if (isSecret) return wire.quietMs;
  if (wire.platform.questions.some((pattern) => pattern.test(line))) return wire.quietMs;
  const patienceMs = isQuestion?.(line);
  if (patienceMs !== undefined) return patienceMs;
  return asksWho(wire, line) ? Math.min(LOGIN_MS, request.idleTimeoutMs) : undefined;
}

/** A device that has restarted, or logged us out, asks who is there. */
function asksWho(wire: Wire, line: string): boolean {
  const { username, password } = wire.platform.login;
  const isAsked = (pattern: RegExp): boolean => pattern.test(line.slice(-MOST_ASKED_CHARS));
  return username.some(isAsked) || password.some(isAsked);
}

export type Answered =
  | { readonly kind: 'answer'; readonly text: string }
  /** Nobody knows what to say. */
  | { readonly kind: 'none' }
  /** The line is another one by now: it was no question, or somebody else has answered. */
  | { readonly kind: 'gone' };

/** The answer to the question on the last line, for as long as it stands there: a person may think about it for a while. */
export async function answerFor(
  wire: Wire,
  line: string,
  request: ExchangeRequest,
): Promise<Answered> {
  const { answerTo } = request;
  if (answerTo === undefined) return { kind: 'none' };
  const over = new AbortController();
  const asked = (async () => await answerTo(line.trim(), over.signal))().then(
    (text): Answered => (text === undefined ? { kind: 'none' } : { kind: 'answer', text }),
  );
  try {
    const first = await Promise.race([asked, changed(wire, { line, request, over: over.signal })]);
    if (first !== 'aborted') return first;
  } catch (thrown) {
    asked.catch(() => undefined);
    await giveUp(wire);
    throw thrown;
  } finally {
    over.abort();
  }
  asked.catch(() => undefined);
  await giveUp(wire);
  throw interrupted(request);
}

async function changed(
  wire: Wire,
  given: { readonly line: string; readonly request: ExchangeRequest; readonly over: AbortSignal },
): Promise<Answered | 'aborted'> {
  const { line, request, over } = given;
  const { lineCount } = wire.model;
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  for (const signal of [request.signal, over]) {
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
  }
  try {
    for (;;) {
      const what = await wire.wait(NO_END_MS, stop.signal);
      if (what === 'aborted') return over.aborted ? { kind: 'gone' } : 'aborted';
      if (wire.model.current() !== line || wire.model.lineCount !== lineCount) {
        return { kind: 'gone' };
      }
    }
  } finally {
    request.signal?.removeEventListener('abort', onAbort);
    over.removeEventListener('abort', onAbort);
  }
}
