import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are read by their place: a file, or what a test made up. */
export interface ByteSource {
  /** As of now: a running recording grows. */
  readonly size: number;
  /** Fills `into` from a place on; gives how many bytes there were, 0 behind the end. Never throws. */
  read(into: Uint8Array, at: number): number;
}

/** Descriptors kept open for one recording: a run over a thousand hosts has a thousand casts. */
const MOST_OPEN = 48;

interface Opened {
  readonly descriptor: number;
  readonly path: string;
}

/**
 * The files of one recording. Each is opened when it is first read; of many the one unused for longest is closed again. Links are not
 * followed, and what is no plain file has no bytes.
 */
export class SourceFiles {
  /** The most recently used last. */
  #open: Opened[] = [];
  #isClosed = false;

  source(path: string): ByteSource {
    const descriptorOf = () => this.#descriptor(path);
    return {
      get size(): number {
        return quietly(() => fstatSync(descriptorOf()).size);
      },
      read: (into, at) => quietly(() => readSync(descriptorOf(), into, 0, into.length, at)),
    };
  }

  close(): void {
    this.#isClosed = true;
    for (const { descriptor } of this.#open.splice(0)) closeSync(descriptor);
  }

  #descriptor(path: string): number {
    const known = this.#open.findIndex((one) => one.path === path);
    const [opened = this.#opened(path)] = known < 0 ? [] : this.#open.splice(known, 1);
    this.#open.push(opened);
    if (this.#open.length > MOST_OPEN) closeSync(this.#open.shift()?.descriptor ?? -1);
    return opened.descriptor;
  }

  #opened(path: string): Opened {
    if (this.#isClosed) throw new Error('closed');
    // Without blocking, because a pipe of that name would wait for a writer for ever.
    const how = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const descriptor = openSync(path, how);
    if (fstatSync(descriptor).isFile()) return { descriptor, path };
    closeSync(descriptor);
    throw new Error('not a file');
  }
}

/** Bytes at hand as a source. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (into, at) => {
      const piece = bytes.subarray(at, at + into.length);
      into.set(piece);
      return piece.length;
    },
  };
}

/** A file that is gone, or may not be read, has no bytes. */
function quietly(read: () => number): number {
  try {
    return read();
  } catch {
    return 0;
  }
}
