import type { Size } from '../../src/core/size.ts';
import type { Transport, TransportEnd, TransportPeer } from '../../src/core/transport.ts';

/** A transport whose far end is the test. */
export class FakeTransport implements Transport {
  readonly peer: TransportPeer;
  /** Everything written, as text. */
  written = '';
  /** How the far end reads what is written. */
  decode: (bytes: Uint8Array) => string = (bytes) => Buffer.from(bytes).toString('utf8');
  readonly sizes: Size[] = [];
  /** The times it was to answer within. */
  readonly lifeChecks: number[] = [];
  /** Says how long an answer is overdue. */
  tellSilence: (silentMs: number | undefined) => void = () => undefined;
  isPaused = false;
  isClosed = false;
  /** Called with everything written; a scripted device answers from here. */
  onWritten: (text: string) => void = () => undefined;
  #onBytes: ((chunk: Uint8Array) => void) | undefined;
  #onClosed: ((end: TransportEnd) => void) | undefined;
  #early: Uint8Array[] = [];

  constructor(peer: Partial<TransportPeer> = {}) {
    this.peer = { software: '', banner: '', fingerprint: '', ...peer };
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    this.#onBytes = listener;
    for (const chunk of this.#early.splice(0)) listener(chunk);
  }

  onClosed(listener: (end: TransportEnd) => void): void {
    this.#onClosed = listener;
  }

  onSilence(listener: (silentMs: number | undefined) => void): void {
    this.tellSilence = listener;
  }

  checkLife(patienceMs: number): void {
    this.lifeChecks.push(patienceMs);
  }

  write(bytes: Uint8Array): void {
    if (this.isClosed) return;
    const text = this.decode(bytes);
    this.written += text;
    this.onWritten(text);
  }

  resize(size: Size): void {
    this.sizes.push(size);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  async close(): Promise<void> {
    this.end({ kind: 'ended', exitCode: undefined });
  }

  /** The device says something. */
  says(text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
    if (this.#onBytes) this.#onBytes(bytes);
    else this.#early.push(bytes);
  }

  /** The line ends. */
  end(end: TransportEnd): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#onClosed?.(end);
  }
}
