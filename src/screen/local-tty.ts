import { writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Size } from '../core/size.ts';
import { colourDepth } from './colour-depth.ts';
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

/**
 * The terminal this process was started in.
 *
 * Node writes to a terminal blocking: one that stops reading would stall every session. The handle is switched to
 * non-blocking, and frames are skipped until it has drained.
 */
export function localTty({ stdin, stdout, fd, env, modes }: LocalTtyOptions): Tty {
  let isEntered = false;
  let isGone = false;
  let mouse = modes.mouse;
  const listeners = {
    bytes: (_chunk: Uint8Array): void => undefined,
    resized: (_size: Size): void => undefined,
    drained: (): void => undefined,
    resumed: (): void => undefined,
    gone: (): void => undefined,
  };
  const size = (): Size => ({ cols: stdout.columns || 80, rows: stdout.rows || 24 });
  const gone = (): void => {
    if (isGone) return;
    isGone = true;
    listeners.gone();
  };

  setBlocking(stdout, false);
  stdin.on('data', (chunk) => listeners.bytes(chunk));
  stdout.on('resize', () => listeners.resized(size()));
  stdout.on('drain', () => listeners.drained());
  // A terminal that was closed answers every write with EIO.
  stdout.on('error', gone);
  stdin.on('error', gone);
  stdin.on('end', gone);

  const enter = (): void => {
    if (isEntered || isGone) return;
    isEntered = true;
    stdin.setRawMode(true);
    stdin.resume();
    stdout.write(enterSequence({ mouse }));
  };
  const leave = (): void => {
    if (!isEntered) return;
    isEntered = false;
    if (isGone) return;
    writeNow(fd, leaveSequence());
    try {
      stdin.setRawMode(false);
    } catch {
      // The terminal went away between the two calls; there is nothing left to restore.
    }
    stdin.pause();
  };

  return {
    get size() {
      return size();
    },
    depth: colourDepth(env),
    get isDrained() {
      return !isGone && stdout.writableLength === 0;
    },
    write: (text) => {
      if (!isGone) stdout.write(text);
    },
    onBytes: (listener) => {
      listeners.bytes = listener;
    },
    onResized: (listener) => {
      listeners.resized = listener;
    },
    onDrained: (listener) => {
      listeners.drained = listener;
    },
    onResumed: (listener) => {
      listeners.resumed = listener;
    },
    onGone: (listener) => {
      listeners.gone = listener;
    },
    enter,
    leave,
    setMouse: (wanted) => {
      mouse = wanted;
      if (isEntered && !isGone) stdout.write(mouse === 'on' ? MOUSE_ON : MOUSE_OFF);
    },
    suspend: () => {
      leave();
      const comeBack = (): void => {
        process.off('SIGCONT', comeBack);
        clearTimeout(timer);
        if (isEntered) return;
        enter();
        setBlocking(stdout, false);
        refreshSize(stdout);
        listeners.resumed();
      };
      process.on('SIGCONT', comeBack);
      // The whole group stops, as for any job. Without a shell to continue it the kernel ignores the signal, and
      // this timer, which cannot run while we are stopped, brings the screen back at once.
      const timer = setTimeout(comeBack, NOT_STOPPED_MS);
      process.kill(0, 'SIGTSTP');
    },
  };
}

const NOT_STOPPED_MS = 50;

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
