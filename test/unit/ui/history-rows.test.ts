import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/core/width.ts';
import type { HistoryEntry } from '../../../src/repl/history/entry.ts';
import { type HistoryList, openHistoryList } from '../../../src/repl/history/history-list.ts';
import type { ReplRow } from '../../../src/ui/draw/repl-view.ts';
import { historyQueryRow, historyRows } from '../../../src/ui/history-rows.ts';
import { loadTheme } from '../../../src/ui/theme.ts';

const theme = loadTheme('dark', undefined);
const NOW = new Date(2026, 10, 20, 15, 0, 30).getTime();
const HOUR = 3_600_000;

function entry(place: number, text: string, hoursAgo: number): HistoryEntry {
  const hosts = Array.from({ length: place }, (_, i) => `r${i + 1}`);
  const end = {
    outcome: place === 3 ? ('failed' as const) : ('value' as const),
    hosts,
    elapsedMs: 1_234,
  };
  return { id: `x.${place}`, run: 'x', number: place, atMs: NOW - hoursAgo * HOUR, text, end };
}

const ENTRIES = [
  entry(1, '@r1 show clock', 24 * 400),
  entry(2, 'for (const h of all) {\n  print(h.name)\n}', 50),
  entry(3, "print('日本\u001b[2J\u202e')", 0),
];

function listOf(selected: number): HistoryList {
  return { ...openHistoryList('', { entries: ENTRIES, run: 'x', nowMs: NOW }), selected };
}

function textOf(row: ReplRow): string {
  return row
    .map(({ text }) => text)
    .join('')
    .trimEnd();
}

function rowsOf(list: HistoryList, cols: number, rows: number): string[] {
  return historyRows(list, { cols, rows, nowMs: NOW, theme }).map(textOf);
}

describe('the rows of the history', () => {
  it('say when, what became of it, on which hosts and how long, the newest at the bottom', () => {
    expect(rowsOf(listOf(0), 80, 5)).toEqual([
      '',
      '',
      '2025-10-16 ✓ r1     1.2s  @r1 show clock',
      'Wed 13:00  ✓ r[1-2] 1.2s  for (const h of all) { ⏎ print(h.name) ⏎ }',
      "15:00:30   ✗ r[1-3] 1.2s  print('日本␛[2J�')",
    ]);
  });

  it('show the lines of the selected one above, in as many rows as before', () => {
    const rows = rowsOf(listOf(1), 60, 8);
    expect(rows).toHaveLength(8);
    expect(rows[1]).toMatch(/^── Wed 13:00 · ok · 1\.2s · 3 lines ─+$/);
    expect(rows.slice(2, 5)).toEqual(['  for (const h of all) {', '    print(h.name)', '  }']);
    expect(rowsOf(listOf(0), 60, 8)).toHaveLength(8);
  });

  it('never are wider than the screen, and have room for the text in a narrow one', () => {
    for (const cols of [20, 40, 59, 60, 70, 100, 200]) {
      for (const selected of [0, 1, 2]) {
        const rows = historyRows(listOf(selected), { cols, rows: 10, nowMs: NOW, theme });
        for (const row of rows)
          expect(widthOf(row.map(({ text }) => text).join(''))).toBeLessThanOrEqual(cols);
      }
    }
    expect(rowsOf(listOf(0), 40, 3)[2]).toBe("15:00:30   ✗ print('日本␛[2J�')");
  });

  it('stand over what is looked for, with its place and what is wrong with a filter', () => {
    const look = { entries: ENTRIES, run: 'x', nowMs: NOW };
    const found = historyQueryRow(openHistoryList('show', look), { cols: 60, theme });
    expect(found.rows.map(textOf)).toEqual(['history › show   1 of 1']);
    expect(found.x).toBe(14);
    const wrong = { ...openHistoryList('', look), query: 'ok:x', problem: 'ok:yes, ok:no' };
    expect(historyQueryRow(wrong, { cols: 60, theme }).rows.map(textOf)).toEqual([
      'history › ok:x   ok:yes, ok:no',
    ]);
  });
});
