import type { AppendOnly, OpenAppendOnly } from '../../src/journal/log/append-only.ts';

/** A disk with files that are only appended to; it fills up, goes away and comes back when the test says so. */
export class FakeDisk {
  readonly texts = new Map<string, string>();
  /** Bytes it still takes. */
  room = Number.POSITIVE_INFINITY;
  /** What opening rejects with. */
  refusal: string | undefined;
  opened = 0;
  synced = 0;
  /** Paths that lead elsewhere by now. */
  readonly gone = new Set<string>();

  readonly open: OpenAppendOnly = async (path) => {
    if (this.refusal !== undefined) throw coded(this.refusal);
    this.opened += 1;
    this.gone.delete(path);
    if (!this.texts.has(path)) this.texts.set(path, '');
    return this.#file(path);
  };

  textOf(path: string): string {
    return this.texts.get(path) ?? '';
  }

  #file(path: string): AppendOnly {
    return {
      write: async (bytes, from) => {
        if (this.room <= 0) throw coded('ENOSPC');
        const taken = bytes.subarray(from, from + Math.min(this.room, bytes.length));
        this.room -= taken.length;
        this.texts.set(path, this.textOf(path) + Buffer.from(taken).toString('utf8'));
        return taken.length;
      },
      size: async () => Buffer.byteLength(this.textOf(path)),
      isThere: async () => !this.gone.has(path),
      sync: async () => {
        this.synced += 1;
      },
      close: async () => undefined,
    };
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
