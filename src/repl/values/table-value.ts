import { inspect } from 'node:util';
import type { Table, TableOrigin } from '../../core/table/table.ts';
import { type Beside, NOTHING_BESIDE } from './beside.ts';
import type { Failure } from './host-error.ts';
import { type Row, rowsOf } from './rows.ts';
import { tableText } from './table-text.ts';

/** A table as cells see it: rows by column name, and every stage as a method. Nothing of it can be changed. */
export class TableValue {
  readonly #table: Table;
  readonly #beside: Beside;
  #frozen: Table | undefined;
  #rows: readonly Row[] | undefined;

  constructor(table: Table, beside: Beside = NOTHING_BESIDE) {
    this.#table = table;
    this.#beside = beside;
    Object.freeze(this);
  }

  /** The table itself, without the care that a cell needs. */
  static tableOf(value: TableValue): Table {
    return value.#table;
  }

  /** What hosts gave beside it. */
  static besideOf(value: TableValue): Beside {
    return value.#beside;
  }

  /** The table itself: columns, and rows as arrays of cells. */
  get table(): Table {
    this.#frozen ??= frozenTable(this.#table);
    return this.#frozen;
  }

  get columns(): readonly string[] {
    return this.table.columns;
  }

  get rows(): readonly Row[] {
    this.#rows ??= rowsOf(this.#table);
    return this.#rows;
  }

  /** The template that it was made with, and how many lines of the device's text went into it. */
  get origin(): TableOrigin | undefined {
    return this.#table.origin;
  }

  /** How many rows there are. */
  get length(): number {
    return this.#table.rows.length;
  }

  /** Hosts that were lost before they could add to it. */
  get failed(): readonly Failure[] {
    return this.#beside.failed;
  }

  /** Aligned text, all of it, without colours. */
  get text(): string {
    return tableText(this.#table);
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.rows[Symbol.iterator]();
  }

  map<To>(change: (row: Row, place: number) => To): To[] {
    return this.rows.map((row, place) => change(row, place));
  }

  filter(test: (row: Row, place: number) => unknown): Row[] {
    return this.rows.filter((row, place) => test(row, place));
  }

  find(test: (row: Row, place: number) => unknown): Row | undefined {
    return this.rows.find((row, place) => test(row, place));
  }

  /** What `JSON.stringify` writes. */
  toJSON(): readonly Row[] {
    return this.rows;
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    const { length, columns } = this;
    const rows = length === 1 ? '1 row' : `${length} rows`;
    return `Table { ${rows}: ${columns.join(', ')} }`;
  }
}

function frozenTable(table: Table): Table {
  for (const row of table.rows) {
    for (const cell of row) if (typeof cell === 'object' && cell !== null) Object.freeze(cell);
    Object.freeze(row);
  }
  Object.freeze(table.rows);
  Object.freeze(table.columns);
  return Object.isFrozen(table) ? table : Object.freeze({ ...table });
}
