const MOST = 8_192;

interface Pair {
  readonly raw: number;
  readonly utf8: number;
}

/**
 * Which byte of the cast is which byte the device sent, where it does not write UTF-8: the cast has other bytes then, and not as many. Known at
 * the ends of the latest chunks, which is where prompts end.
 */
export class Offsets {
  #pairs: Pair[] = [];
  #last: Pair = { raw: 0, utf8: 0 };

  /** A chunk, and how many bytes it has in the cast. */
  add(rawBytes: number, utf8Bytes: number): void {
    this.#last = { raw: this.#last.raw + rawBytes, utf8: this.#last.utf8 + utf8Bytes };
    this.#pairs.push(this.#last);
    if (this.#pairs.length >= 2 * MOST) this.#pairs = this.#pairs.slice(-MOST);
  }

  /** Without a chunk added they are the same bytes. Within a chunk it is told as if all its characters were of one length. */
  of(raw: number): number {
    if (this.#pairs.length === 0) return raw;
    let low = 0;
    let high = this.#pairs.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pairs[middle]?.raw ?? 0) < raw) low = middle + 1;
      else high = middle;
    }
    const after = this.#pairs[low] ?? this.#last;
    const before = this.#pairs[low - 1] ?? { raw: 0, utf8: 0 };
    if (raw >= after.raw) return after.utf8;
    const share = (raw - before.raw) / Math.max(1, after.raw - before.raw);
    return before.utf8 + Math.round(share * (after.utf8 - before.utf8));
  }
}
