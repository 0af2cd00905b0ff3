import type { RowLines } from '../core/table/table.ts';
import { interpretRegex, type LineMatcher } from './match-regex.ts';
import type { FsmCell, FsmListItem, Template, Value } from './template.ts';

/**
 * The row being filled, the rows recorded so far, and what `Filldown` and `List` remember.
 * Values are held by their number, as in `template.values`.
 */
export class RowRecorder {
  readonly rows: FsmCell[][] = [];
  readonly #columns: readonly Column[];
  readonly #lines: number[] = [];
  readonly #starts: number[] = [];
  /** Where the lines of the row being filled begin. */
  #start = 0;
  /** `Record` on a template without Values does nothing. */
  readonly #hasColumns: boolean;

  constructor(template: Template) {
    this.#columns = template.values.map((value) => new Column(value));
    this.#hasColumns = this.#columns.length > 0;
  }

  /** The lines that each recorded row was made of: those that gave it something since the row before. */
  get rowLines(): RowLines {
    return {
      starts: Int32Array.from(this.#starts),
      lines: Int32Array.from(this.#lines.slice(0, this.#start)),
    };
  }

  /** The line of this 1-based number gives the row something. */
  note(line: number): void {
    const last = this.#lines.length - 1;
    if (last < this.#start || this.#lines[last] !== line) this.#lines.push(line);
  }

  /** Null is what a group that took no part gives. */
  assign(index: number, text: string | null): void {
    const column = this.#columns[index];
    if (!column) return;
    column.value = text;
    if (column.isPlain) return;
    if (column.isFilldown) column.remembered = text;
    if (column.isList) column.list.push(column.listItem(text));
    if (column.isFillup && text) this.#fillUp(index, text);
  }

  /** Adds the row to the result and starts a new one; an empty row is dropped, one without a `Required` value is dropped and cleared. */
  record(): void {
    if (!this.#hasColumns) return;
    const cells: FsmCell[] = [];
    let isEmpty = true;
    for (const column of this.#columns) {
      const cell = column.isPlain ? column.value : column.save();
      if (cell === undefined) {
        this.clear();
        return;
      }
      if (cell !== null && !(typeof cell !== 'string' && cell.length === 0)) isEmpty = false;
      cells.push(cell ?? '');
    }
    if (isEmpty) return;
    this.rows.push(cells);
    this.#starts.push(this.#start);
    this.#start = this.#lines.length;
    this.clear();
  }

  clear(): void {
    this.#lines.length = this.#start;
    for (const column of this.#columns) {
      column.value = column.isFilldown ? column.remembered : null;
      if (column.isList && !column.isFilldown) column.list = [];
    }
  }

  clearAll(): void {
    this.#lines.length = this.#start;
    for (const column of this.#columns) {
      column.value = null;
      column.remembered = null;
      column.list = [];
    }
  }

  #fillUp(index: number, text: string): void {
    for (let at = this.rows.length - 1; at >= 0; at--) {
      const row = this.rows[at];
      if (row?.[index]?.length !== 0) return;
      row[index] = text;
    }
  }
}

class Column {
  value: string | null | readonly FsmListItem[] = null;
  remembered: string | null = null;
  list: FsmListItem[] = [];
  readonly isPlain: boolean;
  readonly isFilldown: boolean;
  readonly isFillup: boolean;
  readonly isList: boolean;
  readonly #value: Value;
  #inner: LineMatcher | undefined;

  constructor(value: Value) {
    this.#value = value;
    const acting = value.options.filter((option) => option !== 'Key');
    this.isPlain = acting.length === 0;
    this.isFilldown = acting.includes('Filldown');
    this.isFillup = acting.includes('Fillup');
    this.isList = acting.includes('List');
  }

  /** The cell of a recorded row; undefined when the row has to be dropped. The options act in the order written. */
  save(): FsmCell | null | undefined {
    for (const option of this.#value.options) {
      if (option === 'List') this.value = [...this.list];
      if (option === 'Required' && (this.value === null || this.value.length === 0))
        return undefined;
    }
    return this.value;
  }

  /** The text, or an object of the inner named groups where the expression has some. */
  listItem(text: string | null): FsmListItem {
    const { inner } = this.#value;
    if (!inner || text === null) return text;
    this.#inner ??= interpretRegex(inner);
    const found = this.#inner(text);
    return found ? Object.freeze(Object.fromEntries(found)) : text;
  }
}
