/** Keys kept for later, up to a bound; whole key presses only, so that none arrives in pieces. */
export class HeldKeys {
  readonly #mostBytes: number;
  #keys: Uint8Array[] = [];
  #bytes = 0;

  constructor(mostBytes = 64 * 1_024) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  hold(keys: Uint8Array): 'held' | 'full' {
    if (this.#bytes + keys.length > this.#mostBytes) return 'full';
    this.#keys.push(keys.slice());
    this.#bytes += keys.length;
    return 'held';
  }

  /** The keys held, in order; they are no longer held then. */
  takeHeld(): readonly Uint8Array[] {
    const held = this.#keys;
    this.#keys = [];
    this.#bytes = 0;
    return held;
  }
}
