import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grid } from '../../../../src/core/grid.ts';
import type { Table } from '../../../../src/core/table/table.ts';
import { drawTableView } from '../../../../src/ui/table/draw-view.ts';
import { shownOf } from '../../../../src/ui/table/shown.ts';
import { loadTheme } from '../../../../src/ui/theme.ts';
import { afterKeys, RECT, viewOf } from '../../../helpers/view-person.ts';

const theme = loadTheme('dark', undefined);

describe('what a view shows', () => {
  it('is made of the very rows of its table, whatever keys were pressed', () => {
    const keys = fc.constantFrom(
      's',
      'right',
      'left',
      'down',
      'space',
      '-',
      '<',
      '>',
      'a',
      'v',
      'end',
    );
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), (pressed) => {
        const view = afterKeys(viewOf(longTable(30)), ...pressed);
        const own = new Set(view.table?.rows);
        expect(shownOf(view)?.rows.every((row) => own.has(row))).toBe(true);
        expect(view.column).toBeLessThan(shownOf(view)?.places.length ?? 0);
      }),
    );
  });

  it('is worked out once for many frames', () => {
    const view = afterKeys(viewOf(longTable(500)), 's', '/', '1', 'enter');
    const first = shownOf(view);
    expect(shownOf(afterKeys(view, 'down'))).toBe(first);
  });

  it('costs what is on screen: scrolling ten thousand rows reads only those drawn', () => {
    const { table, reads } = countedTable(10_000);
    let view = { ...viewOf(table), table };
    const grid = new Grid({ cols: RECT.w, rows: RECT.h });
    drawTableView(grid, { view, rect: RECT, theme });
    const before = reads();
    for (let frame = 0; frame < 10; frame++) {
      view = { ...afterKeys(view, 'pagedown'), table };
      drawTableView(grid, { view, rect: RECT, theme });
    }
    expect(reads() - before).toBeLessThanOrEqual(10 * RECT.h * table.columns.length);
  });

  it('points to the columns that are off the screen', () => {
    const view = viewOf(longTable(3, 20));
    const header = (column: number): string => {
      const grid = new Grid({ cols: RECT.w, rows: RECT.h });
      drawTableView(grid, { view: { ...view, column }, rect: RECT, theme });
      return grid.rowText(1);
    };
    expect(header(0)).toMatch(/^ .*›$/);
    expect(header(10)).toMatch(/^‹.*›$/);
    expect(header(19)).toMatch(/^‹.*[^›]$/);
  });

  it('keeps the host in sight where there are several', () => {
    const view = viewOf(longTable(3, 20), longTable(3, 20));
    const grid = new Grid({ cols: RECT.w, rows: RECT.h });
    drawTableView(grid, { view: { ...view, column: 12 }, rect: RECT, theme });
    expect(grid.rowText(1)).toMatch(/^‹host .* column11 *›$/);
    expect(grid.rowText(6)).toMatch(/^ r2 /);
  });

  it('is drawn from top to bottom where not one column fits', () => {
    const narrow = { ...RECT, w: 24 };
    const view = viewOf({ columns: ['description'], rows: [['x'.repeat(60)]], origin: undefined });
    const grid = new Grid({ cols: narrow.w, rows: narrow.h });
    drawTableView(grid, { view, rect: narrow, theme });
    expect(grid.picture()).toContain('row 1');
    expect(grid.picture().replace(/[^x]/g, '')).toHaveLength(60);
  });
});

function longTable(count: number, columnCount = 4): Table {
  const columns = Array.from({ length: columnCount }, (_, i) => `column${i}`);
  const rows = Array.from({ length: count }, (_, i) => columns.map((_, at) => `${i * (at + 1)}`));
  return { columns, rows, origin: undefined };
}

/** A table that counts how often a cell of it is read. */
function countedTable(count: number): { table: Table; reads: () => number } {
  let reads = 0;
  const { columns, rows } = longTable(count);
  const counted = rows.map(
    (row) =>
      new Proxy(row, {
        get: (target, name) => {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads++;
          return Reflect.get(target, name);
        },
      }),
  );
  return { table: { columns, rows: counted, origin: undefined }, reads: () => reads };
}
