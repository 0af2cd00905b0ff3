import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import { widthOf } from '../../../../src/core/width.ts';
import { colourPaint } from '../../../../src/repl/values/paint.ts';
import { layOutTable, tableText } from '../../../../src/repl/values/table-text.ts';

function table(columns: string[], ...rows: Table['rows'][number][]): Table {
  return { columns, rows, origin: undefined };
}

describe('a table as text', () => {
  it('is aligned by what a terminal shows, lists joined, numbers to the right', () => {
    const shown = tableText(
      table(['name', 'n'], ['日本', 1], ['x', 12], [null, 3], [['a', 'b'], 'n/a']),
    );
    expect(shown.split('\n')).toEqual([
      'name    n',
      '日本    1',
      'x      12',
      '        3',
      'a, b  n/a',
    ]);
  });

  it('shows whole cells on one line each, and nothing a terminal would act on', () => {
    const shown = tableText(table(['a\u001b[2J'], ['two\nlines'], ['\u001b]0;x\u0007\u202e']));
    expect(shown).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(shown.split('\n')[1]).toBe('two lines');
  });

  it('leaves out rows and columns for which there is no room, and says which', () => {
    const rows = Array.from({ length: 250 }, (_, i) => [i, 'x'.repeat(30), 'y'.repeat(30)]);
    const shown = layOutTable(table(['i', 'long_x', 'long_y'], ...rows), {
      widthCols: 30,
      maxRows: 200,
    });
    expect(shown.hiddenRows).toBe(50);
    expect(shown.hiddenColumns).toEqual(['long_y']);
    expect(shown.lines).toHaveLength(201);
    expect(shown.lines[1]).toBe(`  0  ${'x'.repeat(24)}…`);
  });

  it('shows the columns that were asked about before others', () => {
    const rows = [1, 2].map(() => ['r1', 'a'.repeat(20), 'b'.repeat(20), '77']);
    const shown = layOutTable(table(['host', 'first', 'second', 'errors'], ...rows), {
      widthCols: 34,
      wanted: ['errors'],
    });
    expect(shown.lines[0]).toBe('host  first                 errors');
    expect(shown.hiddenColumns).toEqual(['second']);
  });

  it('stands upright where one row is too wide', () => {
    const { lines } = layOutTable(table(['name', 'value'], ['x'.repeat(50), 'y'.repeat(50)]), {
      widthCols: 60,
    });
    expect(lines).toEqual([`name   ${'x'.repeat(50)}`, `value  ${'y'.repeat(50)}`]);
  });

  it('colours words that mean up or down, cut or not, and nothing else', () => {
    const paint = colourPaint;
    const { lines } = layOutTable(table(['s'], ['up'], ['down'], ['uplink'], ['FULL/DR']), {
      paint,
    });
    expect(lines).toEqual([
      '\u001b[1ms\u001b[22m',
      '\u001b[32mup\u001b[39m',
      '\u001b[31mdown\u001b[39m',
      'uplink',
      '\u001b[32mFULL/DR\u001b[39m',
    ]);
  });

  it('is never wider than it may be, and never without a column', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.integer(),
      fc.constant(null),
    );
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 2, max: 5 }))
      .chain(([columns, rows]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
      .map((rows) =>
        table(
          (rows[0] ?? []).map((_, at) => `column ${at}`),
          ...rows,
        ),
      );
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 120 }), (given, widthCols) => {
        const { lines, hiddenColumns } = layOutTable(given, { widthCols });
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(widthCols);
        expect(hiddenColumns.length).toBeLessThan(given.columns.length);
      }),
    );
  });
});
