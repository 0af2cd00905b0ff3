import type { AnyAuthMethod, AuthHandlerMiddleware, NextAuthHandler } from 'ssh2';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { findKeys, type KeyCandidate, type KeyCandidates } from './auth-candidates.ts';
import { answerRound } from './auth-keyboard.ts';
import type { LoginContext } from './login-context.ts';
import { PasswordKeeper } from './password-keeper.ts';
import { legacyAdvice } from './translate-error.ts';

type MethodName = 'publickey' | 'keyboard-interactive' | 'password' | 'none';

/** A server that asks more rounds than this is playing with us. */
const MAX_ROUNDS = 20;

/**
 * Logs in to one server: decides what is tried, in which order, and that nothing is tried twice.
 *
 * Keys first (agent, then files), then keyboard-interactive, then password. The request `none`, which makes a server tell
 * its methods, is sent only when there is no key to begin with: it costs a round trip.
 */
export class Authenticator {
  readonly #context: LoginContext;
  readonly #keeper: PasswordKeeper;
  readonly #keys: Promise<KeyCandidates>;
  readonly #onFailed: (error: ShowrunError) => void;
  readonly #attempts: AsyncGenerator<AnyAuthMethod, void>;
  readonly #tried: string[] = [];
  #allowed: readonly string[] | undefined;
  #hasPartialSuccess = false;
  #lastMethod: MethodName | undefined;
  #cancelled: string | undefined;
  #rounds = 0;
  #hasAnswered = false;
  #isOld = false;
  #isOver = false;

