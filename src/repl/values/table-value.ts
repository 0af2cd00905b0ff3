import { inspect } from 'node:util';
import type { Table, TableOrigin } from '../../core/table/table.ts';
import { tableText } from './results-text.ts';
import { type Row, rowsOf } from './rows.ts';

/** A table as cells see it: rows by column name, and every stage as a method. */
export class TableValue {
  /** The table itself: columns, and rows as arrays of cells. */
  readonly table: Table;
  #rows: readonly Row[] | undefined;

  constructor(table: Table) {
    this.table = table;
    Object.freeze(this);
  }

  get columns(): readonly string[] {
    return this.table.columns;
  }

  get rows(): readonly Row[] {
    this.#rows ??= rowsOf(this.table);
    return this.#rows;
  }

  get origin(): TableOrigin | undefined {
    return this.table.origin;
  }

  get length(): number {
    return this.table.rows.length;
  }

  get text(): string {
    return tableText(this.table);
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.rows[Symbol.iterator]();
  }

  map<To>(change: (row: Row, place: number) => To): To[] {
    return this.rows.map(change);
  }

  filter(test: (row: Row, place: number) => unknown): Row[] {
    return this.rows.filter(test);
  }

  find(test: (row: Row, place: number) => unknown): Row | undefined {
    return this.rows.find(test);
  }

  [inspect.custom](): string {
    return this.text;
  }
}
