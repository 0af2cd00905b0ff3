import type { Table } from '../../core/table/table.ts';
import { Chart } from '../chart/chart.ts';
import { displayText } from '../values/display.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { tableOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

/** What a watched expression gave, as it is shown. */
export type Shot =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'text'; readonly text: string };

/** A value as a table where it is one, else as text. A single number is a table of one cell, so that its history can be drawn. */
export function shotOf(value: unknown, widthCols: number): Shot {
  if (value instanceof TableValue || Array.isArray(value)) return tableShot(value);
  if (value instanceof Result || value instanceof Results) {
    return value.table ? tableShot(value) : { kind: 'text', text: value.text };
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return {
      kind: 'table',
      table: { columns: ['value'], rows: [[String(value)]], origin: undefined },
    };
  }
  const text = value instanceof Chart ? value.text : displayText(value, widthCols);
  return { kind: 'text', text };
}

function tableShot(value: unknown): Shot {
  return { kind: 'table', table: tableOf(value) };
}
