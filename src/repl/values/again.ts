const ASKED = new WeakMap<object, () => Promise<unknown>>();

/** Remembers how a value came about: `ask` asks the same hosts the same once more. Gives the value back. */
export function remembered<Value>(value: Value, ask: () => Promise<unknown>): Value {
  if (typeof value === 'object' && value !== null) ASKED.set(value, ask);
  return value;
}

/** How to get a value anew; undefined for one that came from no host, or was made of one by a cell's own code. */
export function againOf(value: unknown): (() => Promise<unknown>) | undefined {
  return typeof value === 'object' && value !== null ? ASKED.get(value) : undefined;
}
