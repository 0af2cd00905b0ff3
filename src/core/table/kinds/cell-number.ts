import type { Table } from '../table.ts';
import { type ColumnKind, cellValue, columnKind } from './column-kind.ts';

/**
 * What makes numbers of a column's cells: numbers, rates (in their unit's parts), durations in seconds. In a column of words, too,
 * what is a number is one; nothing else is.
 */
export function numberIn(table: Table, place: number): (text: string) => number | undefined {
  const kind = numericKind(columnKind(table, place));
  return (text) => {
    const value = cellValue(kind, text);
    return typeof value === 'number' ? value : undefined;
  };
}

/** Whether a column has cells and none of them is a number. */
export function hasNoNumbers(table: Table, place: number, texts: readonly string[]): boolean {
  const toNumber = numberIn(table, place);
  const said = texts.filter((text) => text.trim() !== '');
  return said.length > 0 && said.every((text) => toNumber(text) === undefined);
}

function numericKind(kind: ColumnKind): ColumnKind {
  return kind === 'rate' || kind === 'duration' ? kind : 'number';
}
