import { inspect } from 'node:util';

/**
 * A value that has not arrived: a promise whose properties and calls can be written at once.
 * `r1.run('show version').text` is the text to come; `await` gives it, and a cell's last expression is awaited.
 */
export function pending(promise: Promise<unknown>, label: string): unknown {
  const place: { stack?: string } = {};
  Error.captureStackTrace(place, pending);
  const begin = () =>
    promise.catch((thrown: unknown) => {
      if (typeof thrown === 'object' && thrown !== null) places.set(thrown, place);
      throw thrown;
    });
  return proxyOf(begin, label);
}

const places = new WeakMap<object, { readonly stack?: string }>();

/** The stack of whoever asked for what an error came of instead: the error itself arrived by itself. */
export function askedFrom(error: object): string | undefined {
  return places.get(error)?.stack;
}

/** Whether a value is one of ours, found out without touching it. */
export function isPending(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'function' && ours.has(value);
}

const ours = new WeakSet<object>();

/** `begin` starts the work of a chain only when someone waits, so a chain nobody awaits fails only once. */
function proxyOf(begin: () => Promise<unknown>, label: string): unknown {
  let begun: Promise<unknown> | undefined;
  const arrive = () => {
    begun ??= begin();
    return begun;
  };
  const target = Object.assign(() => undefined, {
    [inspect.custom]: () => `Pending { ${label} }`,
  });
  const proxy = new Proxy(target, {
    get: (_, key) => memberOf(arrive, label, key),
    apply: (_, self, args) => proxyOf(async () => callArrived(arrive, self, args), `${label}()`),
    set: () => {
      throw notYet(label);
    },
  });
  ours.add(proxy);
  return proxy;
}

async function callArrived(
  arrive: () => Promise<unknown>,
  self: unknown,
  args: unknown[],
): Promise<unknown> {
  const method = await arrive();
  if (typeof method !== 'function') throw new TypeError('what arrived is not a function');
  return Reflect.apply(method, isPending(self) ? await self : self, args);
}

function memberOf(arrive: () => Promise<unknown>, label: string, key: string | symbol): unknown {
  if (key === 'then' || key === 'catch' || key === 'finally') {
    const promise = arrive();
    return promise[key].bind(promise);
  }
  if (key === Symbol.asyncIterator) {
    return async function* each() {
      yield* (await arrive()) as Iterable<unknown>;
    };
  }
  if (key === inspect.custom) return () => `Pending { ${label} }`;
  if (key === Symbol.toStringTag) return 'Pending';
  if (typeof key === 'symbol') {
    return () => {
      throw notYet(label);
    };
  }
  return proxyOf(async () => Reflect.get(Object(await arrive()), key), `${label}.${key}`);
}

function notYet(label: string): TypeError {
  return new TypeError(`${label} has not arrived yet: put await in front of it`);
}