  constructor(request: {
    readonly context: LoginContext;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly onFailed: (error: ShowrunError) => void;
  }) {
    this.#context = request.context;
    this.#onFailed = request.onFailed;
    this.#keeper = new PasswordKeeper(request.context, request.env);
    // Read while the handshake runs, so that it takes no time of its own.
    this.#keys = findKeys(request.context);
    this.#keys.catch(() => {
      // Reported where it is awaited.
    });
    this.#attempts = this.#order();
  }

  /** For ssh2's `authHandler`. A late refusal after the end is ignored: the library would send the password again. */
  readonly handler: AuthHandlerMiddleware = (methods, hasPartialSuccess, next) => {
    if (this.#isOver) return;
    // ssh2 passes null before the first answer, against its types.
    this.#allowed = (methods as string[] | null) ?? undefined;
    if (hasPartialSuccess) this.#hasPartialSuccess = true;
    else if (usesPassword(this.#lastMethod) && this.#keeper.isTaken) this.#keeper.refused();
    void this.#advance(next);
  };

  succeeded(): void {
    this.#isOver = true;
    this.#keeper.accepted();
  }

  /** The server has not said that it takes RSA keys with SHA-2. */
  keysAreForOld(): void {
    this.#isOld = true;
  }

  /** A password or another answer has gone to the server: what goes wrong from then on may be its way to refuse it. */
  get hasAnswered(): boolean {
    return this.#keeper.isTaken || this.#hasAnswered;
  }

  /** Stops: no answer, no attempt any more. Safe to call twice. */
  stop(): void {
    this.#isOver = true;
  }

  async #advance(next: NextAuthHandler): Promise<void> {
    try {
      const attempt = await this.#attempts.next();
      if (this.#isOver) return;
      if (attempt.done || this.#cancelled !== undefined) this.#fail(await this.#verdict());
      else next(attempt.value);
    } catch (error) {
      this.#fail(error);
    }
  }

  async *#order(): AsyncGenerator<AnyAuthMethod, void> {
    const { username } = this.#context;
    const keys = [...(await this.#keys).candidates];
    const rest: MethodName[] = ['keyboard-interactive', 'password'];
    if (keys.length === 0) yield this.#begin('none', { type: 'none', username });
    // After a partial success the server names other methods, so those passed over come round again.
    for (;;) {
      const key = this.#allows('publickey') ? keys.shift() : undefined;
      if (key) {
        yield* this.#tryKey(key);
        continue;
      }
      const name = rest.find((one) => this.#allows(one));
      if (name === undefined) return;
      rest.splice(rest.indexOf(name), 1);
      yield* this.#tryTyped(name);
      if (this.#cancelled !== undefined) return;
    }
  }

  async *#tryKey(key: KeyCandidate): AsyncGenerator<AnyAuthMethod, void> {
    const method = await key.method();
    if (method) yield this.#begin('publickey', method);
  }

  async *#tryTyped(name: MethodName): AsyncGenerator<AnyAuthMethod, void> {
    const { username } = this.#context;
    if (name === 'keyboard-interactive') {
      yield this.#begin(name, { type: name, username, prompt: this.#prompt });
      return;
    }
    // The same password by another method is a second attempt.
    if (this.#keeper.isTaken && !this.#hasPartialSuccess) return;
    const password = await this.#keeper.take();
    if (password !== undefined)
      yield this.#begin('password', { type: 'password', username, password });
    else if (!this.#keeper.isTaken) this.#cancelled = ': no password was given';
  }

  readonly #prompt = (
    name: string,
    instructions: string,
    _language: string,
    prompts: readonly { prompt: string; echo?: boolean }[],
    finish: (answers: string[]) => void,
  ): void => {
    if (this.#isOver) return;
    if (++this.#rounds > MAX_ROUNDS) {
      this.#fail(this.#error(' asked too many questions'));
      return;
    }
    const round = {
      name,
      instructions,
      prompts: prompts.map(({ prompt, echo }) => ({ prompt, echo: echo === true })),
    };
    answerRound(this.#context, this.#keeper, round).then(
      (answers) => {
        if (this.#isOver) return;
        if (answers && answers.length > 0) this.#hasAnswered = true;
        if (answers) finish(answers);
        else this.#fail(this.#error(': its question was not answered'));
      },
      (error: unknown) => this.#fail(error),
    );
  };

  #begin(name: MethodName, method: AnyAuthMethod): AnyAuthMethod {
    this.#lastMethod = name;
    if (name !== 'none' && !this.#tried.includes(name)) this.#tried.push(name);
    return method;
  }

  #allows(name: MethodName): boolean {
    return this.#allowed === undefined || this.#allowed.includes(name);
  }

  async #verdict(): Promise<ShowrunError> {
    if (this.#cancelled !== undefined) return this.#error(this.#cancelled);
    const { troubles, candidates } = await this.#keys;
    const { name, ssh } = this.#context.host;
    const isPerhapsSha1 =
      this.#isOld && !ssh?.legacy && candidates.some(({ type }) => type === 'ssh-rsa');
    // A key offered before the server told its methods may be one it never takes: that is no refusal worth naming.
    const tried = this.#tried.filter((name) => this.#allowed?.includes(name) ?? true);
    const refused = tried.length > 0 ? tried : this.#tried;
    const words = [
      refused.length > 0
        ? ` refused ${refused.map(spoken).join(' and ')} of ${safe(this.#context.username)}`
        : ` offers no way in for ${safe(this.#context.username)}`,
      ...(this.#allowed ? [`it allows ${safe(this.#allowed.join(', '), 200)}`] : []),
      ...troubles,
      ...(isPerhapsSha1
        ? [`an old device may want RSA keys to sign with SHA-1, ${legacyAdvice(name)}`]
        : []),
    ];
    return this.#error(words.join('; '));
  }

  #error(what: string): ShowrunError {
    const { who, host } = this.#context;
    return new ShowrunError('auth-failed', `${who}${what}`, { subject: host.name });
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onFailed(
      error instanceof ShowrunError
        ? error
        : new ShowrunError('internal', `${this.#context.who}: the login failed`, { cause: error }),
    );
  }
}

function usesPassword(name: MethodName | undefined): boolean {
  return name === 'password' || name === 'keyboard-interactive';
}

function spoken(name: string): string {
  return name === 'publickey' ? 'the keys' : name === 'password' ? 'the password' : 'the answers';
}
