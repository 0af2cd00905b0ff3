/** Holds a far end back while anybody asks for it: the screen that is behind, the disk that is. Each lets go for itself. */
export class Brake {
  readonly #line: () => Pausable | undefined;
  #holders = 0;

  constructor(line: () => Pausable | undefined) {
    this.#line = line;
  }

  /** The returned function lets go; calling it again does nothing. */
  hold(): () => void {
    this.#holders += 1;
    if (this.#holders === 1) this.#line()?.pause();
    let isHolding = true;
    return () => {
      if (!isHolding) return;
      isHolding = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#line()?.resume();
    };
  }

  /** A new line begins: what held the old one back holds this one, too. */
  begun(): void {
    if (this.#holders > 0) this.#line()?.pause();
  }
}

interface Pausable {
  pause(): void;
  resume(): void;
}
