import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { RawLines, wholeLength } from './raw-lines.ts';

const SLICE_BYTES = 4 << 20;
/** An event longer than this is passed over: no recorder of ours writes one. */
const MOST_EVENT_BYTES = 32 << 20;

/** An open cast, read synchronously: for worker threads. */
export class CastFile {
  readonly #fd: number;
  readonly bytes: number;

  /** Throws as `openSync` does. What is no plain file has no bytes; links are not followed. */
  constructor(path: string) {
    this.#fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(this.#fd);
    this.bytes = stats.isFile() ? stats.size : 0;
  }

  /** Its text from one offset to another in pieces of whole events, as latin1. `from` is the beginning of a line. */
  *slices(from: number, to: number, sliceBytes = SLICE_BYTES): Generator<RawLines> {
    const end = Math.min(to, this.bytes);
    let size = sliceBytes;
    for (let at = from; at < end; ) {
      const text = this.read(at, Math.min(size, end - at));
      const isLast = at + text.length >= end;
      const length = isLast ? text.length : wholeLength(text);
      if (length > 0) {
        yield new RawLines(length === text.length ? text : text.slice(0, length), at);
        at += length;
        size = sliceBytes;
      } else if (text.length === 0) return;
      else if (size < MOST_EVENT_BYTES) size *= 2;
      else at += text.length;
    }
  }

  /** What stands there, as latin1; less at the end of the file. */
  read(at: number, bytes: number): string {
    const buffer = Buffer.allocUnsafe(Math.max(0, bytes));
    let read = 0;
    while (read < buffer.length) {
      const more = readSync(this.#fd, buffer, read, buffer.length - read, at + read);
      if (more === 0) break;
      read += more;
    }
    return buffer.toString('latin1', 0, read);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
