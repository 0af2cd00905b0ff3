/** The names that cells have made: what is global now, and was not when the first cell began. Runs no getter of a person's. */
export class PersonNames {
  #ours: ReadonlyMap<string, PropertyDescriptor> = new Map();
  readonly #isHost: (name: string, value: unknown) => boolean;

  /** `isHost`: whether a name holds what the fleet has put there. */
  constructor(isHost: (name: string, value: unknown) => boolean) {
    this.#isHost = isHost;
  }

  /** What is there now is ours. */
  begin(): void {
    this.#ours = new Map(Object.entries(Object.getOwnPropertyDescriptors(globalThis)));
  }

  /** With what they hold; undefined for a getter. */
  list(): ReadonlyMap<string, unknown> {
    const now = Object.entries(Object.getOwnPropertyDescriptors(globalThis));
    const made = now.filter(
      ([name, { value }]) => !this.#ours.has(name) && !this.#isHost(name, value),
    );
    return new Map(made.map(([name, { value }]) => [name, value]));
  }

  /** Takes them away, and puts back what of ours a cell has written over. Gives the names gone. */
  forget(): readonly string[] {
    const gone = [...this.list().keys()].filter((name) => Reflect.deleteProperty(globalThis, name));
    for (const [name, ours] of this.#ours) {
      const now = Object.getOwnPropertyDescriptor(globalThis, name);
      const isKept = LATEST.includes(name) || (now !== undefined && now.value === ours.value);
      if (!isKept && ours.configurable === true) Reflect.defineProperty(globalThis, name, ours);
    }
    for (const name of LATEST) Reflect.set(globalThis, name, undefined);
    return gone;
  }
}

const LATEST = ['_', '__', '___'];
