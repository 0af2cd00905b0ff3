import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOrder, sortRowsBy } from '../../../../../src/core/table/shape/table-sort.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

describe('rows sorted by several columns', () => {
  const cell = fc.constantFrom(
    '',
    '1',
    '2',
    '10',
    'a',
    'B',
    '1d',
    '02:00:00',
    '10.0.0.2',
    '10.0.0.10',
  );
  const rows = fc.array(fc.tuple(cell, cell, fc.nat()), { maxLength: 20 });
  const direction = fc.constantFrom('up' as const, 'down' as const);

  it('are the same rows, in the order of each column where those before are the same', () => {
    fc.assert(
      fc.property(rows, direction, direction, (list, first, second) => {
        const table: Table = { columns: ['a', 'b', 'n'], rows: list, origin: undefined };
        const orders = [
          { place: 0, direction: first },
          { place: 1, direction: second },
        ];
        const sorted = sortRowsBy(table, table.rows, orders);
        expect(new Set(sorted)).toEqual(new Set(list));
        expect(sorted).toHaveLength(list.length);
        for (const [at, row] of sorted.slice(1).entries()) {
          const before = sorted[at] ?? [];
          const by = orders.find(({ place }) => row[place] !== before[place]);
          if (!by) {
            expect(list.indexOf(before as never)).toBeLessThan(list.indexOf(row as never));
            continue;
          }
          const [left, right] = [String(before[by.place]), String(row[by.place])];
          if (left === '' || right === '') expect(right).toBe('');
          else {
            const order = columnOrder(table, by.place)(left, right);
            expect(by.direction === 'up' ? order : -order).toBeLessThan(0);
          }
        }
      }),
    );
  });
});
