import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueryError } from '../../../../../src/core/table/condition/query-error.ts';
import { QueryTokens } from '../../../../../src/core/table/condition/query-tokens.ts';
import { readColumnList } from '../../../../../src/core/table/shape/column-list.ts';
import {
  dropColumns,
  renameColumns,
  selectColumns,
} from '../../../../../src/core/table/shape/table-pick.ts';
import { uniqueRows } from '../../../../../src/core/table/shape/table-unique.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

const table: Table = {
  columns: ['host', 'ip_address', 'rx_errors', 'rx_rate', 'long name'],
  rows: [['r1', '10.0.0.1', 1, 2, 'x']],
  origin: undefined,
};
const list = (text: string) => readColumnList(new QueryTokens(text));

describe('selected columns', () => {
  it.each([
    ['host, rx_rate', ['host', 'rx_rate']],
    ['rx_rate host', ['rx_rate', 'host']],
    ['ip as address, host', ['address', 'host']],
    ['rx_*', ['rx_errors', 'rx_rate']],
    ['"long name", *', ['long name', 'host', 'ip_address', 'rx_errors', 'rx_rate']],
    ['HOST host', ['host']],
  ])('%s', (text, columns) => {
    expect(selectColumns(table, list(text)).columns).toEqual(columns);
  });

  it('are never two of one name', () => {
    expect(() => selectColumns(table, list('host, ip as host'))).toThrow(
      "two columns would be called 'host'",
    );
    expect(() => selectColumns(table, list('rx'))).toThrow("'rx' is rx_errors or rx_rate");
    expect(() => selectColumns(table, list('hots'))).toThrow(QueryError);
    expect(() => selectColumns(table, list('-host'))).toThrow('drop leaves columns out');
  });

  it('and dropped ones are all columns together', () => {
    const columns = fc.uniqueArray(fc.constantFrom(...table.columns), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(columns, (names) => {
        const chosen = list(names.map((name) => `"${name}"`).join(' '));
        const kept = selectColumns(table, chosen);
        const rest = dropColumns(table, chosen);
        expect(kept.columns).toEqual(names);
        expect([...kept.columns, ...rest.columns].sort()).toEqual([...table.columns].sort());
        expect(rest.rows[0]).toHaveLength(rest.columns.length);
      }),
    );
    expect(() => dropColumns(table, list('*'))).toThrow('no column would be left');
  });
});

describe('renamed columns', () => {
  const token = (text: string) => new QueryTokens(text).take();

  it('change places with each other', () => {
    const renamings = [
      { from: token('host'), to: token('rx_rate') },
      { from: token('rx_rate'), to: token('host') },
    ];
    expect(renameColumns(table, renamings).columns).toEqual([
      'rx_rate',
      'ip_address',
      'rx_errors',
      'host',
      'long name',
    ]);
  });

  it('do not take a name that is taken', () => {
    expect(() => renameColumns(table, [{ from: token('host'), to: token('rx_rate') }])).toThrow(
      "there is a column 'rx_rate' already",
    );
  });
});

describe('unique rows', () => {
  it('are the first of those that are alike, and stay the same when made unique again', () => {
    const cell = fc.constantFrom('a', 'b', null, 1, '1');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (rows) => {
        const given: Table = { columns: ['x', 'y'], rows, origin: undefined };
        const once = uniqueRows(given);
        expect(uniqueRows(once).rows).toEqual(once.rows);
        expect(new Set(once.rows.map((row) => JSON.stringify(row))).size).toBe(once.rows.length);
        for (const row of rows) expect(once.rows).toContainEqual(row);
      }),
    );
  });
});
