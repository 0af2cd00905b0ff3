import type { HistoryEntry } from './entry.ts';

/** One run of the program, as the history has it. */
export interface HistoryRun {
  readonly run: string;
  readonly startedAtMs: number;
}

/** The runs that began before this one, oldest first; the last of them is `~1`. */
export function runsBefore(entries: readonly HistoryEntry[], run: string): HistoryRun[] {
  const firsts = new Map<string, number>();
  for (const entry of entries) {
    if (entry.run !== '' && !firsts.has(entry.run)) firsts.set(entry.run, entry.atMs);
  }
  const startedAtMs = startOf(run) ?? firsts.get(run) ?? Number.POSITIVE_INFINITY;
  firsts.delete(run);
  return [...firsts]
    .map(([name, atMs]) => ({ run: name, startedAtMs: startOf(name) ?? atMs }))
    .filter((one) => one.startedAtMs <= startedAtMs)
    .sort((a, b) => a.startedAtMs - b.startedAtMs);
}

/** A run's name for the history: when it began, and something nobody else has. */
export function runName(startedAtMs: number, unique: string): string {
  return `${startedAtMs.toString(36)}-${unique}`;
}

function startOf(run: string): number | undefined {
  const digits = /^([\da-z]{6,10})-/.exec(run)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 36);
}
