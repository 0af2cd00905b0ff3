/** Our names in the global object. One that holds something of a person's is left alone. */
export class Globals {
  readonly #placed = new Map<string, unknown>();
  #latest: ReadonlyMap<string, unknown> = new Map();

  /** Puts these there, and takes those away that are not among them any more. */
  place(values: ReadonlyMap<string, unknown>): void {
    this.#latest = values;
    for (const [name, value] of this.#placed) {
      if (!values.has(name) && Reflect.get(globalThis, name) === value) {
        Reflect.deleteProperty(globalThis, name);
      }
    }
    for (const [name, value] of values) {
      if (!isIdentifier(name) || !this.#isOurs(name)) continue;
      this.#placed.set(name, value);
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    }
  }

  /** Puts back what a person's names have kept out and do no more. */
  placeAgain(): void {
    this.place(this.#latest);
  }

  /** Whether a name holds what was put there. */
  isPlaced(name: string, value: unknown): boolean {
    return this.#placed.has(name) && this.#placed.get(name) === value;
  }

  #isOurs(name: string): boolean {
    const taken = Object.getOwnPropertyDescriptor(globalThis, name);
    if (taken === undefined) return !(name in globalThis);
    return this.#placed.has(name) && taken.value === this.#placed.get(name);
  }
}

function isIdentifier(name: string): boolean {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return false;
  try {
    // A reserved word can be no variable.
    new Function(`var ${name}`);
    return true;
  } catch {
    return false;
  }
}
