import { type Key, KeyReader } from './keys.ts';

const MAX_TYPED_AHEAD = 10_000;

/**
 * Decides who gets the keys. At most one taker at a time (the line editor, a pager, a question); while a command runs there is none, and
 * keys wait, except the escape sequence, which stops the command.
 */
export class KeyDesk {
  readonly #reader = new KeyReader();
  readonly #waiting: Key[] = [];
  #taker: ((key: Key) => void) | undefined;
  #stop: (() => void) | undefined;
  #isClosed = false;

  get isTaken(): boolean {
    return this.#taker !== undefined;
  }

  feed(bytes: Uint8Array): void {
    for (const key of this.#reader.read(bytes)) {
      if (this.#isClosed) return;
      const isStop = key.kind === 'escape' || key.kind === 'interrupt';
      if (isStop && this.#stop) this.#stop();
      else if (this.#waiting.length < MAX_TYPED_AHEAD) this.#waiting.push(key);
      this.handOut();
    }
  }

  /** Gives keys to a taker from now on; undefined lets them wait. */
  assign(taker: ((key: Key) => void) | undefined): void {
    this.#taker = taker;
  }

  /** Hands out waiting keys as long as someone takes them. */
  handOut(): void {
    while (this.#waiting.length > 0 && this.#taker) {
      const key = this.#waiting.shift();
      if (key) this.#taker(key);
    }
  }

  /** What the escape sequence does until it is set again. */
  onStop(stop: (() => void) | undefined): void {
    this.#stop = stop;
  }

  close(): void {
    this.#isClosed = true;
    this.#taker = undefined;
    this.#waiting.length = 0;
    this.#stop?.();
  }
}
