import { QueryError } from '../../core/table/condition/query-error.ts';
import type { Token } from '../../core/table/condition/query-tokens.ts';
import { hasNoNumbers } from '../../core/table/kinds/cell-number.ts';
import {
  placesMeant,
  readColumnList,
  requireEnd,
  takeWord,
} from '../../core/table/shape/column-list.ts';
import { type Aggregate, aggregated, groupTable } from '../../core/table/shape/table-group.ts';
import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const sum: Stage = {
  usage: 'sum COLUMN, … [by COLUMN, …]',
  summary: 'what numbers come to: of one column a number, of several a row',
  examples: [
    '@all show interfaces |> sum input_errors',
    '@all show interfaces |> sum input_errors, output_errors by host',
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    return asked('sum', textOfArgs(args, table.columns), (tokens) => {
      const list = readColumnList(tokens, ({ text }) => /^by$/i.test(text));
      if (list.length === 0)
        throw new StageError(`sum needs a column: ${table.columns.join(', ')}`);
      const aggregates = list.flatMap(({ name, as }) =>
        placesMeant(name, table.columns).map((place): Aggregate => {
          requireNumbers(table, { place, name });
          return { kind: 'sum', place, title: as?.text ?? table.columns[place] ?? '' };
        }),
      );
      const isBy = takeWord(tokens, /^by$/i) !== undefined;
      const by = readColumnList(tokens).flatMap(({ name }) => placesMeant(name, table.columns));
      requireEnd(tokens, 'by, or the end');
      const [only] = aggregates;
      if (only && aggregates.length === 1 && !isBy) return aggregated(table, table.rows, only) ?? 0;
      return tableAfter(value, groupTable(table, by, aggregates));
    });
  },
};

export default sum;

function requireNumbers(
  table: Table,
  { place, name }: { readonly place: number; readonly name: Token },
): void {
  const texts = table.rows.map((row) => cellString(row[place]));
  if (!hasNoNumbers(table, place, texts)) return;
  throw new QueryError(`'${table.columns[place]}' has no numbers`, name.place);
}
