import { asShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { deferred } from './deferred.ts';
import type { LoginContext } from './login-context.ts';
import { ask } from './login-context.ts';
import { fetchPassword, type SilentSource } from './password.ts';

/**
 * The password of one login. It is given out once: a password that was sent and refused is never sent a second time,
 * because accounts lock.
 */
export class PasswordKeeper {
  readonly #context: LoginContext;
  readonly #env: Readonly<Record<string, string | undefined>>;
  /** The server has taken or refused it, or the login is over. */
  readonly #judged = deferred<void>();
  #isTaken = false;
  #typed: string | undefined;

  constructor(context: LoginContext, env: Readonly<Record<string, string | undefined>>) {
    this.#context = context;
    this.#env = env;
  }

  /** True once a password has gone to the server in this login. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** The password as far as nobody has to type it; undefined if there is none or it was given out before. */
  async takeKnown(): Promise<string | undefined> {
    if (this.#isTaken) return undefined;
    const { host, memory } = this.#context;
    const source = host.password;
    const known =
      source === undefined || source.from === 'prompt'
        ? memory.passwords.get(this.#account)
        : await this.#fetch(source);
    if (known !== undefined) this.#isTaken = true;
    return known;
  }

  #fetch(source: SilentSource): Promise<string> {
    const { who, memory, asker, signal, onQuestion: onShown } = this.#context;
    const { vault } = memory;
    const readVault =
      vault && ((name: string) => vault.read(name, { who, asker, signal, onShown }));
    const fetch = () => fetchPassword({ source, who, env: this.#env, signal, readVault });
    // A person may have to type its passphrase.
    return source.from === 'vault' && vault?.isOpen === false ? ask(this.#context, fetch) : fetch();
  }

  /** The password, from the person if need be; undefined when the person cancels or it was given out before. */
  async take(): Promise<string | undefined> {
    const known = await this.takeKnown();
    if (known !== undefined || this.#isTaken) return known;
    return ask(this.#context, () => this.#askInTurn());
  }

  /**
   * Sessions to one account ask one after the other, and the next one waits until the server has judged the password: if it
   * was right, nobody is asked again.
   */
  #askInTurn(): Promise<string | undefined> {
    const answer = deferred<string | undefined>();
    const { memory } = this.#context;
    const turn = memory.inTurn(`password ${this.#account}`, async () => {
      const accepted = memory.passwords.get(this.#account);
      if (accepted !== undefined) {
        this.#isTaken = true;
        answer.resolve(accepted);
        return;
      }
      const typed = await this.#askPerson();
      if (typed !== undefined) this.typed(typed);
      answer.resolve(typed);
      if (typed !== undefined) await this.#judged.promise;
    });
    turn.catch((error: unknown) => answer.reject(asShowrunError(error)));
    return answer.promise;
  }

  #askPerson(): Promise<string | undefined> {
    const { asker, host, who, username, signal } = this.#context;
    signal.addEventListener('abort', () => this.#judged.resolve(), { once: true });
    return asker.secret({
      host: host.name,
      text: `password for ${safe(username)}@${who}`,
      instructions: '',
      echo: false,
      signal,
      onShown: this.#context.onQuestion,
    });
  }

  /** Notes a password that the person has typed at the server's own prompt. */
  typed(password: string): void {
    this.#isTaken = true;
    this.#typed = password;
  }

  /** The login succeeded: a typed password is kept for reconnecting in this run. */
  accepted(): void {
    if (this.#typed !== undefined) this.#context.memory.passwords.set(this.#account, this.#typed);
    this.#judged.resolve();
  }

  /** The server said no: never send it again. */
  refused(): void {
    this.#context.memory.passwords.delete(this.#account);
    this.#typed = undefined;
    this.#judged.resolve();
  }

  /** Behind different bastions one address may be different devices. */
  get #account(): string {
    const { username, host } = this.#context;
    const way = [...host.via, host].map(({ address, port }) => `${address}:${port}`);
    return `${username}@${way.join(' ')}`;
  }
}
