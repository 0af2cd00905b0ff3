import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';

export type ChartKind = 'line' | 'bar' | 'spark';

/** What a person says of a chart; what is left out is found in the table. */
export interface ChartWish {
  readonly kind?: ChartKind;
  readonly x?: string;
  readonly y?: readonly string[];
  /** The columns whose values make a line each. */
  readonly by?: readonly string[];
  readonly rows?: number;
}

const KINDS: readonly string[] = ['line', 'bar', 'spark'] satisfies ChartKind[];
const KEYS: readonly string[] = ['x', 'y', 'by', 'rows'];

/** Reads `line x: time y: rx_rate, tx_rate by host rows: 20`. Throws `bad-usage`. */
export function chartWish(text: string): ChartWish {
  const words = text
    .replaceAll(',', ' , ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const given = new Map<string, string[]>();
  let key = 'kind';
  for (const word of words) {
    const name = word.replace(/:$/, '').toLowerCase();
    if (KEYS.includes(name) && (word.endsWith(':') || name === 'by')) {
      key = name;
      given.set(key, []);
    } else if (word !== ',') given.set(key, [...(given.get(key) ?? []), word.replace(/^:/, '')]);
  }
  return wishOf(given);
}

/** The same of a method's arguments: `('line', { x: 'time', y: ['rx', 'tx'], by: 'host' })`. */
export function chartWishOf(args: readonly unknown[]): ChartWish {
  const [first, second] = args;
  if (typeof first === 'string' && second === undefined) return chartWish(first);
  const options = typeof first === 'string' ? { kind: first, ...Object(second) } : Object(first);
  const given = new Map<string, string[]>();
  for (const key of ['kind', ...KEYS]) {
    const value: unknown = Reflect.get(options, key);
    if (value !== undefined) given.set(key, [value].flat().map(String));
  }
  return wishOf(given);
}

function wishOf(given: ReadonlyMap<string, readonly string[]>): ChartWish {
  const [kind, ...more] = given.get('kind') ?? [];
  if (kind !== undefined && !isKind(kind))
    throw wrong(`a chart is line, bar or spark, not '${safe(kind, 30)}'`);
  if (more.length > 0)
    throw wrong(`'${safe(more.join(' '), 40)}' belongs to nothing in this chart`);
  const x = given.get('x');
  if (x && x.length !== 1) throw wrong('x: takes one column');
  const rows = given.get('rows')?.[0];
  if (rows !== undefined && !/^\d{1,3}$/.test(rows))
    throw wrong('rows: takes a number of lines, as in rows: 20');
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(x?.[0] === undefined ? {} : { x: x[0] }),
    ...listed('y', given.get('y')),
    ...listed('by', given.get('by')),
    ...(rows === undefined ? {} : { rows: Math.max(5, Number(rows)) }),
  };
}

function listed(key: 'y' | 'by', names: readonly string[] | undefined): Partial<ChartWish> {
  if (names === undefined) return {};
  if (names.length === 0) throw wrong(`${key}: takes a column`);
  return { [key]: names };
}

function isKind(word: string): word is ChartKind {
  return KINDS.includes(word);
}

function wrong(message: string): ShowrunError {
  return new ShowrunError('bad-usage', message, {
    advice: 'as in chart line x: time y: rx_rate by host',
  });
}
