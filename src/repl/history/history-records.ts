import { HISTORY_OUTCOMES, type HistoryEnd, type HistoryOutcome } from './entry.ts';

// The history file: one JSON object a line, only ever appended to. An input is written when it is submitted; how it ended
// is a line of its own with the same id, so that a program that is killed in between has lost nothing.

/** One line of the history file. */
export type HistoryRecord =
  | {
      readonly kind: 'input';
      /** Undefined in lines of version 1, which had none. */
      readonly id: string | undefined;
      readonly run: string;
      readonly number: number | undefined;
      readonly atMs: number;
      readonly text: string;
    }
  | {
      readonly kind: 'end';
      readonly id: string;
      readonly number: number | undefined;
      readonly end: HistoryEnd;
    }
  /** It was no input after all: the person goes on typing it. */
  | { readonly kind: 'withdrawn'; readonly id: string };

const VERSION = 2;
/** How each line of ours begins. In a JSON text these characters cannot stand inside a string: its quotes are escaped. */
const START = `{"v":${VERSION},`;
const MOST_HOSTS = 1_000;

/** The line of a record, with its line end. */
export function recordLine(record: HistoryRecord): string {
  return `${JSON.stringify({ v: VERSION, ...plain(record) })}\n`;
}

/** The records in whole lines of a file, and how many lines are none. */
export function readRecords(text: string): { records: HistoryRecord[]; damaged: number } {
  const records: HistoryRecord[] = [];
  let damaged = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const found = recordsIn(line);
    if (found.length === 0) damaged++;
    records.push(...found);
  }
  return { records, damaged };
}

/** A run that was killed leaves half a line, which the next line of another run then joins: that one is still whole. */
function recordsIn(line: string): HistoryRecord[] {
  const whole = recordOf(line);
  if (whole !== undefined) return [whole];
  const pieces = line.split(START).slice(1);
  return pieces.flatMap((piece) => recordOf(`${START}${piece}`) ?? []);
}

function plain(record: HistoryRecord): Record<string, unknown> {
  switch (record.kind) {
    case 'input': {
      const { id, run, number, atMs, text } = record;
      return { id, run, n: number, at: atMs, text };
    }
    case 'end': {
      const { id, number, end } = record;
      const hosts = end.hosts.slice(0, MOST_HOSTS);
      return { id, n: number, outcome: end.outcome, hosts, ms: Math.round(end.elapsedMs) };
    }
    case 'withdrawn':
      return { id: record.id, outcome: 'withdrawn' };
  }
}

function recordOf(line: string): HistoryRecord | undefined {
  const { id, run, n, at, text, outcome, hosts, ms } = fieldsOf(line);
  const number = numberIn(n);
  if (typeof text === 'string') {
    return {
      kind: 'input',
      id: wellFormed(id),
      run: wellFormed(run) ?? '',
      ...{ number, atMs: numberIn(at) ?? 0, text: text.toWellFormed() },
    };
  }
  if (typeof id !== 'string') return undefined;
  if (outcome === 'withdrawn') return { kind: 'withdrawn', id };
  if (!isOutcome(outcome)) return undefined;
  const names = Array.isArray(hosts) ? hosts.flatMap((host) => wellFormed(host) ?? []) : [];
  return { kind: 'end', id, number, end: { outcome, hosts: names, elapsedMs: numberIn(ms) ?? 0 } };
}

type Fields = Readonly<
  Partial<Record<'id' | 'run' | 'n' | 'at' | 'text' | 'outcome' | 'hosts' | 'ms', unknown>>
>;

function fieldsOf(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function wellFormed(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toWellFormed() : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function isOutcome(value: unknown): value is HistoryOutcome {
  return HISTORY_OUTCOMES.some((outcome) => outcome === value);
}
