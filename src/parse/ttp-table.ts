import { safe } from '../core/safe.ts';
import type { RowLines } from '../core/table/table.ts';
import type { TtpRun } from '../ttp/run-ttp.ts';
import { isList, isObject, plain, type TtpObject, type TtpValue } from '../ttp/value.ts';
import { type Json, nestedTable } from './nested-table.ts';
import { MOST_CHARS, MOST_UNMATCHED, type TableOfLines } from './run-to-table.ts';

/**
 * A TTP run as a table. Whether a group gave an object or a list, its items are rows: those of the innermost lists, with what stands above
 * them as columns before them. A child group of which no item has more than one becomes columns with a dot.
 */
export function ttpToTable(run: TtpRun, template: string): TableOfLines {
  const value = onlyValue(run.listed.flat());
  const tidy = new Tidier(value, run.linesOf);
  const nested = isEmpty(value) ? EMPTY : nestedTable(tidy.value, 'lists');
  const { linesMatched, linesTotal } = run;
  return {
    ...nested.table,
    origin: {
      template,
      mode: linesMatched === linesTotal ? 'strict' : 'lenient',
      linesMatched,
      linesTotal,
      warnings: [...run.warnings, ...leftOut(tidy.value, nested.sources)],
      unmatched: run.unmatched
        .slice(0, MOST_UNMATCHED)
        .map(({ line, text }) => ({ line, text: text.slice(0, MOST_CHARS) })),
      rowLines: rowLines(nested.sources, tidy.lines),
      templateLines: run.lines.map(({ line, text, matched }) => ({ line, text, matched })),
    },
  };
}

const EMPTY = { table: { columns: [], rows: [] }, sources: [] } as const;

/** Several templates or inputs are rows beside each other, unless there is one only. */
function onlyValue(all: readonly TtpValue[]): TtpValue {
  const full = all.filter((one) => !isEmpty(one));
  const [first] = full;
  if (full.length <= 1) return first ?? [];
  return full.flatMap((one) => (isList(one) ? one : [one]));
}

function isEmpty(value: TtpValue): boolean {
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** The value with lists of one item within items as plain objects, where no list of that name is longer. */
class Tidier {
  readonly value: Json;
  /** The lines of each object of `value`. */
  readonly lines = new Map<Json, readonly number[]>();
  readonly #longest = new Map<string, number>();
  readonly #linesOf: ReadonlyMap<TtpObject, readonly number[]>;

  constructor(value: TtpValue, linesOf: ReadonlyMap<TtpObject, readonly number[]>) {
    this.#linesOf = linesOf;
    this.#measure(value, '');
    this.value = this.#tidied(value, '');
  }

  #measure(value: TtpValue, path: string): void {
    if (isList(value)) {
      const length = value.every(isObject) ? value.length : Number.POSITIVE_INFINITY;
      this.#longest.set(path, Math.max(this.#longest.get(path) ?? 0, length));
      for (const one of value) this.#measure(one, `${path}/*`);
    } else if (isObject(value)) {
      for (const [name, one] of Object.entries(value)) this.#measure(one, `${path}/${name}`);
    }
  }

  #tidied(value: TtpValue, path: string): Json {
    if (isList(value)) {
      const inner = value.map((one) => this.#tidied(one, `${path}/*`));
      const [only] = inner;
      // The outermost lists are the rows.
      const isSingle = path.includes('/*/') && this.#longest.get(path) === 1;
      return isSingle && only !== undefined ? only : inner;
    }
    if (!isObject(value)) return plain(value) as Json;
    const lines = [...(this.#linesOf.get(value) ?? [])];
    const members = Object.entries(value).map(([name, one]) => {
      const inner = this.#tidied(one, `${path}/${name}`);
      for (const line of this.lines.get(inner) ?? []) lines.push(line);
      return [name, inner] as const;
    });
    const made = Object.fromEntries(members);
    this.lines.set(made, lines);
    return made;
  }
}

/** One table has the items of one group: those of others are named, so that nobody misses them. */
function leftOut(value: Json, sources: readonly (readonly Json[])[]): string[] {
  const shown = new Set(sources.map(([outermost]) => outermost));
  const others = outerLists(value, []).filter(({ items }) => !items.some((one) => shown.has(one)));
  if (others.length === 0 || sources.length === 0) return [];
  const names = others.map(({ path, items }) => `${path.join('.')} (${items.length})`);
  return [safe(`not in this table: ${names.join(', ')}`, 200)];
}

interface OuterList {
  readonly path: readonly string[];
  readonly items: readonly Json[];
}

function outerLists(value: Json, path: readonly string[]): OuterList[] {
  if (Array.isArray(value)) {
    return value.length > 0 && path.length > 0 ? [{ path, items: value }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => outerLists(one, [...path, name]));
}

function rowLines(
  sources: readonly (readonly Json[])[],
  linesOf: ReadonlyMap<Json, readonly number[]>,
): RowLines {
  const starts = new Int32Array(sources.length);
  const lines: number[] = [];
  for (const [row, source] of sources.entries()) {
    starts[row] = lines.length;
    const own = new Set(source.flatMap((one) => linesOf.get(one) ?? []));
    for (const line of [...own].sort((a, b) => a - b)) lines.push(line);
  }
  return { starts, lines: Int32Array.from(lines) };
}
