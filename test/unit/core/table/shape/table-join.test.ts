import { describe, expect, it } from 'vitest';
import { joinTables } from '../../../../../src/core/table/shape/table-join.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

const table = (
  columns: string[],
  rows: string[][],
  mode: 'strict' | 'lenient' = 'strict',
): Table => ({
  columns,
  rows,
  origin: {
    template: 'cisco_ios/show_x',
    mode,
    linesMatched: 3,
    linesTotal: 4,
    warnings: ['odd'],
    unmatched: [{ line: 2, text: 'new' }],
  },
});

describe('joined tables', () => {
  it('begin with the host and hold every column once', () => {
    const joined = joinTables([
      { host: 'r1', table: table(['a', 'b'], [['1', '2']]) },
      { host: 'r2', table: table(['b', 'c'], [['3', '4']]) },
    ]);
    expect(joined.columns).toEqual(['host', 'a', 'b', 'c']);
    expect(joined.rows).toEqual([
      ['r1', '1', '2', null],
      ['r2', null, '3', '4'],
    ]);
  });

  it('add up what is known of their origins', () => {
    const { origin } = joinTables([
      { host: 'r1', table: table(['a'], []) },
      { host: 'r2', table: table(['a'], [], 'lenient') },
    ]);
    expect(origin).toEqual({
      template: 'cisco_ios/show_x',
      mode: 'lenient',
      linesMatched: 6,
      linesTotal: 8,
      warnings: ['r1: odd', 'r2: odd'],
      unmatched: [
        { line: 2, text: 'r1: new', source: 0 },
        { line: 2, text: 'r2: new', source: 1 },
      ],
    });
  });

  it("rename a device's own host column", () => {
    const joined = joinTables([{ host: 'r1', table: table(['host'], [['x']]) }]);
    expect(joined.columns).toEqual(['host', 'host_2']);
  });

  it('of nothing are an empty table', () => {
    expect(joinTables([])).toEqual({ columns: ['host'], rows: [], origin: undefined });
  });
});
