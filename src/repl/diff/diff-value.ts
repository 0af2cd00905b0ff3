import { inspect, stripVTControlCharacters } from 'node:util';
import type { Row } from '../values/rows.ts';
import { TableValue } from '../values/table-value.ts';
import { type Compared, hasChanged } from './comparison.ts';
import { type DiffJson, diffJson } from './diff-json.ts';
import { type DiffRow, diffRows, diffTable } from './diff-table.ts';
import { type DiffSides, diffText } from './diff-text.ts';

/**
 * What changed between two times or two hosts, as cells see it: a table with a row for each change (change, host, command, key, column,
 * old, new), which reads as what became of each host's answers.
 */
export class Diff extends TableValue {
  readonly #compared: Compared;
  readonly #sides: DiffSides;
  readonly #all: readonly DiffRow[];

  constructor(compared: Compared, sides: DiffSides) {
    const all = diffRows(compared);
    super(diffTable(all));
    this.#compared = compared;
    this.#sides = sides;
    this.#all = all;
  }

  /** Every change as a row, the ignored ones too, for the screen's table. */
  static rowsOf(diff: Diff): readonly DiffRow[] {
    return diff.#all;
  }

  /** As it is shown, with colours. */
  static displayOf(diff: Diff): string {
    return diffText(diff.#compared, diff.#sides);
  }

  /** Whether anything that is not ignored changed, or is missing on one side. */
  get changed(): boolean {
    return hasChanged(this.#compared);
  }

  /** The rows that came. */
  get added(): readonly Row[] {
    return this.#of('added');
  }

  /** The rows that went. */
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

  /** The whole diff as plain data, of a shape that stays. */
  get data(): DiffJson {
    return diffJson(this.#compared, this.#sides);
  }

  override get text(): string {
    return stripVTControlCharacters(Diff.displayOf(this));
  }

  override [inspect.custom](): string {
    return Diff.displayOf(this);
  }

  #of(change: 'added' | 'removed'): readonly Row[] {
    return this.rows.filter((row) => row['change'] === change);
  }
}
