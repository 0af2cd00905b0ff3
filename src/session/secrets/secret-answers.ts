import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { AskSecret, SecretGiven, SecretKind } from './ask-secret.ts';

export interface SecretAnswersOptions {
  /** The session's name. */
  readonly host: string;
  readonly ask: AskSecret | undefined;
  /** What is entered, for questions and messages: `enable`. */
  readonly after: string;
  /** Which secret the first question is about; what is asked beyond it only a person can know. */
  readonly about: (question: string) => SecretKind;
  /** Called with each secret just before it goes out: its echo is nobody's to see. */
  readonly onSecret?: ((secret: string) => void) | undefined;
  /** Another secret that must not be seen: the text sent itself. */
  readonly hidden?: string | undefined;
  /** What to do instead, for messages. */
  readonly advice: string;
}

/**
 * Answers the questions for secrets that come up while one thing is done on one device. A question asked a second time is a
 * refusal: nothing is sent twice, for that locks accounts. Whoever uses it calls `judge` at the end, however it ended.
 */
export class SecretAnswers {
  readonly #options: SecretAnswersOptions;
  readonly #given: SecretGiven[] = [];
  readonly #answered = new Set<string>();

  constructor(options: SecretAnswersOptions) {
    this.#options = options;
  }

  /**
   * The answer to the device's words. Rejects with `auth-failed` when there is none, or when it was refused. `about` wins
   * over what the command is known to ask for.
   */
  async answer(
    words: string,
    asked: { readonly signal: AbortSignal; readonly about?: SecretKind },
  ): Promise<string> {
    const { host, ask, after } = this.#options;
    const question = safe(words.trim(), 100);
    if (this.#answered.has(question)) {
      this.judge('refused');
      throw this.#failed(`did not take the password it asks for after '${after}'`);
    }
    const usual = this.#given.length === 0 ? this.#options.about(question) : 'unknown';
    const { signal, about = usual } = asked;
    const given = await ask?.({ host, question, after, about, signal });
    const secret = given?.secret ?? '';
    if (given === undefined || secret === '' || /[\x00-\x1f\x7f]/.test(secret)) {
      given?.judge('unknown');
      throw this.#failed(`asks '${question}' after '${after}' and was given nothing`);
    }
    this.#given.push(given);
    this.#answered.add(question);
    this.#options.onSecret?.(secret);
    return secret;
  }

  /** Whether the device was given anything. */
  get hasGiven(): boolean {
    return this.#given.length > 0;
  }

  /** How the device took what it was given; the first call counts. */
  judge(verdict: 'accepted' | 'refused' | 'unknown'): void {
    for (const given of this.#given) given.judge(verdict);
    // The words stay, to be hidden; a verdict is told once.
    for (const [place, { secret }] of this.#given.entries()) {
      this.#given[place] = { secret, judge: () => undefined };
    }
  }

  /** Words of the device without what must not be seen. */
  hide(words: string): string {
    const { hidden = '' } = this.#options;
    const secrets = [hidden, ...this.#given.map(({ secret }) => secret)];
    return secrets.reduce((text, one) => (one === '' ? text : text.replaceAll(one, '…')), words);
  }

  /** An error without what must not be seen. */
  hideIn(thrown: unknown): unknown {
    if (!(thrown instanceof ShowrunError)) return thrown;
    const { code, message, advice, subject, heard = '' } = thrown;
    if (this.hide(thrown.line) === thrown.line && this.hide(heard) === heard) return thrown;
    const details = {
      advice: this.hide(advice),
      heard: this.hide(heard),
      ...(subject === undefined ? {} : { subject }),
    };
    return new ShowrunError(code, this.hide(message), details);
  }

  #failed(what: string): ShowrunError {
    const { host, advice } = this.#options;
    return new ShowrunError('auth-failed', `${host} ${what}`, { subject: host, advice });
  }
}
