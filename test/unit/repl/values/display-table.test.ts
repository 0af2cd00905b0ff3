import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import { NOTHING_BESIDE } from '../../../../src/repl/values/beside.ts';
import { displayText, valueText, wholeText } from '../../../../src/repl/values/display.ts';
import { displayOptions, displayTable } from '../../../../src/repl/values/display-table.ts';
import { HostError } from '../../../../src/repl/values/host-error.ts';
import { plainPaint } from '../../../../src/repl/values/paint.ts';
import { TableValue } from '../../../../src/repl/values/table-value.ts';

const origin = {
  template: 'cisco_ios/show_ip_route',
  mode: 'lenient',
  linesMatched: 47,
  linesTotal: 48,
  warnings: [],
  unmatched: [],
} as const;
const table: Table = { columns: ['a', 'b'], rows: [['1', 'x'.repeat(90)]], origin };
const plain = { ...displayOptions, paint: plainPaint };

describe('a table on the screen', () => {
  it('says how much of the text the template knew, and which hosts are not in it', () => {
    const error = { code: 'x', message: 'r3 is gone\u001b[2J', advice: 'wait' };
    const failed = [{ host: 'r3', error: new HostError({ status: 'failed', host: 'r3', error }) }];
    const beside = { ...NOTHING_BESIDE, failed, notes: ['r4: refused: % Invalid\ninput'] };
    expect(displayTable({ table, beside }, plain).split('\n').slice(-3)).toEqual([
      '1 row · 47/48 lines · cisco_ios/show_ip_route',
      'r4: refused: % Invalid input',
      'r3 is gone␛[2J: wait',
    ]);
  });

  it('says what it leaves out, and how to see it', () => {
    const rows = Array.from({ length: 300 }, () => [
      '1'.repeat(30),
      '2'.repeat(30),
      '3'.repeat(30),
    ]);
    const wide = { ...table, columns: ['a', 'b', 'c'], rows, origin: undefined };
    const text = displayTable(
      { table: wide, beside: NOTHING_BESIDE },
      { ...plain, widthCols: 50, wayToAll: 'press T' },
    );
    expect(text.split('\n').at(-1)).toBe('… 100 more rows and 1 more column (press T): c');
  });

  it('has a head, also without rows', () => {
    const empty = { ...table, rows: [], origin: undefined };
    expect(displayTable({ table: empty, beside: NOTHING_BESIDE }, plain)).toBe('a  b\nno rows');
  });
});

describe('a value on the screen', () => {
  it('fits it, and is whole on paper', () => {
    const value = new TableValue({ ...table, rows: [...table.rows, ...table.rows] });
    for (const line of valueText(value, 60).split('\n')) {
      expect(line.replace(/\u001b\[\d+m/g, '').length).toBeLessThanOrEqual(60);
    }
    expect(wholeText(value)).toContain('x'.repeat(90));
  });

  it('is cut where it is very long, at once', () => {
    const startedAtMs = performance.now();
    expect(valueText('x\n'.repeat(25_000_000), 100).length).toBeLessThan(250_000);
    expect(displayText('x\n'.repeat(25_000_000)).endsWith('49,800,000 more characters')).toBe(true);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });

  it('of plain objects is a table, of anything else what JavaScript writes', () => {
    const bare = (value: unknown) => valueText(value, 100).replace(/\u001b\[\d+m/g, '');
    expect(bare([{ a: 1 }, { a: 'x' }])).toBe('a\n1\nx');
    expect(bare([1, 'x'])).toBe("[ 1, 'x' ]");
    expect(bare([{ a: { b: 1 } }])).toBe('[ { a: { b: 1 } } ]');
    expect(bare({ a: 1 })).toBe('{ a: 1 }');
    expect(bare('text')).toBe("'text'");
  });
});
