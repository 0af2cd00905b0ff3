import { types } from 'node:util';
import type { PlainAnswer, PlainAwaited, PlainPattern, PlainWhen } from '../link/host-operation.ts';

/** A text as it stands, or a regular expression. */
export type Pattern = string | RegExp;

/** A text, or a secret by its name: `enable`, `password`. */
export type Said = string | { readonly secret: string };

/** Answers in their order, to questions like a pattern, or by a text of the question: `{ 'Destination filename': '' }`. */
export type Answers =
  | readonly (Said | { readonly when: Pattern; readonly send: Said })[]
  | Readonly<Record<string, Said>>;

/** A cell's own value, as what can cross to the sessions. */
export function plainPattern(pattern: unknown): PlainPattern {
  if (!types.isRegExp(pattern)) return String(pattern);
  return { source: pattern.source, flags: pattern.flags };
}

/** What ends an `expect`; the word `prompt` is the device's prompt. */
export function plainAwaited(awaited: unknown): PlainAwaited {
  return awaited === 'prompt' ? { prompt: true } : plainPattern(awaited);
}

export function plainAnswers(answers: Answers | undefined): readonly PlainAnswer[] | undefined {
  if (answers === undefined) return undefined;
  if (typeof answers !== 'object') throw new TypeError(ANSWERS_WANTED);
  if (isList(answers)) return [...answers].map(plainAnswer);
  return Object.entries(answers).map(([when, send]) => plainWhen(when, send));
}

/** The same where every answer needs its question. */
export function plainWhens(answers: Answers | undefined): readonly PlainWhen[] | undefined {
  return plainAnswers(answers)?.map((answer) => {
    if (typeof answer === 'object' && 'when' in answer) return answer;
    throw new TypeError("an answer wants its question here: { 'a text of it': 'the answer' }");
  });
}

const ANSWERS_WANTED =
  "answers wants a list, or an object: { 'a text of the question': 'the answer' }";

function isList(answers: Answers): answers is Extract<Answers, readonly unknown[]> {
  return Symbol.iterator in answers;
}

function plainAnswer(answer: unknown): PlainAnswer {
  const { when, send, secret } = Object(answer);
  if (when !== undefined) return plainWhen(when, send);
  return secret === undefined ? String(answer) : { secret: String(secret) };
}

function plainWhen(when: unknown, send: unknown): PlainWhen {
  return { when: plainPattern(when), send: plainSaid(send) };
}

function plainSaid(said: unknown): string | { readonly secret: string } {
  const { secret } = Object(said);
  return secret === undefined ? String(said ?? '') : { secret: String(secret) };
}
