import { formatTimestamp } from './time.ts';

/** One message of a device's log. */
export interface LogEntry {
  readonly wallMs: number;
  /** `%LINK-3-UPDOWN: Interface …` without the time in front. */
  readonly message: string;
}

const MAX_ENTRIES = 500;

/** The newest messages of one device; older ones fall out, as from a real buffer. */
export class LogBuffer {
  #entries: LogEntry[] = [];
  #total = 0;

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** All messages ever logged, also those that fell out. */
  get total(): number {
    return this.#total;
  }

  add(entry: LogEntry): void {
    this.#total++;
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
  }

  clear(): void {
    this.#entries = [];
    this.#total = 0;
  }
}

/** A message as a terminal shows it. */
export function formatLogEntry(entry: LogEntry): string {
  return `*${formatTimestamp(entry.wallMs)}: ${entry.message}`;
}
