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
  /** Without colours. */
  | { readonly kind: 'text'; readonly text: string };

/** A value as a table where it is one, else as text. A number is a table of one cell and an object one of one row, so that their history can be drawn. */
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
  if (isPlainObject(value)) return tableShot([value]);
  const text = value instanceof Chart ? value.text : displayText(value, widthCols);
  return { kind: 'text', text: text.replace(SGR, '') };
}

// ECMA-48 8.3.117: a picture of what has changed has colours of its own.
const SGR = /\u001b\[[\d;:]*m/g;

/** `{ routes: 12, load: 0.3 }`: a row. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function tableShot(value: unknown): Shot {
  return { kind: 'table', table: tableOf(value) };
}
