import type { Charset } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import type { OwnPrompt } from '../../platforms/own-prompt.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { AnswerTo } from './exchange-request.ts';

export interface ChannelOptions {
  /** The host's name, for messages. */
  readonly host: string;
  readonly platform: Platform;
  readonly cols: number;
  /** How the host writes text; UTF-8 unless told. */
  readonly charset?: Charset | undefined;
  /** What a person calls the prompt of this host. */
  readonly ownPrompt?: OwnPrompt | undefined;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  /** A log line the device sent on its own. */
  readonly onNotice: (line: string) => void;
  /** The stream fell silent; the standing may be new. */
  readonly onQuiet: () => void;
  /** What was called at such a moment has thrown; it must not end the program. */
  readonly onFault: (thrown: unknown) => void;
}

export interface RunOptions {
  readonly idleTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Lines of a text the command begins, sent as they are: no prompt comes between them. */
  readonly body?: readonly string[] | undefined;
  /** Whether the command is a line, or one control character that acts without Return; a line unless told. */
  readonly sends?: 'line' | 'key' | undefined;
  readonly answerTo?: AnswerTo | undefined;
  /** A secret is expected to be asked for, as `enable` does. */
  readonly isSecretDue?: boolean | undefined;
  /** Whether a line the platform does not know as a question is one: the silence in ms after which it counts. */
  readonly isQuestion?: ((line: string) => number | undefined) | undefined;
}
