import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNatural } from '../../../src/core/natural-order.ts';
import { sortTable } from '../../../src/core/table/shape/table-sort.ts';
import type { Table } from '../../../src/core/table/table.ts';

const sorted = (texts: readonly string[]): string[] => [...texts].sort(compareNatural);

describe('natural order', () => {
  it('puts interfaces in the order of the front panel', () => {
    expect(sorted(['Gi0/10', 'Gi0/2', 'Gi0/1.20', 'Gi0/1.3', 'Gi0/1'])).toEqual([
      'Gi0/1',
      'Gi0/1.3',
      'Gi0/1.20',
      'Gi0/2',
      'Gi0/10',
    ]);
  });

  it('puts addresses in numeric order', () => {
    expect(sorted(['10.0.0.10', '10.0.0.2', '9.255.0.1', '192.168.0.1'])).toEqual([
      '9.255.0.1',
      '10.0.0.2',
      '10.0.0.10',
      '192.168.0.1',
    ]);
  });

  it('compares numbers by value, signs and fractions included', () => {
    expect(sorted(['10', '-3', '9', '0.5'])).toEqual(['-3', '0.5', '9', '10']);
  });

  it('is a total order', () => {
    const text = fc.oneof(
      fc.constantFrom('1', '01', '-5', '%', '3', 'a', 'A', '1.0', 'a1', 'a01'),
      fc.string(),
    );
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareNatural(a, b))).toBe(-Math.sign(compareNatural(b, a)) || 0);
        if (compareNatural(a, b) === 0) expect(a).toBe(b);
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) {
          expect(compareNatural(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('a sorted table', () => {
  const table = (cells: readonly (string | number | null)[]): Table => ({
    columns: ['key', 'at'],
    rows: cells.map((cell, at) => [cell, at]),
    origin: undefined,
  });

  it('keeps the order of equal rows, whichever way it is sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '2', '10', '')), (cells) => {
        for (const direction of ['up', 'down'] as const) {
          const { rows } = sortTable(table(cells), { column: 'key', direction });
          expect(rows.length).toBe(cells.length);
          for (let at = 1; at < rows.length; at++) {
            const [before, here] = [rows[at - 1], rows[at]];
            if (before?.[0] === here?.[0])
              expect(Number(before?.[1])).toBeLessThan(Number(here?.[1]));
          }
        }
      }),
    );
  });

  it('puts empty cells last, up and down', () => {
    const keys = (direction: 'up' | 'down'): unknown[] =>
      sortTable(table(['', '2', null, '10']), { column: 'key', direction }).rows.map(
        ([key]) => key,
      );
    expect(keys('up')).toEqual(['2', '10', '', null]);
    expect(keys('down')).toEqual(['10', '2', '', null]);
  });

  it('is left alone when the column is unknown', () => {
    const one = table(['b', 'a']);
    expect(sortTable(one, { column: 'none', direction: 'up' })).toBe(one);
  });
});
