import { Emitter } from './emitter.ts';

/** Holds one value and lets it change only through a reducer. Listeners hear of a change once it has happened. */
export class Store<Value, Change> {
  readonly changed = new Emitter<{ readonly before: Value; readonly after: Value }>();
  readonly #reduce: (value: Value, change: Change) => Value;
  #value: Value;

  constructor(initial: Value, reduce: (value: Value, change: Change) => Value) {
    this.#value = initial;
    this.#reduce = reduce;
  }

  get value(): Value {
    return this.#value;
  }

  dispatch(change: Change): void {
    const before = this.#value;
    this.#value = this.#reduce(before, change);
    if (this.#value !== before) this.changed.emit({ before, after: this.#value });
  }
}
