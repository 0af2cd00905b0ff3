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
}

/**
 * What to type, before Return, at a question the device asks; undefined when nobody knows. When it throws, the question is
 * given up and the exchange rejects with that.
 */
export type AnswerTo = (asked: string) => Promise<string | undefined> | string | undefined;
