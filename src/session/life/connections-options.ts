import type { Charset } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';
import type { OpenTransport } from '../../core/transport.ts';
import type { OwnPrompt } from '../../platforms/own-prompt.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Driver } from '../driver/driver.ts';
import type { Recogniser } from '../driver/recognition.ts';
import type { Connection } from './connection.ts';
import type { Attendance } from './dialler.ts';

export interface ConnectionsOptions {
  /** The session's name, for messages. */
  readonly name: string;
  readonly openTransport: OpenTransport;
  readonly platform: Platform;
  readonly recogniser: Recogniser | undefined;
  readonly charset: Charset;
  readonly ownPrompt: () => OwnPrompt | undefined;
  readonly clock: Clock;
  /** Whether a lost connection is tried again by itself. */
  readonly retries: 'on' | 'off';
  readonly random: () => number;
  readonly size: () => Size;
  /** Idle time after which Enter is sent at a prompt; undefined for never. */
  readonly keepAwakeMs: number | undefined;
  /** Whether a script has the session. */
  readonly isHeld: () => boolean;
  /** Every chunk, before the connection's own reader sees it. */
  readonly onBytes: (chunk: Uint8Array) => void;
  /** As a connection's own options say. */
  readonly onHeard?: (() => void) | undefined;
  readonly onTyped?: ((keys: Uint8Array) => void) | undefined;
  readonly onSent?: ((bytes: Uint8Array) => void) | undefined;
  /** A connection is over; nothing of ours was drawn behind it yet. */
  readonly onGone?: ((connection: Connection) => void) | undefined;
  readonly onNotice: (line: string) => void;
  readonly onChanged: () => void;
  /** The device may show a prompt. */
  readonly onLearned: (driver: Driver) => void;
  /** Keys that were kept for it. */
  readonly onTypedAhead: (keys: Uint8Array) => void;
  /** A connection is open; bytes may have come already. */
  readonly onOpened: (connection: Connection, attendance: Attendance) => void;
  /** Whether the first platform of every connection is the one the host began with: it is gone through to another. */
  readonly beginsAnew: boolean;
  /** Shows a line of our own behind everything received; resolves when it is drawn. */
  readonly print: (line: string) => Promise<void>;
}
