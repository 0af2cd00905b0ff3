import { describe, expect, it } from 'vitest';
import { Emitter } from '../../../../src/core/emitter.ts';
import { Grid } from '../../../../src/core/grid.ts';
import type { Key } from '../../../../src/core/key.ts';
import type { FoundBlock } from '../../../../src/journal/search/found-block.ts';
import type { SearchProgress } from '../../../../src/journal/search/search-run.ts';
import type { ReadLines } from '../../../../src/journal/search/worker-messages.ts';
import { drawHistory } from '../../../../src/ui/history-search/draw-history.ts';
import { HistorySearch } from '../../../../src/ui/history-search/history-search.ts';
import { loadTheme } from '../../../../src/ui/theme.ts';

const NOW_MS = new Date(2026, 10, 21, 14, 2, 11).getTime();
const THEME = loadTheme('dark', undefined);

describe('the search on the screen', () => {
  it('searches with each change of what is typed, and not for keys that change nothing', () => {
    const { history, queries } = opened();
    for (const key of ['b', 'g', 'p', ' ']) history.type(typed(key));
    history.type(typed('', 'left'));
    expect(queries).toEqual(['', 'b', 'bg', 'bgp']);
  });

  it('shows what the search before found until this one has something', () => {
    const { history, tell } = opened();
    tell({ found: [found(1)] });
    history.type(typed('b'));
    tell({ found: [], status: 'searching' });
    expect(history.found).toHaveLength(1);
    tell({ found: [], status: 'done' });
    expect(history.found).toEqual([]);
  });

  it('keeps to the one that was gone to when newer ones come before it', () => {
    const { history, tell } = opened();
    tell({ found: [found(2), found(1)] });
    history.choose(1);
    tell({ found: [found(3), found(2), found(1)] });
    expect(history.chosen?.block?.number).toBe(1);
  });

  it('reads the lines of one at a time, and of what was chosen meanwhile the last', async () => {
    const { history, tell, reads } = opened();
    tell({ found: [found(3), found(2), found(1)] });
    history.choose(1);
    history.choose(1);
    expect(reads.map(({ found: { block } }) => block?.number)).toEqual([3]);
    reads[0]?.answer(lines('three'));
    await Promise.resolve();
    expect(reads.map(({ found: { block } }) => block?.number)).toEqual([3, 1]);
    expect(history.preview).toBeUndefined();
    reads[1]?.answer(lines('one'));
    await Promise.resolve();
    expect(history.preview?.lines).toEqual(['one']);
  });

  it('draws hostile texts as marks, on screens of any size', async () => {
    const { history, tell, reads } = opened();
    tell({ found: [found(1, '\x1b]52;c;aGk=\x07 evil \u202e text')] });
    reads[0]?.answer(lines('\x1b[2J evil \x9b'));
    await Promise.resolve();
    for (const [cols, rows] of [
      [1, 1],
      [24, 4],
      [40, 12],
      [80, 24],
      [200, 50],
    ] as const) {
      const grid = new Grid({ cols, rows });
      const rect = { x: 0, y: 0, w: cols, h: rows };
      drawHistory(grid, { history, rect, theme: THEME, nowMs: NOW_MS });
      const text = Array.from({ length: rows }, (_, y) => grid.rowText(y)).join('');
      expect(text).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
      if (cols >= 80) expect(text).toMatch(/␛]52;c;aGk=␇ evil/);
    }
  });
});

function typed(text: string, name = text): Key {
  return { name, text, ctrl: false, alt: false, shift: false };
}

function opened() {
  const changed = new Emitter<SearchProgress>();
  const queries: string[] = [];
  const reads: { found: FoundBlock; answer: (read: ReadLines | undefined) => void }[] = [];
  const history = new HistorySearch({
    nowMs: () => NOW_MS,
    known: () => ({ hosts: [], groups: [], platforms: [] }),
    search: {
      changed,
      start: ({ words }) => void queries.push(words.map(({ source }) => source).join(' ')),
      stop: () => undefined,
      read: (one) => new Promise((answer) => reads.push({ found: one, answer })),
    },
  });
  history.open();
  const none = { found: [], searched: 1, of: 2, status: 'searching', problem: undefined } as const;
  const tell = (progress: Partial<SearchProgress>): void => changed.emit({ ...none, ...progress });
  return { history, queries, tell, reads };
}

function lines(...texts: readonly string[]): ReadLines {
  return { lines: texts, at: 0, isCut: { before: false, behind: false } };
}

function found(number: number, text = 'evil line'): FoundBlock {
  return {
    recording: 'lab',
    path: '/recordings/lab',
    session: 'r1',
    host: 'r1',
    platform: 'cisco_ios',
    startedAtMs: NOW_MS + number,
    atS: number,
    block: { number, command: text, mode: '', by: 'person', outcome: 'ok', elapsedMs: 1 },
    line: { in: 'answer', text, marks: [[0, 4]], place: number },
    lines: { count: 1, isMore: false },
  };
}
