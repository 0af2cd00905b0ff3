import type { Transport, TransportEnd, TransportPeer } from '../core/transport.ts';

/** The far end of a recorded session: what was received comes again, and what is written goes nowhere. */
export class PlayTransport implements Transport {
  readonly peer: TransportPeer = { software: '', banner: '', fingerprint: '' };
  #onBytes: (chunk: Uint8Array) => void = () => undefined;
  #onClosed: (end: TransportEnd) => void = () => undefined;
  #onResumed: () => void = () => undefined;
  #isPaused = false;

  onBytes(listener: (chunk: Uint8Array) => void): void {
    this.#onBytes = listener;
  }

  onClosed(listener: (end: TransportEnd) => void): void {
    this.#onClosed = listener;
  }

  /** What was received in the recording is received now. */
  receive(chunk: Uint8Array): void {
    this.#onBytes(chunk);
  }

  /** Whether more is to be drawn than was asked for. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  onResumed(listener: () => void): void {
    this.#onResumed = listener;
  }

  write(): void {}

  resize(): void {}

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#onResumed();
  }

  async close(): Promise<void> {
    this.#onClosed({ kind: 'ended', exitCode: undefined });
  }
}
