import type { Wire } from './wire.ts';

const LASTED_MS = 500;

/**
 * A device that logs without end is never silent. Whether it has said nothing but log lines for so long that a prompt seen
 * above them counts.
 */
export class Calm {
  readonly #wire: Wire;
  #saidLines = -1;
  #sinceMs = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  hasLasted(): boolean {
    const nowMs = this.#wire.clock.nowMs();
    if (this.#saidLines !== this.#wire.saidLines) {
      this.#saidLines = this.#wire.saidLines;
      this.#sinceMs = nowMs;
    }
    return nowMs - this.#sinceMs >= LASTED_MS;
  }
}
