import { userInfo } from 'node:os';
import type { LoginPlan, LoginStep, LoginWord } from '../../core/arrival.ts';
import type { Asker } from '../../core/asker.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Host, SecretSource } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import { Deadline } from '../deadline.ts';
import { interrupted } from '../interrupted.ts';
import type { LoginContext } from '../login-context.ts';
import type { Memory } from '../memory.ts';
import { PasswordKeeper } from '../password-keeper.ts';
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
  try {
    if (request.plan !== 'platform')
      return await followScript(request.plan, request, { context, env: services.env });
    const login = new TelnetLogin({
      ...request,
      context,
      env: services.env,
      transport: { write: request.write },
    });
    return await login.run();
  } finally {
    deadline.stop();
    signal.removeEventListener('abort', abort);
  }
}

interface Script {
  readonly context: LoginContext;
  readonly env: LogInServices['env'];
}

async function followScript(
  steps: readonly LoginStep[],
  { ear, write, platform }: LogInRequest,
  { context, env }: Script,
): Promise<number> {
  const { deadline, signal } = context;
  const keeper = new PasswordKeeper(context, env);
  let answered = 0;
  let at = 0;
  deadline.start(ANSWER_TIMEOUT_MS);
  while (at < steps.length && !ear.isFull) {
    const index = nextScriptStep(steps, at, ear.text);
    if (index === undefined) {
      // What may come and what need not is told apart by silence only.
      const isOptional = isScriptOver(steps, at);
      const hasCome = await ear.wait(isOptional ? OPTIONAL_MS : ANSWER_TIMEOUT_MS + 1);
      if (signal.aborted) throw stopped(context, `step ${at + 1} of its login`, ear);
      if (!hasCome && isOptional) break;
      continue;
    }
    const word = await wordOf(steps[index]?.send, { keeper, context, env });
    if (signal.aborted) throw stopped(context, `step ${index + 1} of its login`, ear);
    if (word.isSecret) ear.hideEchoOf(word.text);
    ear.forget();
    deadline.start(ANSWER_TIMEOUT_MS);
    const isKey = /[\x00-\x1f]$/.test(word.text);
    write(Buffer.from(isKey ? word.text : word.text + platform.lineEnd, 'utf8'));
    answered++;
    at = index + 1;
  }
  keeper.accepted();
  return answered;
}

const OPTIONAL_MS = 1_000;

async function wordOf(
  word: LoginWord | undefined,
  { keeper, context, env }: Script & { readonly keeper: PasswordKeeper },
): Promise<{ readonly text: string; readonly isSecret: boolean }> {
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
        text: given(await secretFrom(word.source, { context, env }), context),
        isSecret: true,
      };
  }
}

function secretFrom(source: SecretSource, { context, env }: Script): Promise<string | undefined> {
  // Another account than the host's own: what is known of that one is not for this question.
  const host = { ...context.host, password: source, address: `${context.host.address} secret` };
  return new PasswordKeeper({ ...context, host }, env).take();
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
