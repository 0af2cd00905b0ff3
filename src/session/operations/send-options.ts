import type { TextPattern } from '../channel/text-pattern.ts';

/** What is said to a question: a text, or a secret by its name, which no script needs to know. */
export type SendAnswer = string | { readonly secret: string };

/** An answer to any question like that. */
export interface WhenAnswer {
  readonly when: TextPattern;
  readonly send: SendAnswer;
}

export interface SendOptions {
  /** What ends the wait, instead of a prompt. */
  readonly expect?: TextPattern | undefined;
  /** Answers to what the device asks: those with `when` to any question like that, the others in their order. */
  readonly answers?: readonly (SendAnswer | WhenAnswer)[] | undefined;
  /** Silence of so many ms ends the wait, at a prompt or not. */
  readonly timing?: number | undefined;
  /** The text itself is a secret: it is in no result, message or log. */
  readonly secret?: boolean | undefined;
}
