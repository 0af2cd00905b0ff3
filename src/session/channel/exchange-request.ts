export interface ExchangeRequest {
  /** For messages. */
  readonly host: string;
  readonly command: string;
  /** Silence that ends the patience; anything received starts it again. */
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Lines of a text the command begins, sent as they are: no prompt comes between them. */
  readonly body?: readonly string[] | undefined;
  /** Whether the command is a line, or a control character that acts without Return; a line unless told. */
  readonly sends?: 'line' | 'key' | undefined;
  readonly answerTo?: AnswerTo | undefined;
  /** A secret is expected to be asked for, as `enable` does. */
  readonly isSecretDue?: boolean | undefined;
  /** Whether a line the platform does not know as a question is one: the silence in ms after which it counts. */
  readonly isQuestion?: ((line: string) => number | undefined) | undefined;
}

/**
 * What to type, before Return, at a question the device asks; undefined when nobody knows. When it throws, the question is
 * given up and the exchange rejects with that. The signal aborts when the device asks no longer.
 */
export type AnswerTo = (
  asked: string,
  signal: AbortSignal,
) => Promise<string | undefined> | string | undefined;
