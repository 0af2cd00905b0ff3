import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promiseTimers from 'node:timers/promises';
import { promisify } from 'node:util';
import { MessageChannel } from 'node:worker_threads';

type Callback = (...args: unknown[]) => void;
type SetTimer = (callback: Callback, ...rest: unknown[]) => object;

/**
 * Timers that call a cell's code through a message port: terminating code that runs straight from a timer aborts
 * Node ("async hook stack has become corrupted"), terminating a port's callback does not. Each timer belongs to the cell
 * that set it, so that an interrupted cell's timers can be stopped.
 */
export class CellTimers {
  readonly #channel = new MessageChannel();
  readonly #due = new Map<number, () => void>();
  readonly #owned = new Map<object, number>();
  #lastDue = 0;
  /** The cell that runs now; 0 for none. */
  owner = 0;

  constructor() {
    this.#channel.port1.on('message', (id: number) => {
      const callback = this.#due.get(id);
      this.#due.delete(id);
      callback?.();
    });
    this.#channel.port1.unref();
  }

  /** Puts our timers in place of Node's, in the global object and in its modules. */
  install(): void {
    const setTimeout = this.#wrap(timers.setTimeout as SetTimer, 'once');
    const setImmediate = this.#wrap(timers.setImmediate as SetTimer, 'once');
    const setInterval = this.#wrap(timers.setInterval as SetTimer, 'again');
    const afterDelay = (delayMs?: number, value?: unknown) =>
      new Promise((resolve) => setTimeout(() => resolve(value), delayMs));
    const afterTurn = (value?: unknown) =>
      new Promise((resolve) => setImmediate(() => resolve(value)));
    Object.defineProperty(setTimeout, promisify.custom, { value: afterDelay });
    Object.defineProperty(setImmediate, promisify.custom, { value: afterTurn });
    const ours = { setTimeout, setInterval, setImmediate };
    Object.assign(globalThis, ours);
    Object.assign(timers, ours);
    Object.assign(promiseTimers, { setTimeout: afterDelay, setImmediate: afterTurn });
    syncBuiltinESMExports();
  }

  /** Stops every timer a cell has set. */
  stop(owner: number): void {
    for (const [timer, cell] of this.#owned) {
      if (cell !== owner) continue;
      this.#owned.delete(timer);
      // Clears immediates too: Node looks only at what the object is.
      clearTimeout(timer as NodeJS.Timeout);
      clearImmediate(timer as NodeJS.Immediate);
    }
  }

  #wrap(setTimer: SetTimer, times: 'once' | 'again'): SetTimer {
    return (callback, ...rest) => {
      if (typeof callback !== 'function') return setTimer(callback, ...rest);
      const timer = setTimer(
        (...args) => {
          if (times === 'once') this.#owned.delete(timer);
          this.#due.set(++this.#lastDue, () => callback(...args));
          this.#channel.port2.postMessage(this.#lastDue);
        },
        ...rest,
      );
      this.#owned.set(timer, this.owner);
      return timer;
    };
  }
}
