import { type FindLine, lineFinder } from '../channel/text-pattern.ts';
import type { SecretKind } from '../secrets/ask-secret.ts';
import type { SecretAnswers } from '../secrets/secret-answers.ts';
import type { SendAnswer, SendOptions } from './send-options.ts';

/** A device that asks the same again and again does not like the answer. */
const MOST_SAME = 20;
/** Silence after which a line that ends like a question is one, when answers are left. */
const LIKELY_MS = 1_000;
const LIKE_A_QUESTION = /[?:\])][ \t]{0,8}$/;

/** The answers a script gives along with what it sends. */
export class ScriptedAnswers {
  readonly #byPattern: readonly { readonly find: FindLine; readonly send: SendAnswer }[];
  readonly #inOrder: SendAnswer[];
  readonly #secrets: SecretAnswers;
  #count = 0;

  constructor(answers: NonNullable<SendOptions['answers']>, secrets: SecretAnswers) {
    this.#secrets = secrets;
    this.#inOrder = answers.flatMap((one) =>
      typeof one === 'object' && 'when' in one ? [] : [one],
    );
    this.#byPattern = answers.flatMap((one) =>
      typeof one === 'object' && 'when' in one
        ? [{ find: lineFinder(one.when), send: one.send }]
        : [],
    );
  }

  /** The silence after which a line is a question, for what only this script knows as one. */
  readonly isQuestion = (line: string): number | undefined => {
    if (this.#byPattern.some(({ find }) => find([line]))) return 0;
    return this.#inOrder.length > 0 && LIKE_A_QUESTION.test(line) ? LIKELY_MS : undefined;
  };

  /** The next answer; undefined when the script has none. */
  answer(asked: string, signal: AbortSignal): Promise<string> | string | undefined {
    if (this.#count >= MOST_SAME) return undefined;
    const found = this.#byPattern.find(({ find }) => find([asked]))?.send;
    const answer = found ?? this.#inOrder.shift();
    if (answer === undefined) return undefined;
    this.#count += 1;
    if (typeof answer === 'string') return answer;
    const about = SECRETS[answer.secret] ?? 'unknown';
    const words = about === 'unknown' ? `${answer.secret}: ${asked}` : asked;
    return this.#secrets.answer(words, { signal, about });
  }
}

const SECRETS: Readonly<Record<string, SecretKind>> = Object.assign(Object.create(null), {
  secret: 'host secret',
  enable: 'host secret',
  sudo: 'host secret',
  password: 'login password',
});
