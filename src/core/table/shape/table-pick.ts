import { QueryError } from '../condition/query-error.ts';
import type { Token } from '../condition/query-tokens.ts';
import type { Table } from '../table.ts';
import { type ListedColumn, placeMeant, placesMeant } from './column-list.ts';

/** The table with these columns in this order, with the names given to them. Throws QueryError. */
export function selectColumns(table: Table, list: readonly ListedColumn[]): Table {
  requireNoSigns(list);
  const chosen = new Map<string, number>();
  for (const { name, as } of list) {
    const places = as ? [placeMeant(name, table.columns)] : placesMeant(name, table.columns);
    for (const place of places) {
      const title = as?.text ?? table.columns[place] ?? '';
      if (chosen.has(title) && chosen.get(title) !== place) {
        throw new QueryError(`two columns would be called '${title}'`, (as ?? name).place);
      }
      chosen.set(title, place);
    }
  }
  return withColumns(
    table,
    [...chosen].map(([title, place]) => ({ title, place })),
  );
}

/** The table without these columns; one must be left. Throws QueryError. */
export function dropColumns(table: Table, list: readonly ListedColumn[]): Table {
  requireNoSigns(list);
  const dropped = new Set(list.flatMap(({ name }) => placesMeant(name, table.columns)));
  const kept = table.columns.flatMap((title, place) =>
    dropped.has(place) ? [] : [{ title, place }],
  );
  const last = list.at(-1);
  if (kept.length === 0 && last) throw new QueryError('no column would be left', last.name.place);
  return withColumns(table, kept);
}

function requireNoSigns(list: readonly ListedColumn[]): void {
  const signed = list.find(({ direction }) => direction !== undefined);
  if (!signed) return;
  throw new QueryError('an order is for sort; drop leaves columns out', signed.name.place);
}

export interface Renaming {
  readonly from: Token;
  readonly to: Token;
}

/** The table with other names for columns. Throws QueryError for a name that is taken. */
export function renameColumns(table: Table, renamings: readonly Renaming[]): Table {
  const columns = [...table.columns];
  for (const { from, to } of renamings) {
    columns[placeMeant(from, table.columns)] = to.text;
  }
  for (const { to } of renamings) {
    if (columns.filter((column) => column === to.text).length > 1) {
      throw new QueryError(`there is a column '${to.text}' already`, to.place);
    }
  }
  return { ...table, columns };
}

interface Chosen {
  readonly title: string;
  readonly place: number;
}

function withColumns(table: Table, chosen: readonly Chosen[]): Table {
  return {
    ...table,
    columns: chosen.map(({ title }) => title),
    rows: table.rows.map((row) => chosen.map(({ place }) => row[place] ?? null)),
  };
}
