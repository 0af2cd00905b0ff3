import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/core/cell.ts';
import { Grid } from '../../../src/core/grid.ts';
import type { Completion } from '../../../src/repl/completion/completion.ts';
import { drawPopup } from '../../../src/ui/draw/completion-popup.ts';
import { loadTheme } from '../../../src/ui/theme.ts';

const theme = loadTheme('dark', undefined);

/** The rows of a screen of 40 by 8 with the list on it, the cursor in row `cursorY`. */
function drawn(items: readonly Completion[], { selected = 0, cursorY = 0, column = 2 } = {}) {
  const size = { cols: 40, rows: 8 };
  const grid = new Grid(size);
  const rect = { x: 0, y: 0, w: size.cols, h: size.rows };
  drawPopup(grid, { popup: { items, selected, column }, rect, cursorY, theme });
  return Array.from({ length: size.rows }, (_, y) => {
    const cells = Array.from({ length: size.cols }, (_, x) => {
      return cellText(grid.words[(y * size.cols + x) * 3] ?? 0);
    });
    return cells.join('').trimEnd();
  });
}

const HOSTS: readonly Completion[] = [
  { label: 'r1', kind: 'host', detail: 'cisco_ios' },
  { label: 'core', kind: 'group', detail: '2 hosts' },
  { label: 'run', kind: 'function' },
];

function many(count: number): Completion[] {
  return Array.from({ length: count }, (_, i) => ({ label: `item${i}`, kind: 'value' }));
}

describe('the list of completions', () => {
  it('hangs under the word, each with its sign and a few words', () => {
    expect(drawn(HOSTS).slice(0, 5)).toEqual([
      '',
      '   @ r1    cisco_ios',
      '   @ core  2 hosts',
      '   ƒ run   function',
      '',
    ]);
  });

  it('stands above where there is no room below', () => {
    expect(drawn(HOSTS, { cursorY: 7 })[6]).toBe('   ƒ run   function');
  });

  it('says where one is when it does not fit, and keeps what is chosen in sight', () => {
    const rows = drawn(many(120), { selected: 60 });
    expect(rows.some((row) => row.includes('item60'))).toBe(true);
    expect(rows.at(-1)).toMatch(/61\/120$/);
    expect(drawn(many(120), { selected: 119 }).join()).toContain('item119');
  });

  it('stays on the screen and shows no control of anybody', () => {
    const long = [{ label: 'x'.repeat(80), kind: 'file', detail: '\u001b[2J'.repeat(20) }] as const;
    for (const row of drawn(long, { column: 38 })) {
      expect(row.length).toBeLessThanOrEqual(40);
      expect(row).not.toContain('\u001b');
    }
  });
});
