import { ShowrunError } from '../../core/errors.ts';
import type { HeardResult } from '../../core/heard-result.ts';
import type { RunOptions } from '../channel/channel-options.ts';
import type { TalkAnswer, TalkRequest } from '../channel/talk.ts';
import { lineFinder, patternText } from '../channel/text-pattern.ts';
import type { Driver } from '../driver/driver.ts';
import type { AskSecret } from '../secrets/ask-secret.ts';
import { withSecrets } from '../secrets/command-secrets.ts';
import type { SendOptions } from './send-options.ts';

/** What stands for a secret in messages and results. */
const HIDDEN = '…';
/** A text that ends in a control character goes out as it is: Ctrl-C, or `y` and a Return of its own. */
const KEYS = /^[^\x00-\x1f\x7f-\x9f]*[\x00-\x1f\x7f]$/;

/**
 * Sends a text where the device stands, at a prompt or at a question, answers what it asks, and reads to the prompt, to a
 * pattern or to silence. A refused text is a result.
 */
export async function sendText(
  driver: Driver,
  text: string,
  given: {
    readonly host: string;
    readonly ask: AskSecret | undefined;
    readonly hideEchoOf: (secret: string) => void;
    readonly options: SendOptions & RunOptions;
  },
): Promise<HeardResult> {
  const { host, ask, hideEchoOf, options } = given;
  refuseControls(text, options);
  const command = options.secret === true ? HIDDEN : text;
  const { answers = [] } = options;
  const hidden = options.secret === true ? text : undefined;
  const talked = { host, ask, command, answers, hidden, hideEchoOf };
  const answer = await withSecrets(driver, talked, async (asks) => {
    const run = { ...pick(options), ...asks };
    const isCommand = isPlain(text, options) && !driver.channel.isAsking;
    if (isCommand) return await atPrompt(driver, text, run);
    const until = untilOf(options);
    if (hidden !== undefined) hideEchoOf(hidden);
    return await driver.talk({ text, as: howOf(text, options), command, until }, run);
  });
  const platform = driver.platform.name;
  return { host, platform, command, ...answer, table: undefined };
}

async function atPrompt(driver: Driver, text: string, run: RunOptions): Promise<TalkAnswer> {
  return { ...(await driver.run(text, run)), endedBy: 'prompt', match: undefined };
}

/** A line that ends at the next prompt: a command like any other. */
function isPlain(text: string, { expect, timing, secret }: SendOptions): boolean {
  return expect === undefined && timing === undefined && secret !== true && isLine(text);
}

function isLine(text: string): boolean {
  return text.trim() !== '' && !KEYS.test(text);
}

function howOf(text: string, { secret }: SendOptions): TalkRequest['as'] {
  if (KEYS.test(text)) return 'keys';
  return secret === true || text.trim() === '' ? 'unseen line' : 'line';
}

function untilOf({ expect, timing }: SendOptions): TalkRequest['until'] {
  if (expect !== undefined) {
    return { kind: 'pattern', find: lineFinder(expect), what: patternText(expect) };
  }
  return timing === undefined ? { kind: 'prompt' } : { kind: 'quiet', quietMs: timing };
}

function pick({ idleTimeoutMs, signal }: RunOptions): RunOptions {
  return { idleTimeoutMs, signal };
}

function refuseControls(text: string, { timing, secret }: SendOptions): void {
  if (timing !== undefined && !(timing > 0)) {
    throw new ShowrunError('bad-usage', 'timing wants milliseconds of silence above 0');
  }
  if (KEYS.test(text) || !/[\x00-\x1f\x7f-\x9f]/.test(text)) return;
  const what = secret === true ? 'that' : 'a text to send';
  throw new ShowrunError('bad-usage', `${what} has control characters within it`, {
    advice: 'send the lines one by one, or write() raw bytes',
  });
}
