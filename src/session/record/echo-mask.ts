const ASTERISK = 0x2a;
const MOST_BYTES = 1_000;

/**
 * Hides what a person types at a password prompt from those who write, should the device echo it: byte by byte as it was typed, until the line ends or
 * the device says something else.
 */
export class EchoMask {
  #expected: number[] = [];

  /** Keys that went out as a secret. Controls are no part of it. */
  typed(keys: Uint8Array): void {
    for (const key of keys) {
      if (key >= 0x20 && key !== 0x7f && this.#expected.length < MOST_BYTES) {
        this.#expected.push(key);
      }
    }
  }

  /** The bytes as they may be written: the same ones where nothing is to be hidden. */
  filter(chunk: Uint8Array): Uint8Array {
    if (this.#expected.length === 0 || chunk.length === 0) return chunk;
    let length = 0;
    while (length < chunk.length && chunk[length] === this.#expected[length]) length += 1;
    const isOther = length < chunk.length && length < this.#expected.length;
    this.#expected = isOther ? [] : this.#expected.slice(length);
    if (length === 0) return chunk;
    const masked = Uint8Array.from(chunk);
    masked.fill(ASTERISK, 0, length);
    return masked;
  }
}
