import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../src/core/json-text.ts';
import { tableCsv } from '../../../src/core/table/forms/table-csv.ts';
import { tableMarkdown } from '../../../src/core/table/forms/table-markdown.ts';
import { tableRows } from '../../../src/core/table/forms/table-rows.ts';
import { tableText } from '../../../src/core/table/forms/table-text.ts';
import type { Table } from '../../../src/core/table/table.ts';

const table = (columns: readonly string[], ...rows: Table['rows'][number][]): Table => ({
  columns,
  rows,
  origin: undefined,
});

describe('a table as text', () => {
  it('is aligned and has no trailing blanks', () => {
    const text = tableText(
      table(['host', 'mtu', 'flags'], ['r1', 1500, ['U', 'P']], ['router2', null, []]),
    );
    expect(text.split('\n')).toEqual([
      'host     mtu   flags',
      '-------  ----  -----',
      'r1       1500  U, P',
      'router2',
    ]);
  });

  it('lets no control character through', () => {
    const text = tableText(table(['a'], ['\x1b[2J\x9b\u202e\n']));
    expect(text).not.toMatch(/[\x1b\x9b\u202e]/);
    expect(text.split('\n')).toHaveLength(3);
  });

  it('counts wide characters as two columns and cuts long cells', () => {
    const text = tableText(table(['a', 'b'], ['日本', 'x'], ['abcdefgh', 'y']), { maxCellCols: 4 });
    expect(text.split('\n').slice(2)).toEqual(['日本  x', 'abc…  y']);
  });
});

describe('a table as CSV', () => {
  it('gives back every cell that is no formula', () => {
    const cell = fc
      .string({
        unit: fc.constantFrom('a', 'é', '"', ',', '\r', '\n', ' ', ';', '1'),
      })
      .map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        expect(readCsv(tableCsv(table(['a', 'b'], ...rows)))).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });

  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', ' =1', '\t=1', '\u00a0=1', 'a\n=1', '\r1'])(
    'disarms the formula %j',
    (text) => {
      expect(readCsv(tableCsv(table(['a'], [text])))[1]?.[0]).toBe(`'${text}`);
    },
  );

  it('shows control characters instead of sending them', () => {
    expect(tableCsv(table(['a'], ['x\x1b[2Jy\u202e']))).toBe('a\r\nx\u241b[2Jy\ufffd\r\n');
  });

  it('leaves negative numbers alone', () => {
    expect(tableCsv(table(['dbm'], ['-12.5'], [-3]))).toBe('dbm\r\n-12.5\r\n-3\r\n');
  });
});

describe('a table as Markdown', () => {
  it('keeps foreign text inside its cell', () => {
    const text = tableMarkdown(table(['a'], ['x | y\n<img src=1> [l](http://e) `c`']));
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toContain('x \\| y');
    expect(text).toContain('\\<img src=1\\>');
    expect(text).toContain('\\[l\\]');
    expect(text).toContain('\\`c\\`');
  });
});

describe('a table as JSON', () => {
  it('is an array of objects in column order', () => {
    const text = tableAsJson(table(['host', 'hardware', 'n'], ['r1', ['a', 'b'], null]));
    expect(JSON.parse(text)).toEqual([{ host: 'r1', hardware: ['a', 'b'], n: null }]);
    expect(text.indexOf('host')).toBeLessThan(text.indexOf('hardware'));
  });

  it('gives back every cell, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (cells) => {
        const text = tableAsJson(table(['a'], ...cells.map((cell) => [cell])));
        expect(text).not.toMatch(/[\x7f-\x9f\u202a-\u202e]/);
        expect(JSON.parse(text)).toEqual(cells.map((a) => ({ a })));
      }),
    );
  });

  it('cannot be made to change a prototype', () => {
    const [row] = JSON.parse(
      tableAsJson(table(['__proto__', 'constructor'], ['x', 'y'])),
    ) as object[];
    expect(Object.keys(row ?? {})).toEqual(['constructor']);
  });
});

function tableAsJson(of: Table): string {
  return jsonText(tableRows(of));
}

/** A small reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (let at = 0, row: string[] = []; at < text.length; ) {
    const quoted = text[at] === '"';
    const field = new RegExp(quoted ? '"((?:[^"]|"")*)"' : '([^,\\r]*)', 'y');
    field.lastIndex = at;
    const found = field.exec(text);
    row.push((found?.[1] ?? '').replaceAll('""', '"'));
    at = field.lastIndex;
    if (text[at] === ',') at++;
    else {
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}
