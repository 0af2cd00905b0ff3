import type { HistoryEntry } from './entry.ts';
import type { HistoryRecord } from './history-records.ts';

/** So many entries are kept in memory, the newest. */
export const MOST_ENTRIES = 100_000;

/** Joins the lines of the history file to entries: a line that tells an end finds its input, whichever is read first. */
export class JoinedEntries {
  readonly #places = new Map<string, number>();
  /** Counted from the first entry ever; older ones are put before it with places below zero. */
  #first = 0;
  #entries: HistoryEntry[] = [];
  readonly #early = new Map<string, Exclude<HistoryRecord, { kind: 'input' }>>();
  readonly #withdrawn = new Set<string>();
  #unnamed = 0;
  #shown: readonly HistoryEntry[] | undefined;

  /** Oldest first; a new list after each change. */
  get list(): readonly HistoryEntry[] {
    this.#shown ??= this.#entries.filter(({ id }) => !this.#withdrawn.has(id));
    return this.#shown;
  }

  /** So many of the oldest, withdrawn ones and all. */
  oldest(count: number): readonly HistoryEntry[] {
    return this.#entries.slice(0, count);
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** Takes lines that are newer than all before. */
  add(records: readonly HistoryRecord[]): void {
    if (records.length === 0) return;
    for (const record of records) {
      if (record.kind !== 'input') this.#end(record);
      else if (record.id === undefined || !this.#places.has(record.id)) {
        const entry = this.#entryOf(record);
        this.#places.set(entry.id, this.#first + this.#entries.length);
        this.#entries.push(entry);
      }
    }
    this.#bound();
    this.#shown = undefined;
  }

  /** Takes lines that are older than all before. Gives whether there was room for them. */
  addOlder(records: readonly HistoryRecord[]): boolean {
    for (const record of records) if (record.kind !== 'input') this.#end(record);
    const room = MOST_ENTRIES - this.#entries.length;
    const inputs = records.filter((record) => record.kind === 'input');
    const fresh = inputs.filter(({ id }) => id === undefined || !this.#places.has(id));
    const older = fresh.slice(-room).map((record) => this.#entryOf(record));
    this.#first -= older.length;
    older.forEach(({ id }, place) => {
      this.#places.set(id, this.#first + place);
    });
    this.#entries = [...older, ...this.#entries];
    this.#shown = undefined;
    return this.#entries.length < MOST_ENTRIES;
  }

  #entryOf(record: Extract<HistoryRecord, { kind: 'input' }>): HistoryEntry {
    const { run, number, atMs, text } = record;
    const id = record.id ?? `v1.${++this.#unnamed}`;
    const early = this.#early.get(id);
    this.#early.delete(id);
    if (early?.kind === 'withdrawn') this.#withdrawn.add(id);
    const end = early?.kind === 'end' ? early.end : undefined;
    const known = early?.kind === 'end' ? early.number : undefined;
    return { id, run, number: ranAs(known, number), atMs, text, end };
  }

  #end(record: Exclude<HistoryRecord, { kind: 'input' }>): void {
    const place = this.#places.get(record.id);
    const entry = place === undefined ? undefined : this.#entries[place - this.#first];
    if (place === undefined || entry === undefined) {
      this.#early.set(record.id, record);
    } else if (record.kind === 'withdrawn') {
      this.#withdrawn.add(record.id);
    } else {
      const number = ranAs(record.number, entry.number);
      this.#entries[place - this.#first] = { ...entry, number, end: record.end };
    }
  }

  #bound(): void {
    const surplus = this.#entries.length - MOST_ENTRIES - 1_000;
    if (surplus <= 0) return;
    const gone = this.#entries.splice(0, this.#entries.length - MOST_ENTRIES);
    this.#first += gone.length;
    for (const { id } of gone) this.#places.delete(id);
  }
}

/** The number an input got when its turn came, which is better known than the one it was to have; 0 when it never ran. */
function ranAs(known: number | undefined, expected: number | undefined): number | undefined {
  const number = known ?? expected;
  return number === 0 ? undefined : number;
}
