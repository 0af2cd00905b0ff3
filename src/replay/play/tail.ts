import type { CastEvent } from '../../journal/cast/cast-event.ts';

/** Enough for a prompt, and for the lines by which a platform is recognised. */
const MOST_BYTES = 16_384;

/** The last bytes of the output that goes by. */
export class Tail {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  add(event: CastEvent): void {
    if (event.kind !== 'output') return;
    this.#parts.push(event.bytes);
    this.#bytes += event.bytes.length;
    // Rarely, so that a part goes by without a look at the others.
    if (this.#bytes > 4 * MOST_BYTES) this.#trim();
  }

  parts(): readonly Uint8Array[] {
    this.#trim();
    return this.#parts;
  }

  #trim(): void {
    let drop = 0;
    while (drop < this.#parts.length - 1) {
      const length = this.#parts[drop]?.length ?? 0;
      if (this.#bytes - length < MOST_BYTES) break;
      this.#bytes -= length;
      drop += 1;
    }
    this.#parts = this.#parts.slice(drop);
    const [only] = this.#parts;
    if (this.#parts.length !== 1 || only === undefined || only.length <= MOST_BYTES) return;
    this.#parts = [only.subarray(-MOST_BYTES)];
    this.#bytes = MOST_BYTES;
  }
}
