import { randomBytes } from 'node:crypto';
import { safe } from '../../core/safe.ts';
import type { HistoryEnd, HistoryEntry } from './entry.ts';
import { HistoryFile, type ReadLines } from './history-file.ts';
import { type HistoryRecord, recordLine } from './history-records.ts';
import { JoinedEntries } from './joined-entries.ts';
import { recalledInputs } from './recalled-inputs.ts';
import { runName } from './runs.ts';
import { prepareSearch } from './search-history.ts';
import { hideSecrets } from './secrets/hide-secrets.ts';

/** A longer input is kept in memory only: it would crowd out a year of others. */
const MOST_CHARS = 1_000_000;
/** What could not be written is tried again with the next line, up to this much of it. */
const MOST_UNWRITTEN_CHARS = 4_000_000;

export interface HistoryOptions {
  /** The file; undefined keeps the history in memory only. */
  readonly path: string | undefined;
  /** Whether what is typed now is kept for later runs; `on` unless told. */
  readonly keeps?: () => 'on' | 'off';
  /** Told once, in one line, when the file cannot be read or written. */
  readonly onProblem: (line: string) => void;
  /** The wall clock, in milliseconds since the epoch. */
  readonly nowMs: () => number;
}

/** Reads what earlier runs left. Never fails: what cannot be read or written is kept in memory. */
export async function openHistory(options: HistoryOptions): Promise<History> {
  const history = new History(options);
  await history.open();
  return history;
}

/**
 * The inputs of this run, of earlier ones and of other windows, in one file that all of them append to. What is written has its
 * secrets hidden; `recalled` has this run's inputs as they were typed.
 */
export class History {
  /** This run's name in the file. */
  readonly run: string;
  readonly startedAtMs: number;
  readonly #options: HistoryOptions;
  readonly #file: HistoryFile | undefined;
  #typed: readonly { readonly id: string; readonly text: string }[] = [];
  #joined = new JoinedEntries();
  #own: HistoryRecord[] = [];
  #recalled: { readonly of: readonly HistoryEntry[]; readonly inputs: readonly string[] };
  #lastId = 0;
  #unwritten = '';
  #hasComplained = false;
  #isClosed = false;
  #written: Promise<void> = Promise.resolve();
  #refreshing: Promise<void> | undefined;
  #older: Promise<void> | undefined;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.startedAtMs = options.nowMs();
    this.run = runName(this.startedAtMs, randomBytes(3).toString('hex'));
    this.#file = options.path === undefined ? undefined : new HistoryFile(options.path);
    this.#recalled = { of: this.entries, inputs: [] };
  }

  /** Everything known, oldest first, as it is written down; a new list after each change. */
  get entries(): readonly HistoryEntry[] {
    return this.#joined.list;
  }

  /** What going up in the editor brings back: other runs' inputs, then this run's as typed; oldest first. */
  get inputs(): readonly string[] {
    const { entries } = this;
    if (this.#recalled.of !== entries) {
      const typed = this.#typed.map(({ text }) => text);
      const inputs = recalledInputs({ entries, run: this.run, typed });
      this.#recalled = { of: entries, inputs };
    }
    return this.#recalled.inputs;
  }

  /** Reads the file's end. */
  async open(): Promise<void> {
    if (this.#file === undefined) return;
    try {
      this.#take(await this.#file.readEnd());
    } catch (thrown) {
      if (!isMissing(thrown)) this.#complain(thrown);
    }
  }

  /** An input has been submitted; `number` is the one it will have, as far as can be told. Gives the entry's id. */
  begin(text: string, number: number): string {
    const id = `${this.run}.${++this.#lastId}`;
    if (text.trim() === '') return id;
    this.#typed = [...this.#typed, { id, text }];
    const atMs = this.#options.nowMs();
    const hidden = hideSecrets(text).text;
    this.#put({ kind: 'input', id, run: this.run, number, atMs, text: hidden });
    return id;
  }

  /** It is over. */
  end(id: string, number: number, end: HistoryEnd): void {
    if (this.#joined.has(id)) this.#put({ kind: 'end', id, number, end });
  }

  /** It was no input after all: the person goes on typing it. */
  withdraw(id: string): void {
    if (!this.#joined.has(id)) return;
    this.#typed = this.#typed.filter((typed) => typed.id !== id);
    this.#put({ kind: 'withdrawn', id });
  }

  /** Reads what other windows have written meanwhile. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Reads the older part of the file, a piece at a time so that nothing waits for it. */
  readOlder(): Promise<void> {
    this.#older ??= this.#readOlder();
    return this.#older;
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#written;
  }

  async #refresh(): Promise<void> {
    if (this.#file === undefined) return;
    try {
      const newer = await this.#file.readNewer();
      if (newer !== 'renewed') {
        this.#joined.add(newer.records);
        return;
      }
      const end = await this.#file.readEnd();
      this.#joined = new JoinedEntries();
      this.#joined.add(end.records);
      this.#joined.add(this.#own);
    } catch (thrown) {
      if (!isMissing(thrown)) this.#complain(thrown);
    }
  }

  async #readOlder(): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    try {
      while (!this.#isClosed) {
        const older = await file.readOlder();
        if (older === undefined || !this.#joined.addOlder(older.records)) return;
        prepareSearch(this.#joined.oldest(older.records.length));
      }
    } catch (thrown) {
      if (!isMissing(thrown)) this.#complain(thrown);
    }
  }

  #take({ records, damaged }: ReadLines): void {
    this.#joined.add(records);
    if (records.length > 0 || damaged === 0) return;
    this.#complain(new Error(`${this.#options.path} holds no history`));
  }

  #put(record: HistoryRecord): void {
    this.#own.push(record);
    this.#joined.add([record]);
    const line = recordLine(record);
    if (line.length <= MOST_CHARS) this.#write(line);
    else
      this.#complain(new Error(`an input of ${line.length} characters is too long for its file`));
  }

  #write(line: string): void {
    const file = this.#file;
    if (file === undefined || this.#options.keeps?.() === 'off') return;
    this.#written = this.#written.then(async () => {
      const lines = this.#unwritten + line;
      try {
        await file.append(lines);
        this.#unwritten = '';
      } catch (thrown) {
        // After a full disk they go with the next one. Half a line that was written before is read over.
        if (lines.length <= MOST_UNWRITTEN_CHARS) this.#unwritten = lines;
        this.#complain(thrown);
      }
    });
  }

  #complain(thrown: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    this.#options.onProblem(`the REPL's history is kept in memory only: ${safe(reason, 300)}`);
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
