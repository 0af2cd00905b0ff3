import { ShowrunError } from '../../core/errors.ts';
import { HeldKeys } from './held-keys.ts';

/** The one who has a session to himself. */
export interface Holder {
  /** For the pane's border: `REPL`, `snippet backup`. */
  readonly owner: string;
  readonly sinceMs: number;
}

interface Turn {
  readonly start: () => void;
}

/**
 * One owner at a time, in the order they came. Keys the person types meanwhile are held here, up to a bound.
 */
export class Lease {
  holder: Holder | undefined;

  readonly #waiting: Turn[] = [];
  readonly #held: HeldKeys;

  constructor(mostHeldBytes?: number) {
    this.#held = new HeldKeys(mostHeldBytes);
  }

  get heldBytes(): number {
    return this.#held.bytes;
  }

  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves when it is this owner's turn; an aborted signal gives the place in the queue up. */
  async take(owner: Holder, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw interrupted();
    if (this.holder === undefined) {
      this.holder = owner;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(interrupted());
      };
      const turn: Turn = {
        start: () => {
          signal?.removeEventListener('abort', onAbort);
          this.holder = owner;
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(turn);
    });
  }

  /** The next one's turn. */
  release(): void {
    this.holder = undefined;
    this.#waiting.shift()?.start();
  }

  /** Keeps keys for later; whole key presses only, so that none arrives in pieces. When full, they are not kept. */
  hold(keys: Uint8Array): 'held' | 'full' {
    return this.#held.hold(keys);
  }

  /** The keys held, in order; they are no longer held then. */
  takeHeld(): readonly Uint8Array[] {
    return this.#held.takeHeld();
  }
}

function interrupted(): ShowrunError {
  return new ShowrunError('interrupted', 'interrupted before it was its turn');
}
