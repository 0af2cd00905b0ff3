import type { IPty } from '@lydell/node-pty';
import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';
import type { Transport, TransportEnd, TransportPeer } from '../../core/transport.ts';
import { deferred } from '../deferred.ts';
import { ProcessGroups } from './process-groups.ts';
import { PtyReader } from './pty-reader.ts';
import { PtyWriter } from './pty-writer.ts';

/** What a program gets to put its things in order once its terminal is gone. */
const GRACE_MS = 500;

/** A program on a pty of this machine, as a `Transport`. Closing it ends the program and what it runs in the foreground. */
export class LocalTransport implements Transport {
  readonly peer: TransportPeer = { software: '', banner: '', fingerprint: '' };
  readonly #pty: IPty;
  readonly #clock: Clock;
  readonly #reader: PtyReader;
  readonly #writer: PtyWriter;
  readonly #exited = deferred<void>();
  #onClosed: ((end: TransportEnd) => void) | undefined;
  #end: TransportEnd | undefined;
  #closing: Promise<void> | undefined;

  constructor({ pty, clock }: { readonly pty: IPty; readonly clock: Clock }) {
    this.#pty = pty;
    this.#clock = clock;
    this.#reader = new PtyReader(pty, clock);
    this.#writer = new PtyWriter(pty, clock);
    this.#reader.onGone(() => this.#writer.stop());
    pty.onExit(({ exitCode, signal }) => {
      this.#finish(signal ? SIGNAL_EXIT + signal : exitCode);
      this.#exited.resolve();
    });
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    this.#reader.onBytes(listener);
  }

  onClosed(listener: (end: TransportEnd) => void): void {
    this.#onClosed = listener;
    if (this.#end) listener(this.#end);
  }

  write(bytes: Uint8Array): void {
    if (!this.#end) this.#writer.write(bytes);
  }

  resize({ cols, rows }: Size): void {
    if (this.#end || cols < 1 || rows < 1) return;
    try {
      this.#pty.resize(cols, rows);
    } catch {
      // The program has ended, and its end is not told yet.
    }
  }

  pause(): void {
    this.#reader.pause();
  }

  resume(): void {
    this.#reader.resume();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const hasExited = this.#end !== undefined;
    this.#finish(undefined);
    this.#writer.stop();
    if (hasExited) return;
    const groups = new ProcessGroups(this.#pty.pid);
    groups.hangUp();
    this.#reader.close();
    const grace = deferred<void>();
    const cancel = this.#clock.after(GRACE_MS, () => grace.resolve());
    await Promise.race([this.#exited.promise, grace.promise]);
    // What ignores a hang-up, or outlives the program that began it.
    if (groups.areAlive()) {
      await grace.promise;
      groups.signal('SIGKILL');
    }
    cancel();
    await this.#exited.promise;
  }

  #finish(exitCode: number | undefined): void {
    if (this.#end) return;
    this.#end = { kind: 'ended', exitCode };
    this.#writer.stop();
    this.#onClosed?.(this.#end);
  }
}

/** A shell's way to tell of a signal in an exit code. */
const SIGNAL_EXIT = 128;
