import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import type { IPty } from '@lydell/node-pty';
import type { Clock } from '../../core/clock.ts';

/** A pty can outlive its program in the hands of another one: so long without a byte, and it is left. */
const QUIET_MS = 200;

/**
 * Reads a pty to its last byte. libuv takes the hang-up at a program's end for the end of its output, though the kernel may
 * still hold some kB: so we keep the program's side open too, and read what is left ourselves once the program has ended.
 * A paused pty holds its program back by the kernel's own buffer.
 */
export class PtyReader {
  readonly #inside: PtyInside;
  readonly #destroy: ReadStream['destroy'];
  readonly #clock: Clock;
  /** The program's side of the pty; undefined once it is closed. */
  #ownSide: number | undefined;
  #isPaused = false;
  #hasExited = false;
  #isGone = false;
  #cancelQuiet: (() => void) | undefined;
  #onBytes: ((chunk: Uint8Array) => void) | undefined;
  #onGone: () => void = () => {};

  constructor(pty: IPty, clock: Clock) {
    this.#clock = clock;
    this.#inside = insideOf(pty);
    const { _socket: socket, ptsName } = this.#inside;
    this.#ownSide = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
    this.#destroy = socket.destroy.bind(socket);
    socket.destroy = () => {
      this.#exited();
      return socket;
    };
    // All that the package does when the program has ended is to wait for the socket's close, which it forces after 200 ms.
    socket.on('newListener', (event) => {
      if (event === 'close') setImmediate(() => this.#exited());
    });
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    const isFirst = this.#onBytes === undefined;
    this.#onBytes = listener;
    if (!isFirst) return;
    const { _socket: socket } = this.#inside;
    socket.on('data', (chunk: Uint8Array) => this.#onBytes?.(chunk));
    if (this.#isPaused) socket.pause();
    this.#readRest();
  }

  /** The file descriptor is about to be closed; nobody may write to it any more. */
  onGone(listener: () => void): void {
    this.#onGone = listener;
  }

  pause(): void {
    this.#isPaused = true;
    this.#inside._socket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#onBytes === undefined || this.#isGone) return;
    this.#inside._socket.resume();
    // What the socket has kept comes first.
    setImmediate(() => this.#readRest());
  }

  /** Gives up what is unread. */
  close(): void {
    this.#onBytes = () => undefined;
    this.#finish();
  }

  #exited(): void {
    if (this.#hasExited) return;
    this.#hasExited = true;
    this.#readRest();
  }

  #readRest(ifNothing: 'wait' | 'finish' = 'wait'): void {
    if (!this.#hasExited || this.#isPaused || this.#isGone || !this.#onBytes) return;
    this.#cancelQuiet?.();
    if (this.#inside._socket.readableLength === 0) {
      this.#closeOwnSide();
      const left = this.#readNow();
      if (left === 'ended' || (left === 'nothing' && ifNothing === 'finish')) this.#finish();
      if (left !== 'nothing') return;
    }
    this.#cancelQuiet = this.#clock.after(QUIET_MS, () => this.#readRest('finish'));
  }

  #readNow(): 'nothing' | 'ended' | 'paused' {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    while (!this.#isPaused) {
      try {
        const length = readSync(this.#inside.fd, buffer);
        if (length === 0) return 'ended';
        this.#onBytes?.(Uint8Array.from(buffer.subarray(0, length)));
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 'nothing' : 'ended';
      }
    }
    return 'paused';
  }

  #finish(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#cancelQuiet?.();
    this.#closeOwnSide();
    this.#onGone();
    this.#destroy();
  }

  #closeOwnSide(): void {
    if (this.#ownSide !== undefined) closeSync(this.#ownSide);
    this.#ownSide = undefined;
  }
}

const READ_BYTES = 16 * 1024;

/** What the package's types leave out; its version is pinned. */
interface PtyInside {
  readonly _socket: ReadStream;
  /** The master's. */
  readonly fd: number;
  readonly ptsName: string;
}

function insideOf(pty: IPty): PtyInside {
  return pty as unknown as PtyInside;
}
