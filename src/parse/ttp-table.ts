import type { TtpRun } from '../ttp/run-ttp.ts';
import { plain, type TtpValue } from '../ttp/value.ts';
import { isObject, type Json, nestedTable } from './nested-table.ts';
import { MOST_CHARS, MOST_UNMATCHED, type TableOfLines } from './run-to-table.ts';

/**
 * A TTP run as a table. Whether a group gave an object or a list, its items are rows: those of the innermost lists, with what stands above
 * them as columns before them. A child group of which no item has more than one becomes columns with a dot.
 */
export function ttpToTable(run: TtpRun, template: string): TableOfLines {
  const value = singled(onlyValue(run.listed.flat().map((one) => jsonOf(plain(one)))));
  const { linesMatched, linesTotal } = run;
  return {
    ...(isEmpty(value) ? { columns: [], rows: [] } : nestedTable(value, 'lists')),
    origin: {
      template,
      mode: linesMatched === linesTotal ? 'strict' : 'lenient',
      linesMatched,
      linesTotal,
      warnings: run.warnings,
      unmatched: run.unmatched
        .slice(0, MOST_UNMATCHED)
        .map(({ line, text }) => ({ line, text: text.slice(0, MOST_CHARS) })),
    },
  };
}

function jsonOf(value: TtpValue): Json {
  return value as Json;
}

/** Several templates or inputs are rows beside each other, unless there is one only. */
function onlyValue(all: readonly Json[]): Json {
  const full = all.filter((one) => !isEmpty(one));
  const [first] = full;
  if (full.length <= 1) return first ?? [];
  return full.flatMap((one) => (Array.isArray(one) ? one : [one]));
}

/** Lists of the same name within items, none of them longer than one, as plain objects. */
function singled(value: Json): Json {
  const longest = new Map<string, number>();
  measure(value, '', longest);
  return withoutLists(value, '', longest);
}

/** Only what stands within an item: the outermost lists are the rows. */
function isInner(path: string): boolean {
  return path.includes('/*/');
}

function measure(value: Json, path: string, longest: Map<string, number>): void {
  if (Array.isArray(value)) {
    const length = value.every(isObject) ? value.length : Number.POSITIVE_INFINITY;
    longest.set(path, Math.max(longest.get(path) ?? 0, length));
    for (const one of value) measure(one, `${path}/*`, longest);
  } else if (isRow(value)) {
    for (const [name, one] of Object.entries(value)) measure(one, `${path}/${name}`, longest);
  }
}

function withoutLists(value: Json, path: string, longest: ReadonlyMap<string, number>): Json {
  if (Array.isArray(value)) {
    const inner = value.map((one: Json) => withoutLists(one, `${path}/*`, longest));
    const [only] = inner;
    return isInner(`${path}/`) && longest.get(path) === 1 && only !== undefined ? only : inner;
  }
  if (!isRow(value)) return value;
  const members = Object.entries(value).map(
    ([name, one]) => [name, withoutLists(one, `${path}/${name}`, longest)] as const,
  );
  return Object.fromEntries(members);
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isRow(value: Json): value is { readonly [name: string]: Json } {
  return isObject(value);
}
