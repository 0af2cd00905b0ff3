import { describe, expect, it } from 'vitest';
import type { HostProgress } from '../../../../src/repl/link/backend.ts';
import { type HostLine, withMove } from '../../../../src/repl/transcript/host-lines.ts';
import {
  progressRows,
  progressText,
  stoppedText,
} from '../../../../src/repl/transcript/progress-text.ts';

function lines(...moves: (HostProgress & { readonly atMs?: number })[]): readonly HostLine[] {
  return moves.reduce<readonly HostLine[]>(
    (known, { atMs = 0, ...moved }) => withMove(known, moved, atMs),
    [],
  );
}

const FLEET: readonly (HostProgress & { readonly atMs?: number })[] = [
  { host: 'r1', status: 'waiting' },
  { host: 'core-2', status: 'begun', atMs: 1_000 },
  { host: 'r3', status: 'begun', atMs: 1_000 },
  { host: 'r3', status: 'done', atMs: 1_640 },
  { host: 'r4', status: 'lost', words: 'r4 closed\n the   connection' },
  { host: 'r5', status: 'refused', words: '% Invalid input\u001b[31m' },
];

describe('how far hosts are', () => {
  it('is a line each, the hosts in the order in which they were told', () => {
    const rows = progressRows(lines(...FLEET), { rows: 10, nowMs: 4_500 });
    expect(rows.map(({ text }) => text)).toEqual([
      'r1      waits',
      'core-2  at it, 3 s',
      'r3      done, 0.6 s',
      'r4      lost: r4 closed the connection',
      'r5      refused: % Invalid input␛[31m',
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['waiting', 'busy', 'done', 'lost', 'refused']);
  });

  it('shows those that matter most where there is no room for all, and counts the others', () => {
    const known = lines(...FLEET);
    expect(progressRows(known, { rows: 4, nowMs: 4_500 }).map(({ text }) => text)).toEqual([
      'core-2  at it, 3 s',
      'r4      lost: r4 closed the connection',
      'r5      refused: % Invalid input␛[31m',
      '2 more: 1 waiting, 1 done',
    ]);
    expect(progressRows(known, { rows: 1, nowMs: 0 }).map(({ text }) => text)).toEqual([
      '5 more: 1 waiting, 1 at it, 1 done, 1 refused, 1 lost',
    ]);
    expect(progressRows(known, { rows: 0, nowMs: 0 })).toEqual([]);
  });

  it('tells the lines of a configuration', () => {
    const known = lines(
      { host: 'r1', status: 'begun' },
      { host: 'r1', status: 'lines', sent: 12, total: 40 },
    );
    expect(progressRows(known, { rows: 5, nowMs: 0 })[0]?.text).toBe('r1  at it 12/40 lines, 0 s');
    expect(progressText(known)).toBe('r1 12/40 lines');
  });

  it('is a few words for the title', () => {
    expect(progressText([])).toBe('');
    expect(progressText(lines({ host: 'r1', status: 'begun' }))).toBe('');
    expect(progressText(lines(...FLEET))).toBe('3 of 5 hosts, 1 refused, 1 lost');
  });

  it('begins anew with the next thing a host is told', () => {
    const again = lines(
      { host: 'r1', status: 'refused', words: 'no' },
      { host: 'r1', status: 'begun', atMs: 5_000 },
    );
    expect(progressRows(again, { rows: 5, nowMs: 6_000 })).toEqual([
      { text: 'r1  at it, 1 s', state: 'busy' },
    ]);
  });

  it('of a cell that was stopped is who had finished and who had not', () => {
    const half: HostProgress = { host: 'core-2', status: 'lines', sent: 3, total: 9 };
    expect(stoppedText(lines(...FLEET, half))).toBe(
      [
        'finished: r3',
        'refused: r5',
        'lost: r4',
        'stopped in the middle: core-2 (3/9 lines)',
        'not begun: r1',
      ].join('\n'),
    );
    expect(stoppedText([])).toBe('');
  });
});
