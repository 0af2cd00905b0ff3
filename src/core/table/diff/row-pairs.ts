import type { Cell, Table } from '../table.ts';
import { cellString } from '../table-cell.ts';

type Cells = readonly Cell[];

export interface KeyedTable {
  readonly table: Table;
  /** Of each row. */
  readonly keys: readonly string[];
}

/** Rows of two tables that are about the same thing, and those without a partner. */
export interface RowPairs {
  readonly pairs: readonly (readonly [before: Cells, after: Cells])[];
  readonly removed: readonly Cells[];
  readonly added: readonly Cells[];
}

/** Beyond so many comparisons rows of one key are paired as they stand. */
const MOST_COMPARED = 10_000;

/** Pairs rows by their keys; of several with one key first those with the same cells in `columns`, then those with the most. */
export function pairRows(given: {
  readonly before: KeyedTable;
  readonly after: KeyedTable;
  readonly columns: readonly string[];
}): RowPairs {
  const { before, after, columns } = given;
  const pairs: (readonly [Cells, Cells])[] = [];
  const removed: Cells[] = [];
  const added: Cells[] = [];
  const groups = new Map<string, { old: Cells[]; now: Cells[] }>();
  const groupOf = (key: string): { old: Cells[]; now: Cells[] } => {
    const group = groups.get(key) ?? { old: [], now: [] };
    groups.set(key, group);
    return group;
  };
  for (const [at, row] of before.table.rows.entries()) groupOf(before.keys[at] ?? '').old.push(row);
  for (const [at, row] of after.table.rows.entries()) groupOf(after.keys[at] ?? '').now.push(row);
  const told = { old: textsOf(before.table, columns), now: textsOf(after.table, columns) };
  for (const { old, now } of groups.values()) {
    const found = old.length === 1 && now.length === 1 ? inOrder(old, now) : alike(old, now, told);
    for (const [one, other] of found) pairs.push([one, other]);
    const [paired, partners] = [
      new Set(found.map(([one]) => one)),
      new Set(found.map(([, b]) => b)),
    ];
    for (const row of old) if (!paired.has(row)) removed.push(row);
    for (const row of now) if (!partners.has(row)) added.push(row);
  }
  return { pairs, removed, added };
}

type TextsOf = (row: Cells) => readonly string[];

/** What counts of a row. */
interface Told {
  readonly old: TextsOf;
  readonly now: TextsOf;
}

type Pairs = readonly (readonly [Cells, Cells])[];

function textsOf(table: Table, columns: readonly string[]): TextsOf {
  const places = columns.map((column) => table.columns.indexOf(column));
  return (row) => places.map((place) => cellString(row[place]));
}

function inOrder(old: readonly Cells[], now: readonly Cells[]): Pairs {
  const length = Math.min(old.length, now.length);
  return Array.from({ length }, (_, at) => [old[at] ?? [], now[at] ?? []] as const);
}

/** Rows that are the same to the last cell first, so that a table has nothing against itself in another order. */
function alike(old: readonly Cells[], now: readonly Cells[], told: Told): Pairs {
  const whole = equalRows({ old, now }, { old: wholeText, now: wholeText });
  const steady = equalRows(whole, {
    old: (row) => told.old(row).join(BREAK),
    now: (row) => told.now(row).join(BREAK),
  });
  const pairs = [...whole.pairs, ...steady.pairs];
  if (steady.old.length * steady.now.length > MOST_COMPARED) {
    return [...pairs, ...inOrder(steady.old, steady.now)];
  }
  return [...pairs, ...mostAlike(steady.old, steady.now, told)];
}

const BREAK = '\u0000';

function wholeText(row: Cells): string {
  return row.map(cellString).join(BREAK);
}

interface Sides {
  readonly old: readonly Cells[];
  readonly now: readonly Cells[];
}

/** Pairs rows of equal text, and gives those that are left. */
function equalRows(
  { old, now }: Sides,
  textOf: { readonly old: (row: Cells) => string; readonly now: (row: Cells) => string },
): Sides & { readonly pairs: Pairs } {
  const waiting = new Map<string, Cells[]>();
  for (const row of now) {
    const text = textOf.now(row);
    const alike = waiting.get(text);
    if (alike === undefined) waiting.set(text, [row]);
    else alike.push(row);
  }
  for (const alike of waiting.values()) alike.reverse();
  const pairs: (readonly [Cells, Cells])[] = [];
  const left: Cells[] = [];
  for (const row of old) {
    const partner = waiting.get(textOf.old(row))?.pop();
    if (partner === undefined) left.push(row);
    else pairs.push([row, partner]);
  }
  const open = new Set([...waiting.values()].flat());
  return { pairs, old: left, now: now.filter((row) => open.has(row)) };
}

/** The two with the most equal cells first, as long as both sides have rows. */
function mostAlike(old: readonly Cells[], now: readonly Cells[], told: Told): Pairs {
  const nowTexts = now.map(told.now);
  const scored = old
    .flatMap((one) => {
      const texts = told.old(one);
      return now.map((other, at) => {
        const same = texts.filter((text, place) => text === nowTexts[at]?.[place]).length;
        return { one, other, same };
      });
    })
    .sort((a, b) => b.same - a.same);
  const taken = new Set<Cells>();
  return scored.flatMap(({ one, other }) => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [[one, other] as const];
  });
}
