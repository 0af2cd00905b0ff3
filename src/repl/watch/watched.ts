import type { Table } from '../../core/table/table.ts';
import { TableValue } from '../values/table-value.ts';

interface WatchedParts {
  readonly samples: () => Table;
  /** What came of the watch, in a few words. */
  readonly summary: string;
  /** Whether it stands on the screen already, as the watch has left it. */
  readonly isShown: () => boolean;
}

/** What a watch gives: the last table, with all it has seen in `samples`. */
export class Watched extends TableValue {
  readonly #parts: WatchedParts;

  constructor(table: Table, parts: WatchedParts) {
    super(table);
    this.#parts = parts;
  }

  /** All that was seen: a `time`, the columns, and for each counter that has counted its rate a second. */
  get samples(): TableValue {
    return new TableValue(this.#parts.samples());
  }

  /** What came of the watch: `14 samples in 1 min 5 s`. */
  get summary(): string {
    return this.#parts.summary;
  }

  /** For right below the watch's own last picture. */
  get shortText(): string {
    return `${this.length} ${this.length === 1 ? 'row' : 'rows'}; .samples has all that was seen`;
  }

  /** Where the watch's own last picture is above, the table is not worth showing again. */
  get isShown(): boolean {
    return this.#parts.isShown();
  }
}
