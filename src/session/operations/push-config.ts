import type { ConfigRefusal, ConfigResult } from '../../core/config-result.ts';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import { isConfiguration, modesOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import { type ConfigStep, configSteps, lineCount } from './config-steps.ts';
import { type Desk, safeAnswer } from './desk.ts';
import { goToMode } from './go-to-mode.ts';
import type { WhenAnswer } from './send-options.ts';

export interface ConfigProgress {
  readonly host: string;
  readonly line: string;
  /** Lines taken so far, of `total`. */
  readonly sent: number;
  readonly total: number;
}

export interface PushOptions {
  /** Answers to what lines make the device ask: `[confirm]`. Without one the push stops there. */
  readonly answers?: readonly WhenAnswer[] | undefined;
  /** Called after each line the device took. */
  readonly onLine?: ((progress: ConfigProgress) => void) | undefined;
  /** `exclusive`, `private` or `session` where the platform has them; `configuration` unless told. */
  readonly mode?: string | undefined;
}

/**
 * Sends lines to the configuration, each at the prompt after the one before, up to the first one refused, and leaves it again.
 * Where changes have to be committed, the session stays there; a refusal then drops what was sent.
 */
export async function pushConfig(
  desk: Desk,
  lines: readonly string[],
  options: PushOptions = {},
): Promise<ConfigResult> {
  const { platform } = desk;
  const steps = configSteps(lines, platform);
  const target = targetOf(desk, options);
  refuseWithout(desk, target);
  const path = await goToMode(desk, target);
  const back = path.at(-1)?.from;
  let sent: Sent;
  try {
    sent = await sendSteps(desk, steps, options);
  } catch (thrown) {
    if (back !== undefined) await leaveInOrder(desk, target, back);
    throw thrown;
  }
  const hasCandidate = needsCommit(platform, target);
  // Where nothing drops a candidate it stays, and so does the session: leaving could ask what to do with it.
  const isDropped = hasCandidate && sent.refusal !== undefined && platform.config.abort.length > 0;
  if (isDropped) await drop(desk);
  if (back !== undefined && (isDropped || !hasCandidate)) await leave(desk, back);
  const state = hasCandidate ? (isDropped ? 'dropped' : 'candidate') : 'running';
  return { ...resultOf(desk, target, sent), total: lineCount(steps), state };
}

/** The mode lines are sent in. */
export function targetOf({ platform, mode }: Desk, options: PushOptions): string {
  return options.mode ?? (isConfiguration(mode) ? mode : placeOf(platform));
}

/** Where lines of a configuration are entered. */
function placeOf(platform: Platform): string {
  return modesOf(platform).has('configuration')
    ? 'configuration'
    : (platform.config.mode ?? 'configuration');
}

/** Whether changes made in a mode wait for a commit: everywhere the platform has one, or only in its sessions. */
export function needsCommit(platform: Platform, mode: string): boolean {
  if (platform.config.commit.length === 0) return false;
  return mode === 'session' || !modesOf(platform).has('session');
}

/** Drops the candidate configuration. */
async function drop(desk: Desk): Promise<void> {
  for (const line of desk.platform.config.abort) await typeOwn(desk, line);
}

/** A commit or a save says nothing for as long as it takes, and minutes are not unusual. */
const KEEPING_MS = 180_000;

/** Types what the program itself wants: questions get the platform's answers. */
export function typeOwn(desk: Desk, line: string) {
  return desk.type(line, {
    answerTo: (asked) => safeAnswer(desk.platform, asked),
    idleTimeoutMs: Math.max(KEEPING_MS, desk.idleTimeoutMs ?? 0),
  });
}

/** After something went wrong: what that was matters more than what goes wrong now. */
async function leaveInOrder(desk: Desk, target: string, back: string): Promise<void> {
  const undisturbed = desk.undisturbed();
  try {
    await undisturbed.settle();
    if (needsCommit(desk.platform, target)) await drop(undisturbed);
    await leave(undisturbed, back);
  } catch {
    // The device waits at a question, or is gone: the pane shows it.
  }
}

/** Goes back where it came from, unless it stands there. */
async function leave(desk: Desk, back: string): Promise<void> {
  if (desk.mode !== back) await goToMode(desk, back);
}

interface Sent {
  readonly sent: number;
  readonly text: string;
  readonly refusal: ConfigRefusal | undefined;
  readonly elapsedMs: number;
  readonly startedAtMs: number;
}

async function sendSteps(
  desk: Desk,
  steps: readonly ConfigStep[],
  { onLine, answers }: PushOptions,
): Promise<Sent> {
  const total = lineCount(steps);
  const texts: string[] = [];
  let sent = 0;
  let elapsedMs = 0;
  let startedAtMs = desk.nowMs();
  const soFar = () => ({ sent, text: texts.join('\n'), elapsedMs, startedAtMs });
  for (const [at, { line, number, body }] of steps.entries()) {
    const prompt = desk.promptText;
    const result = await desk.type(line, { body, answers }).catch((thrown: unknown) => {
      throw atLine(thrown, { number, sent, total });
    });
    if (at === 0) ({ startedAtMs } = result);
    elapsedMs += result.elapsedMs;
    if (result.text !== '') texts.push(result.text);
    if (result.outcome === 'refused') {
      return { ...soFar(), refusal: { line, number, words: result.text, prompt } };
    }
    sent += 1 + body.length;
    onLine?.({ host: desk.host, line, sent, total });
  }
  return { ...soFar(), refusal: undefined };
}

function resultOf(desk: Desk, mode: string, given: Sent) {
  const { host, platform } = desk;
  const outcome = given.refusal === undefined ? ('ok' as const) : ('refused' as const);
  return {
    host,
    platform: platform.name,
    command: 'config',
    ...given,
    outcome,
    mode,
    table: undefined,
  };
}

/** What went wrong, and how far it had come: the device may be changed in part. */
function atLine(
  thrown: unknown,
  {
    number,
    sent,
    total,
  }: { readonly number: number; readonly sent: number; readonly total: number },
): ShowrunError {
  const { code, message, advice } = asShowrunError(thrown);
  const far = `(line ${number}; ${sent} of ${total} lines were taken)`;
  return new ShowrunError(code, `${message} ${far}`, { advice, cause: thrown });
}

function refuseWithout(desk: Desk, target: string): void {
  const { platform, host } = desk;
  if (modesOf(platform).has(target)) return;
  throw new ShowrunError('bad-usage', `${platform.title} has no mode '${target}' (${host})`, {
    subject: host,
    advice: 'send the lines as commands',
  });
}
