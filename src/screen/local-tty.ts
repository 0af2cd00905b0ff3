import { writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Size } from '../core/size.ts';
import { type ColourDepth, colourDepth } from './colour-depth.ts';
import {
  enterSequence,
  leaveSequence,
  MOUSE_OFF,
  MOUSE_ON,
  type TerminalModes,
} from './terminal-modes.ts';
import type { Tty } from './tty.ts';

interface LocalTtyOptions {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** The descriptor behind `stdout`, for the last write of a process. */
  readonly fd: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly modes: TerminalModes;
}

const NOT_STOPPED_MS = 50;

/**
 * The terminal this process was started in.
 *
 * Node writes to a terminal blocking: one that stops reading would stall every session. The handle is switched to
 * non-blocking, and frames are skipped until it has drained.
 */
export class LocalTty implements Tty {
  readonly depth: ColourDepth;
  readonly #stdin: ReadStream;
  readonly #stdout: WriteStream;
  readonly #fd: number;
  #mouse: TerminalModes['mouse'];
  #isEntered = false;
  #isGone = false;
  /** Another program has the terminal. */
  #isLent = false;
  #onBytes = (_chunk: Uint8Array): void => undefined;
  #onResized = (_size: Size): void => undefined;
  #onDrained = (): void => undefined;
  #onResumed = (): void => undefined;
  #onGone = (): void => undefined;

  /** Somebody else asks us to stop: the terminal is given back first. While we are stopped nobody listens, or we could not be. */
  readonly #onStopAsked = (): void => this.suspend();

  constructor({ stdin, stdout, fd, env, modes }: LocalTtyOptions) {
    this.depth = colourDepth(env);
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#fd = fd;
    this.#mouse = modes.mouse;
    setBlocking(stdout, false);
    stdin.on('data', (chunk) => this.#onBytes(chunk));
    stdout.on('resize', () => this.#onResized(this.size));
    // A terminal that was closed answers every write with EIO.
    stdout.on('error', () => this.#gone());
    stdin.on('error', () => this.#gone());
    stdin.on('end', () => this.#gone());
  }

  get size(): Size {
    return { cols: this.#stdout.columns || 80, rows: this.#stdout.rows || 24 };
  }

  get isDrained(): boolean {
    return !this.#isGone && !this.#isLent && this.#stdout.writableLength === 0;
  }

  write(text: string): void {
    if (this.#isGone || this.#isLent) return;
    // Not the stream's `drain`, which comes only after it was full: less than that may be waiting, too.
    this.#stdout.write(text, () => {
      if (this.isDrained) this.#onDrained();
    });
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    this.#onBytes = listener;
  }

  onResized(listener: (size: Size) => void): void {
    this.#onResized = listener;
  }

  onDrained(listener: () => void): void {
    this.#onDrained = listener;
  }

  onResumed(listener: () => void): void {
    this.#onResumed = listener;
  }

  onGone(listener: () => void): void {
    this.#onGone = listener;
  }

  enter(): void {
    if (this.#isEntered || this.#isGone) return;
    this.#isEntered = true;
    this.#stdin.setRawMode(true);
    this.#stdin.resume();
    process.on('SIGTSTP', this.#onStopAsked);
    this.write(enterSequence({ mouse: this.#mouse }));
  }

  leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    process.off('SIGTSTP', this.#onStopAsked);
    if (this.#isGone) return;
    writeNow(this.#fd, leaveSequence());
    try {
      this.#stdin.setRawMode(false);
    } catch {
      // The terminal went away between the two calls; there is nothing left to restore.
    }
    this.#stdin.pause();
  }

  setMouse(mouse: TerminalModes['mouse']): void {
    this.#mouse = mouse;
    if (this.#isEntered) this.write(mouse === 'on' ? MOUSE_ON : MOUSE_OFF);
  }

  suspend(): void {
    this.leave();
    const comeBack = (): void => {
      process.off('SIGCONT', comeBack);
      clearTimeout(timer);
      this.#comeBack();
    };
    process.on('SIGCONT', comeBack);
    // The whole group stops, as for any job. Without a shell to continue it the kernel ignores the signal, and
    // this timer, which cannot run while we are stopped, brings the screen back at once.
    const timer = setTimeout(comeBack, NOT_STOPPED_MS);
    process.kill(0, 'SIGTSTP');
  }

  lend(): () => void {
    this.leave();
    this.#isLent = true;
    setBlocking(this.#stdout, true);
    const letPass = passSignals();
    return () => {
      if (!this.#isLent) return;
      this.#isLent = false;
      letPass();
      if (!this.#isGone) this.#comeBack();
    };
  }

  #comeBack(): void {
    if (this.#isEntered) return;
    this.enter();
    setBlocking(this.#stdout, false);
    refreshSize(this.#stdout);
    this.#onResumed();
  }

  #gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#onGone();
  }
}

/** Ctrl-C in a program that has our terminal reaches us, too; it is meant for that program alone. The result undoes it. */
function passSignals(): () => void {
  const undo = (['SIGINT', 'SIGQUIT'] as const).map((signal) => {
    const kept = process.listeners(signal);
    const ignore = (): void => undefined;
    process.removeAllListeners(signal);
    process.on(signal, ignore);
    return () => {
      process.off(signal, ignore);
      for (const listener of kept) process.on(signal, listener);
    };
  });
  return () => {
    for (const one of undo) one();
  };
}

interface BlockingHandle {
  setBlocking(blocking: boolean): void;
}

/** The handle is Node's own and undocumented, so it is asked for, not assumed. */
function setBlocking(stream: WriteStream, blocking: boolean): void {
  const handle: unknown = Reflect.get(stream, '_handle');
  if (isBlockingHandle(handle)) handle.setBlocking(blocking);
}

/** A stopped process is not told of a new size: the terminal must be asked. Node does that in a method it does not document. */
function refreshSize(stream: WriteStream): void {
  const refresh: unknown = Reflect.get(stream, '_refreshSize');
  if (typeof refresh === 'function') Reflect.apply(refresh, stream, []);
}

function isBlockingHandle(value: unknown): value is BlockingHandle {
  return typeof value === 'object' && value !== null && 'setBlocking' in value;
}

/** Writes past Node's queue, because the process may end right after. Gives up when the terminal does not read. */
function writeNow(fd: number, text: string): void {
  let rest = Buffer.from(text);
  for (let attempt = 0; attempt < 1_000 && rest.length > 0; attempt++) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}
