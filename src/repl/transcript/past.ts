import type { CellOutcome } from '../link/cell-outcome.ts';
import {
  appendPrinted,
  boundEntries,
  boundLive,
  type CellEntry,
  type Entry,
} from './transcript.ts';

/** What has happened in the REPL, the oldest first, bounded. */
export class Past {
  readonly #changed: (entries: readonly Entry[]) => void;
  #entries: readonly Entry[] = [];
  #lastId = 0;

  constructor(changed: (entries: readonly Entry[]) => void) {
    this.#changed = changed;
  }

  /** A cell begins; gives its name among the entries. */
  begin(cell: { readonly number: number; readonly source: string }): number {
    const id = ++this.#lastId;
    const nothing = { printed: '', live: '', stopped: '', outcome: undefined };
    this.#add({ kind: 'cell', id, ...cell, ...nothing });
    return id;
  }

  /** How a cell ended; `stopped` is what it leaves to be said of hosts. */
  end(id: number, ended: { readonly outcome: CellOutcome; readonly stopped: string }): void {
    this.#replace(id, (cell) => ({ ...cell, ...ended }));
  }

  /** As if the cell had never been. */
  remove(id: number): void {
    this.#become(this.#entries.filter((entry) => entry.id !== id));
  }

  /** What a cell prints, or somebody while none runs. */
  print(text: string, running: number | undefined): void {
    const last = this.#entries.at(-1);
    if (running !== undefined) {
      this.#replace(running, (cell) => ({ ...cell, printed: appendPrinted(cell.printed, text) }));
    } else if (last?.kind === 'printed') {
      const more = { ...last, text: appendPrinted(last.text, text) };
      this.#become([...this.#entries.slice(0, -1), more]);
    } else {
      this.#add({ kind: 'printed', id: ++this.#lastId, text: appendPrinted('', text) });
    }
  }

  /** The display of a cell that is replaced in place. */
  showLive(id: number, text: string): void {
    this.#replace(id, (cell) => ({ ...cell, live: boundLive(text) }));
  }

  note(text: string): void {
    this.#add({ kind: 'note', id: ++this.#lastId, text });
  }

  /** Forgets everything but one cell. */
  clear(kept: number | undefined): void {
    this.#become(this.#entries.filter(({ id }) => id === kept));
  }

  #add(entry: Entry): void {
    this.#become(boundEntries([...this.#entries, entry]));
  }

  #replace(id: number, replace: (cell: CellEntry) => CellEntry): void {
    const entries = this.#entries.map((entry) =>
      entry.id === id && entry.kind === 'cell' ? replace(entry) : entry,
    );
    this.#become(boundEntries(entries));
  }

  #become(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#changed(entries);
  }
}
