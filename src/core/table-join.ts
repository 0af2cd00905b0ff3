import type { Cell, Table, TableOrigin } from './table.ts';

/** The column that says which host a row came from. */
const HOST_COLUMN = 'host';

export interface HostTable {
  readonly host: string;
  readonly table: Table;
}

/**
 * Tables of several hosts as one: a host column first, then every column of any part in the order in which they first appear.
 * What a part does not have is null. A column already called `host` becomes `host_2`.
 */
export function joinTables(parts: readonly HostTable[]): Table {
  const columns = [...new Set(parts.flatMap(({ table }) => table.columns))];
  const rows = parts.flatMap(({ host, table }) => {
    const places = columns.map((column) => table.columns.indexOf(column));
    return table.rows.map((row): Cell[] => [
      host,
      ...places.map((place) => (place < 0 ? null : (row[place] ?? null))),
    ]);
  });
  return {
    columns: [HOST_COLUMN, ...columns.map((column) => freeName(column, columns))],
    rows,
    origin: joinOrigins(parts),
  };
}

function freeName(column: string, columns: readonly string[]): string {
  if (column !== HOST_COLUMN) return column;
  let number = 2;
  while (columns.includes(`${HOST_COLUMN}_${number}`)) number++;
  return `${HOST_COLUMN}_${number}`;
}

function joinOrigins(parts: readonly HostTable[]): TableOrigin | undefined {
  const known = parts.flatMap(({ host, table }) =>
    table.origin ? [{ host, origin: table.origin }] : [],
  );
  if (known.length === 0) return undefined;
  const templates = [...new Set(known.map(({ origin }) => origin.template))];
  return {
    template: templates.join(', '),
    mode: known.some(({ origin }) => origin.mode === 'lenient') ? 'lenient' : 'strict',
    linesMatched: known.reduce((sum, { origin }) => sum + origin.linesMatched, 0),
    linesTotal: known.reduce((sum, { origin }) => sum + origin.linesTotal, 0),
    warnings: known.flatMap(({ host, origin }) =>
      origin.warnings.map((warning) => `${host}: ${warning}`),
    ),
    unmatched: known.flatMap(({ host, origin }) =>
      origin.unmatched.map(({ line, text }) => ({ line, text: `${host}: ${text}` })),
    ),
  };
}
