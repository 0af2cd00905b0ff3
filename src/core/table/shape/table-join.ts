import type { Cell, RowLines, Table, TableOrigin } from '../table.ts';

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
  const known = parts.flatMap(({ host, table }, source) =>
    table.origin ? [{ host, origin: table.origin, source }] : [],
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
    unmatched: known.flatMap(({ host, origin, source }) =>
      origin.unmatched.map(({ line, text }) => ({ line, text: `${host}: ${text}`, source })),
    ),
    rowLines: joinRowLines(parts),
  };
}

/** Rows of an answer that does not tell have no lines. */
function joinRowLines(parts: readonly HostTable[]): RowLines | undefined {
  if (parts.every(({ table }) => table.origin?.rowLines === undefined)) return undefined;
  const rowCount = parts.reduce((sum, { table }) => sum + table.rows.length, 0);
  const lineCount = parts.reduce((sum, { table }) => sum + linesOf(table).lines.length, 0);
  const joined = { starts: new Int32Array(rowCount), lines: new Int32Array(lineCount) };
  let row = 0;
  let at = 0;
  for (const { table } of parts) {
    const { starts, lines } = linesOf(table);
    for (let i = 0; i < table.rows.length; i++) joined.starts[row++] = at + (starts[i] ?? 0);
    joined.lines.set(lines, at);
    at += lines.length;
  }
  return joined;
}

function linesOf({ origin }: Table): RowLines {
  return origin?.rowLines ?? NO_LINES;
}

const NO_LINES: RowLines = { starts: new Int32Array(0), lines: new Int32Array(0) };
