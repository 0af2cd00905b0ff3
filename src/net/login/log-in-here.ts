import { userInfo } from 'node:os';
import type { LoginPlan, LoginStep, LoginWord } from '../../core/arrival.ts';
import type { Asker } from '../../core/asker.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { asShowrunError, neverRetried, ShowrunError } from '../../core/errors.ts';
import type { Host, SecretSource } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { Deadline } from '../deadline.ts';
import { interrupted } from '../interrupted.ts';
import type { LoginContext } from '../login-context.ts';
import type { Memory } from '../memory.ts';
import { PasswordKeeper } from '../password-keeper.ts';
import { readSign } from '../telnet/login-line.ts';
import { ANSWER_TIMEOUT_MS, TelnetLogin } from '../telnet/telnet-login.ts';
import type { TelnetPlatform } from '../telnet/telnet-services.ts';
import type { LineEar, LoginEar } from './line-ear.ts';
import { isScriptOver, nextScriptStep } from './login-script.ts';

export interface LogInServices {
  readonly asker: Asker;
  readonly memory: Memory;
  readonly clock?: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface LogInRequest {
  /** The account: user name and password, and the way there, which tells accounts apart. */
  readonly host: Host;
  readonly plan: Exclude<LoginPlan, 'manual' | 'usual'>;
  readonly platform: TelnetPlatform;
  /** How long a text without a question may last before it is somebody else's to read. */
  readonly strangeMs: number;
  readonly ear: LineEar & LoginEar;
  readonly write: (bytes: Uint8Array) => void;
  readonly signal: AbortSignal;
}

/** Logs in on a line that is open: on a console, or where a device asks once more inside SSH. Gives how often it answered. */
export type LogIn = (request: LogInRequest) => Promise<number>;

/** Rejects with `auth-failed` for a login that is refused, and with `timeout` for a device that does not go on. */
export async function logInHere(request: LogInRequest, services: LogInServices): Promise<number> {
  const stop = new AbortController();
  const { host, signal, ear } = request;
  const who = safe(host.name);
  const abort = () => stop.abort(interrupted(who, signal));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  stop.signal.addEventListener('abort', () => ear.stop(), { once: true });
  const deadline = new Deadline(services.clock ?? systemClock, () => stop.abort(silent(who, ear)));
  const context: LoginContext = {
    host,
    who,
    username: host.username ?? userInfo().username,
    asker: services.asker,
    memory: services.memory,
    deadline,
    signal: stop.signal,
    onProgress: () => {},
    onAsking: () => {},
    onQuestion: () => {},
  };
  const onOver: (() => void)[] = [];
  const script: Script = { context, env: services.env, onOver, isSecretSent: false };
  let login: TelnetLogin | undefined;
  try {
    if (request.plan !== 'platform') return await followScript(request.plan, request, script);
    login = new TelnetLogin({
      ...request,
      context,
      env: services.env,
      transport: { write: request.write },
    });
    return await login.run();
  } catch (error) {
    // Whatever it says: it may be the device's way to refuse a password.
    const isSent = script.isSecretSent || login?.hasSentPassword === true;
    throw isSent ? neverRetried(asShowrunError(error)) : error;
  } finally {
    for (const over of onOver) over();
    deadline.stop();
    signal.removeEventListener('abort', abort);
  }
}

interface Script {
  readonly context: LoginContext;
  readonly env: LogInServices['env'];
  /** Called once the login is over, however. */
  readonly onOver: (() => void)[];
  isSecretSent: boolean;
}

async function followScript(
  steps: readonly LoginStep[],
  { ear, write, platform }: LogInRequest,
  script: Script,
): Promise<number> {
  const { context, env } = script;
  const { deadline, signal } = context;
  const keeper = new PasswordKeeper(context, env);
  let answered = 0;
  let at = 0;
  let isLastSecret = false;
  const isRefused = () =>
    script.isSecretSent &&
    readSign(ear.text, { platform, isPasswordSent: true }).sign === 'refused';
  deadline.start(ANSWER_TIMEOUT_MS);
  while (at < steps.length && !ear.isFull) {
    const index = nextScriptStep(steps, at, ear.text);
    if (index === undefined) {
      if (isRefused()) throw refused(context, keeper);
      // What may come and what need not is told apart by silence only.
      const isOptional = isScriptOver(steps, at);
      const hasCome = await ear.wait(isOptional ? OPTIONAL_MS : ANSWER_TIMEOUT_MS + 1);
      if (signal.aborted) throw stopped(context, `step ${at + 1} of its login`, ear);
      if (!hasCome && isOptional) break;
      continue;
    }
    const word = await wordOf(steps[index]?.send, { ...script, keeper });
    if (signal.aborted) throw stopped(context, `step ${index + 1} of its login`, ear);
    if (word.isSecret) ear.hideEchoOf(word.text);
    script.isSecretSent ||= word.isSecret;
    isLastSecret = word.isSecret;
    ear.forget();
    deadline.start(ANSWER_TIMEOUT_MS);
    const isKey = /[\x00-\x1f]$/.test(word.text);
    write(Buffer.from(isKey ? word.text : word.text + platform.lineEnd, 'utf8'));
    answered++;
    at = index + 1;
  }
  if (isLastSecret && !(await isTaken(ear, { platform, context }))) throw refused(context, keeper);
  keeper.accepted();
  return answered;
}

/** Whether a device goes on after a secret: it neither says no nor asks once more. Some think about a wrong one for seconds. */
async function isTaken(
  ear: LineEar & LoginEar,
  { platform, context }: Pick<LogInRequest, 'platform'> & Pick<Script, 'context'>,
): Promise<boolean> {
  const { signal, who } = context;
  for (let left = MAX_LOOKS; left > 0 && !ear.isFull; left--) {
    const hasCome = await ear.wait(ear.text.trim() === '' ? VERDICT_MS : SETTLED_MS);
    if (signal.aborted) throw stopped(context, `${who}'s login`, ear);
    const { sign } = readSign(ear.text, { platform, isPasswordSent: true });
    if (sign === 'refused') return false;
    if (!hasCome) return sign !== 'username' && sign !== 'password';
  }
  return true;
}

/** Looks at what came after a secret; a device that talks on has taken it. */
const MAX_LOOKS = 100;
const VERDICT_MS = 5_000;
const SETTLED_MS = 300;

function refused({ who, username, host }: LoginContext, keeper: PasswordKeeper): ShowrunError {
  keeper.refused();
  return new ShowrunError('auth-failed', `${who} refused the password of ${safe(username)}`, {
    subject: host.name,
  });
}

const OPTIONAL_MS = 1_000;

async function wordOf(
  word: LoginWord | undefined,
  { keeper, ...script }: Script & { readonly keeper: PasswordKeeper },
): Promise<{ readonly text: string; readonly isSecret: boolean }> {
  const { context } = script;
  switch (word?.kind) {
    case undefined:
      return { text: '', isSecret: false };
    case 'text':
      return { text: word.text, isSecret: false };
    case 'username':
      return { text: context.username, isSecret: false };
    case 'password':
      return { text: given(await keeper.take(), context), isSecret: true };
    case 'secret':
      return {
        text: given(await secretFrom(word.source, script), context),
        isSecret: true,
      };
  }
}

function secretFrom(
  source: SecretSource,
  { context, env, onOver }: Script,
): Promise<string | undefined> {
  // Another account than the host's own: what is known of that one is not for this question.
  const host = { ...context.host, password: source, address: `${context.host.address} secret` };
  const keeper = new PasswordKeeper({ ...context, host }, env);
  // It may be good for one time only: whoever waits for the verdict is asked anew.
  onOver.push(() => keeper.refused());
  return keeper.take();
}

function given(secret: string | undefined, { who, host }: LoginContext): string {
  if (secret !== undefined && secret !== '') return secret;
  throw new ShowrunError('auth-failed', `${who}: no password was given`, { subject: host.name });
}

function silent(who: string, ear: LoginEar): ShowrunError {
  return new ShowrunError(
    'timeout',
    `${who} did not go on with its login for ${ANSWER_TIMEOUT_MS / 1_000} s${lastWords(ear)}`,
    {
      subject: who,
    },
  );
}

function stopped({ signal, who }: LoginContext, where: string, ear: LoginEar): ShowrunError {
  const { reason } = signal as { reason: unknown };
  if (reason instanceof ShowrunError && reason.code !== 'timeout') return reason;
  return new ShowrunError(
    'timeout',
    `${who}: nothing came that ${where} waits for${lastWords(ear)}`,
    {
      subject: who,
      advice: 'compare its expect with what the device says',
    },
  );
}

function lastWords({ text }: LoginEar): string {
  const line = text.split(/[\r\n]+/).findLast((one) => /\w/.test(one)) ?? '';
  return line === '' ? '' : `; it says '${safe(line.trim(), 120)}'`;
}
