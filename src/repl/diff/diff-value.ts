import { inspect } from 'node:util';
import { type Row, rowsOf } from '../values/rows.ts';
import { TableValue } from '../values/table-value.ts';
import { type Compared, hasChanged } from './comparison.ts';
import { type DiffJson, diffJson } from './diff-json.ts';
import { type DiffRow, diffRows, diffTable } from './diff-table.ts';
import { type DiffSides, diffText } from './diff-text.ts';

/** What changed between two times or two hosts, as cells see it. */
export class Diff {
  readonly #compared: Compared;
  readonly #sides: DiffSides;
  #all: readonly DiffRow[] | undefined;
  #table: TableValue | undefined;

  constructor(compared: Compared, sides: DiffSides) {
    this.#compared = compared;
    this.#sides = sides;
    Object.freeze(this);
  }

  /** Every change as a row, the ignored ones too, for the screen's table. */
  static rowsOf(diff: Diff): readonly DiffRow[] {
    diff.#all ??= diffRows(diff.#compared);
    return diff.#all;
  }

  static sidesOf(diff: Diff): DiffSides {
    return diff.#sides;
  }

  /** Whether anything that is not ignored changed, or is missing on one side. */
  get changed(): boolean {
    return hasChanged(this.#compared);
  }

  /** One row for each change: change, host, command, key, column, old, new. */
  get table(): TableValue {
    this.#table ??= new TableValue(diffTable(Diff.rowsOf(this)));
    return this.#table;
  }

  get rows(): readonly Row[] {
    return this.table.rows;
  }

  /** How many changes there are. */
  get length(): number {
    return this.table.length;
  }

  get added(): readonly Row[] {
    return this.#of('added');
  }

  get removed(): readonly Row[] {
    return this.#of('removed');
  }

  /** Hosts and commands that only one side has. */
  get missing(): Compared['missing'] {
    return this.#compared.missing;
  }

  /** Hosts of which something changed or is missing. */
  get hosts(): readonly string[] {
    return [...new Set(this.rows.map(({ host }) => String(host)))];
  }

  /** The diff as plain data, of a shape that stays. */
  get json(): DiffJson {
    return diffJson(this.#compared, this.#sides);
  }

  get text(): string {
    return diffText(this.#compared, this.#sides);
  }

  toJSON(): DiffJson {
    return this.json;
  }

  toString(): string {
    return this.text;
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.rows[Symbol.iterator]();
  }

  [inspect.custom](): string {
    return this.text;
  }

  #of(change: 'added' | 'removed'): readonly Row[] {
    return rowsOf(this.table.table).filter((row) => row['change'] === change);
  }
}
