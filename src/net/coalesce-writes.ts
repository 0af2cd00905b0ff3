import type { Duplex } from 'node:stream';

/**
 * Sends all that is written within one turn in one piece. ssh2 writes each packet in three (length, body, tag); with
 * Nagle's algorithm off, as it must be, that is three segments, and the far end can do nothing before the last.
 */
export function coalesceWrites(stream: Duplex): void {
  const write = stream.write.bind(stream);
  const corked: Duplex['write'] = (...parts: unknown[]) => {
    if (stream.writableCorked === 0) {
      stream.cork();
      queueMicrotask(() => stream.uncork());
    }
    return Reflect.apply(write, stream, parts);
  };
  stream.write = corked;
}
