import { shortDuration } from '../../core/duration.ts';
import { hostRanges } from '../../core/selector/host-ranges.ts';
import { type HistoryEntry, type HistoryOutcome, isOk } from './entry.ts';

/** What one line says of an entry before its text. Foreign: host names come from a file. */
export interface EntryLine {
  readonly time: string;
  /** One column. */
  readonly mark: string;
  readonly look: 'good' | 'warning' | 'bad' | 'muted';
  readonly hosts: string;
  readonly duration: string;
}

export function entryLine({ atMs, end }: HistoryEntry, nowMs: number): EntryLine {
  return {
    time: shortTime(atMs, nowMs),
    mark: end === undefined ? '·' : MARKS[end.outcome],
    look: end === undefined ? 'muted' : lookOf(end.outcome, isOk(end)),
    hosts: hostRanges(end?.hosts ?? []),
    duration: end === undefined ? '' : shortDuration(end.elapsedMs),
  };
}

/** What became of an entry, in a word. */
export function outcomeWord({ end }: HistoryEntry): string {
  return end === undefined ? 'no end known' : WORDS[end.outcome];
}

const MARKS: Readonly<Record<HistoryOutcome, string>> = {
  ...{ value: '✓', done: '✓', failed: '✗', interrupted: '■', refused: '!', lost: '↯', died: '✗' },
};

const WORDS: Readonly<Record<HistoryOutcome, string>> = {
  value: 'ok',
  done: 'ok',
  failed: 'failed',
  interrupted: 'interrupted',
  refused: 'a device refused',
  lost: 'a host was lost',
  died: 'the kernel died',
};

function lookOf(outcome: HistoryOutcome, ok: boolean): EntryLine['look'] {
  if (ok) return 'good';
  return outcome === 'interrupted' || outcome === 'refused' ? 'warning' : 'bad';
}

const DAY_MS = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** `14:02:11` of today, `Fri 14:02` of the last days, `Nov 18 14:02` of this year, else `2025-11-18`; nothing where it is not known. */
export function shortTime(atMs: number, nowMs: number): string {
  if (atMs <= 0) return '';
  const at = new Date(atMs);
  const now = new Date(nowMs);
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return `${clock}:${two(at.getSeconds())}`;
  if (nowMs - atMs < 6 * DAY_MS && atMs < nowMs) return `${DAYS[at.getDay()]} ${clock}`;
  if (at.getFullYear() === now.getFullYear()) {
    return `${MONTHS[at.getMonth()]} ${String(at.getDate()).padStart(2)} ${clock}`;
  }
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
