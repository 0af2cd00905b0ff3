import type { ShowrunError } from './errors.ts';
import type { Size } from './size.ts';

/**
 * A pipe of bytes to one host, already open. SSH, telnet, or a command of this machine.
 *
 * No byte is lost: bytes that arrive before `onBytes` is called are kept and given to the first listener.
 * There is one listener of each kind; setting a second one replaces the first.
 */
export interface Transport {
  /** What is known of the far end, for titles and for recognising its platform. */
  readonly peer: TransportPeer;
  onBytes(listener: (chunk: Uint8Array) => void): void;
  /** Called once, after the last byte. */
  onClosed(listener: (end: TransportEnd) => void): void;
  /**
   * Told each second from the moment a sign of life that was asked for is overdue (some 10 s after the last byte), with the
   * silence so far in ms; with undefined when the far end is heard again. A quiet line whose far end answers is never told
   * of. At the end of its patience the transport closes as `lost` by itself. Absent where the line cannot tell (telnet).
   */
  onSilence?(listener: (silentMs: number | undefined) => void): void;
  /**
   * Asks the far end for a sign of life now; where none comes within the time the transport closes as `lost`. A far end that
   * has never answered such a question is not judged. Absent where the line cannot ask.
   */
  checkLife?(patienceMs: number): void;
  /** Never throws; bytes written after the end are dropped. */
  write(bytes: Uint8Array): void;
  /** Tells the remote pty its new size. */
  resize(size: Size): void;
  /** Sends a break, where the line has such a thing: what leads a booting device to its monitor. `refused` by the far end. */
  sendBreak?(): Promise<'sent' | 'refused'>;
  /** Stops reading until `resume`; the far end is held back by its window. */
  pause(): void;
  resume(): void;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface TransportPeer {
  /** The server's identification without the protocol, e.g. `OpenSSH_9.2p1` or `Cisco-1.25`; '' if unknown. */
  readonly software: string;
  /** Banner shown before login, sanitised; '' if none. */
  readonly banner: string;
  /** SHA256 fingerprint of the host key, as `SHA256:…`; '' if there is none. */
  readonly fingerprint: string;
  /** Whether the key exchange was a strict one; absent where there was none. */
  readonly strictKex?: 'yes' | 'no';
  /** What a person has to know at all times: `telnet, not encrypted`; absent for nothing. */
  readonly warning?: string;
  /** What is weak about the connection, a few words each: `cipher 3des-cbc`; absent or empty for nothing. */
  readonly weaknesses?: readonly string[];
}

export type TransportEnd =
  /** The far end said goodbye (`exit`), or we closed it. */
  | { readonly kind: 'ended'; readonly exitCode: number | undefined }
  /** The line went away. */
  | { readonly kind: 'lost'; readonly error: ShowrunError };

/** Opens a transport; rejects with a `ShowrunError`. Aborting the signal closes whatever was opened. */
export type OpenTransport = (request: {
  readonly size: Size;
  readonly signal: AbortSignal;
  /** Says what is going on, in a few words: `connecting`, `checking host key`, `logging in`. */
  readonly onProgress: (step: string) => void;
  /** `unattended` for an attempt nobody has asked for: one that would need a person's answer fails with `needs-person`. */
  readonly attendance?: 'attended' | 'unattended';
  /** A question to the person comes up; what they typed for the host until now is not to be sent. */
  readonly onQuestion?: () => void;
}) => Promise<Transport>;
