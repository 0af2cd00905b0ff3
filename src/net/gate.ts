/** Lets at most `limit` holders in at once; the rest wait their turn. Handshakes go through one so that the screen stays fluent. */
export class Gate {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves to the function that leaves again, safe to call twice. Rejects with the signal's reason when aborted first. */
  enter(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', give);
        this.#inside++;
        resolve(this.#leaver());
      };
      const give = () => {
        const at = this.#waiting.indexOf(admit);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(signal.reason);
      };
      if (signal.aborted) give();
      else if (this.#inside < this.#limit) admit();
      else {
        signal.addEventListener('abort', give, { once: true });
        this.#waiting.push(admit);
      }
    });
  }

  #leaver(): () => void {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.#inside--;
      this.#waiting.shift()?.();
    };
  }
}

/** A hundred handshakes at once stall the event loop for half a second; eight are not noticed. */
export const MAX_HANDSHAKES = 8;
