import { describe, expect, it } from 'vitest';
import type { HistoryEntry, HistoryOutcome } from '../../../../src/repl/history/entry.ts';
import { runName } from '../../../../src/repl/history/runs.ts';
import { searchHistory } from '../../../../src/repl/history/search-history.ts';
import { readQuery } from '../../../../src/repl/history/search-query.ts';

const NOW = new Date(2026, 10, 20, 15, 0).getTime();
const HOUR = 3_600_000;
const EARLIER = runName(NOW - 30 * HOUR, 'aa');
const THIS = runName(NOW - HOUR, 'bb');
const LATER = runName(NOW - HOUR / 2, 'cc');

interface Given {
  readonly text: string;
  readonly hosts?: readonly string[];
  readonly outcome?: HistoryOutcome;
  readonly hoursAgo?: number;
  readonly run?: string;
}

function entriesOf(...given: (Given | string)[]): HistoryEntry[] {
  return given.map((one, place) => {
    const {
      text,
      hosts = [],
      outcome = 'done',
      hoursAgo = 0,
      run = THIS,
    } = typeof one === 'string' ? { text: one } : one;
    const end = { outcome, hosts, elapsedMs: 1 };
    return { id: `x.${place}`, run, number: place, atMs: NOW - hoursAgo * HOUR, text, end };
  });
}

function find(typed: string, entries: readonly HistoryEntry[]): string[] {
  const query = readQuery(typed, { entries, run: THIS, nowMs: NOW });
  return searchHistory(entries, query).entries.map(({ text }) => text);
}

describe('searching the history', () => {
  it('puts the words as typed before the words anywhere, and those before what is nearly so', () => {
    const entries = entriesOf(
      '@r1 show bgp summary',
      '@r1 show bgp ipv4 summary',
      '@r1 show bgp sumary',
      '@r1 show version',
    );
    expect(find('bgp summary', entries)).toEqual([
      '@r1 show bgp summary',
      '@r1 show bgp ipv4 summary',
      '@r1 show bgp sumary',
    ]);
    expect(find('sumary bgp', entries)[0]).toBe('@r1 show bgp sumary');
  });

  it('has the newest first among equals, and each text once', () => {
    const entries = entriesOf('show a', 'show b', 'show a', 'other');
    expect(find('show', entries)).toEqual(['show a', 'show b']);
    expect(find('', entries)).toEqual(['other', 'show a', 'show b']);
  });

  it('finds what is mistyped, and what is short for it', () => {
    const entries = entriesOf('@core show ip ospf neighbor', '@core show ip interface brief');
    expect(find('ospf neigbor', entries)).toEqual(['@core show ip ospf neighbor']);
    expect(find('sh ip br', entries)[0]).toBe('@core show ip interface brief');
  });

  it('minds capitals once one is typed', () => {
    const entries = entriesOf('print(Total)', 'print(total)');
    expect(find('total', entries)).toEqual(['print(total)', 'print(Total)']);
    expect(find('Total', entries)[0]).toBe('print(Total)');
  });

  it('takes everything typed as it is', () => {
    const entries = entriesOf('!ping -c1 10.0.0.1', "x = 'a' | b", '_ |> where a != 1');
    for (const typed of ['!ping', "'a' |", '!= 1', '^$=', '(', '[', '\\']) find(typed, entries);
    expect(find('!ping', entries)).toEqual(['!ping -c1 10.0.0.1']);
    expect(find('!= 1', entries)[0]).toBe('_ |> where a != 1');
  });
});

describe('filters of the history', () => {
  const entries = entriesOf(
    { text: 'one', hosts: ['r1', 'r2'], hoursAgo: 30, run: EARLIER },
    { text: 'two', hosts: ['R10'], outcome: 'refused' },
    { text: 'three', hosts: ['r1'], outcome: 'lost', hoursAgo: 80 },
    { text: 'four', hosts: [], outcome: 'failed', run: LATER },
    { text: 'five', hosts: ['sw1'], outcome: 'value', hoursAgo: 24 * 40 },
  );

  it.each([
    ['host:r1', ['three', 'one']],
    ['host:r1*', ['three', 'two', 'one']],
    ['host:r2,sw1', ['five', 'one']],
    ['ok:yes', ['five', 'one']],
    ['ok:no', ['four', 'three', 'two']],
    ['ok:lost', ['three']],
    ['day:today', ['four', 'two']],
    ['day:yesterday', ['one']],
    ['day:2026-11-19', ['one']],
    ['day:-4d', ['four', 'three', 'two', 'one']],
    ['day:2026-10', ['five']],
    ['day:thu', ['one']],
    ['run:this', ['five', 'three', 'two']],
    ['run:~1', ['one']],
    [`run:${LATER}`, ['four']],
    ['ok:no host:r1', ['three']],
    ['o ok:no', ['four', 'two']],
    ['host:', ['five', 'four', 'three', 'two', 'one']],
  ])('%s', (typed, found) => {
    expect(find(typed, entries)).toEqual(found);
  });

  it.each(['ok:perhaps', 'day:soon', 'day:2026-13-01', 'run:~9'])(
    'say what they want: %s',
    (typed) => {
      const query = readQuery(typed, { entries, run: THIS, nowMs: NOW });
      expect(query.problem).toContain(typed.split(':')[0]);
      expect(find(typed, entries)).toHaveLength(5);
    },
  );
});
