import { ShowrunError } from '../../core/errors.ts';
import type { Transport } from '../../core/transport.ts';
import type { LoginEar } from '../login/line-ear.ts';
import type { LoginContext } from '../login-context.ts';
import { PasswordKeeper } from '../password-keeper.ts';
import { type LoginSign, readSign } from './login-line.ts';
import type { TelnetPlatform } from './telnet-services.ts';

/** Time a device has to answer what we sent. Some look names up first, some delay a refusal. */
export const ANSWER_TIMEOUT_MS = 30_000;
/** A prompt is a prompt when nothing follows it for so long. */
const QUIET_MS = 50;
/** As long for one that comes without a login: it may be part of a banner. */
const EARLY_PROMPT_MS = 500;
/** A device that says nothing may be a console that waits for Enter. */
const WAKE_MS = 3_000;
/** A text without a question is somebody else's to read: before a login it may still be one that is slow to come. */
const STRANGE_MS = 5_000;
const ACCEPTED_MS = 1_000;
const MAX_QUESTIONS = 8;

export interface TelnetLoginRequest {
  readonly context: LoginContext;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: TelnetPlatform;
  readonly transport: Pick<Transport, 'write'>;
  readonly ear: LoginEar;
  /** How long a text without a question may last before it is somebody else's to read; a few seconds unless told. */
  readonly strangeMs?: number;
}

/**
 * Answers a device's own login dialogue: the user name once, the password once. Over when the device shows a prompt, or
 * something that is no part of a login.
 */
export class TelnetLogin {
  readonly #request: TelnetLoginRequest;
  readonly #keeper: PasswordKeeper;
  #isNameSent = false;
  #isWoken = false;
  #questions = 0;
  #answers = 0;

  constructor(request: TelnetLoginRequest) {
    this.#request = request;
    this.#keeper = new PasswordKeeper(request.context, request.env);
  }

  /** What goes wrong from then on may be the device's way to refuse it. */
  get hasSentPassword(): boolean {
    return this.#keeper.isTaken;
  }

  /** Gives how often it answered. Rejects with `auth-failed`; whoever aborts the context's signal says why it ended. */
  async run(): Promise<number> {
    const { ear, context } = this.#request;
    let silentMs = 0;
    let patienceMs = QUIET_MS;
    context.deadline.start(ANSWER_TIMEOUT_MS);
    while (!ear.isFull) {
      const hasCome = await ear.wait(patienceMs - silentMs);
      if (context.signal.aborted) throw this.#ended();
      if (hasCome) {
        silentMs = 0;
        patienceMs = QUIET_MS;
        continue;
      }
      silentMs = patienceMs;
      const { isOver, nextMs } = await this.#look(silentMs);
      if (isOver) break;
      if (nextMs === undefined) silentMs = 0;
      patienceMs = nextMs ?? QUIET_MS;
    }
    context.deadline.stop();
    this.#keeper.accepted();
    return this.#answers;
  }

  /** The device has been silent for a while: answers it, or tells how long a silence would mean something. */
  async #look(silentMs: number): Promise<{ readonly isOver: boolean; readonly nextMs?: number }> {
    const sign = this.#sign();
    const { strangeMs = STRANGE_MS } = this.#request;
    switch (sign.sign) {
      case 'refused':
        throw this.#refused();
      case 'username':
      case 'password':
      case 'question':
        await this.#answer(sign);
        return { isOver: false };
      case 'nothing':
        return this.#rouse(silentMs);
      case 'prompt':
        return lasting(silentMs, this.#keeper.isTaken ? QUIET_MS : EARLY_PROMPT_MS);
      case 'text':
        return lasting(silentMs, this.#keeper.isTaken ? ACCEPTED_MS : strangeMs);
    }
  }

  #rouse(silentMs: number): { readonly isOver: boolean; readonly nextMs?: number } {
    // The deadline ends it.
    if (this.#isNameSent || this.#keeper.isTaken) {
      return { isOver: false, nextMs: silentMs + ANSWER_TIMEOUT_MS };
    }
    if (silentMs < WAKE_MS) return { isOver: false, nextMs: WAKE_MS };
    const { wake } = this.#request.platform.login;
    if (this.#isWoken || wake === '')
      return lasting(silentMs, this.#request.strangeMs ?? STRANGE_MS);
    this.#isWoken = true;
    this.#send(wake);
    return { isOver: false };
  }

  async #answer(sign: LoginSign): Promise<void> {
    const { context, ear, platform } = this.#request;
    this.#answers++;
    if (sign.sign === 'question') {
      if (++this.#questions > MAX_QUESTIONS) throw this.#failed(' asked too many questions');
      this.#send(sign.answer);
    } else if (sign.sign === 'username') {
      if (this.#isNameSent || this.#keeper.isTaken) throw this.#refused();
      this.#isNameSent = true;
      this.#send(context.username + platform.lineEnd);
    } else {
      if (this.#keeper.isTaken) throw this.#refused();
      context.deadline.start(ANSWER_TIMEOUT_MS);
      const password = await this.#keeper.take();
      if (context.signal.aborted) throw this.#ended();
      if (password === undefined) throw this.#failed(': no password was given');
      ear.hideEchoOf(password);
      this.#send(password + platform.lineEnd);
    }
  }

  #send(text: string): void {
    const { context, ear, transport } = this.#request;
    context.deadline.start(ANSWER_TIMEOUT_MS);
    ear.forget();
    transport.write(Buffer.from(text, 'utf8'));
  }

  #sign(): LoginSign {
    const { ear, platform } = this.#request;
    return readSign(ear.text, { platform, isPasswordSent: this.#keeper.isTaken });
  }

  /** The line has gone. Some devices say why and hang up at once; after a password even silence means no. */
  #ended(): ShowrunError {
    const { reason } = this.#request.context.signal as { reason: unknown };
    if (this.#keeper.isTaken) this.#keeper.refused();
    if (this.#sign().sign === 'refused') return this.#refused();
    return reason instanceof ShowrunError ? reason : this.#failed(': the login was stopped');
  }

  #refused(): ShowrunError {
    const what = this.#keeper.isTaken ? 'password' : 'user name';
    if (this.#keeper.isTaken) this.#keeper.refused();
    const { username } = this.#request.context;
    return this.#failed(` refused the ${what} of ${username}`);
  }

  #failed(what: string): ShowrunError {
    const { who, host } = this.#request.context;
    return new ShowrunError('auth-failed', `${who}${what}`, { subject: host.name });
  }
}

function lasting(silentMs: number, neededMs: number) {
  return silentMs >= neededMs ? { isOver: true } : { isOver: false, nextMs: neededMs };
}
