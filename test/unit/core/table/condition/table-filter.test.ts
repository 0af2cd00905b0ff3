import { describe, expect, it } from 'vitest';
import { filterTable } from '../../../../../src/core/table/condition/table-filter.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

const table: Table = {
  columns: ['host', 'interface', 'ip_address', 'status', 'flags'],
  rows: [
    ['r1', 'GigabitEthernet0/0', '10.0.12.1', 'up', ['a', 'b']],
    ['r1', 'GigabitEthernet0/1', 'unassigned', 'administratively down', []],
    ['r2', 'Loopback0', '2.2.2.2', 'up', ['b']],
  ],
  origin: undefined,
};
const found = (query: string): unknown[] =>
  filterTable(table, query).rows.map((row) => `${row[0]} ${row[1]}`);

describe('a table filter', () => {
  it('wants every word somewhere in the row, without regard to case', () => {
    expect(found('GIGA up')).toEqual(['r1 GigabitEthernet0/0']);
    expect(found('')).toHaveLength(3);
    expect(found('nothing')).toEqual([]);
  });

  it('compares a whole cell with =, and its opposite with !=', () => {
    expect(found('status=up')).toEqual(['r1 GigabitEthernet0/0', 'r2 Loopback0']);
    expect(found('status!=up')).toEqual(['r1 GigabitEthernet0/1']);
    expect(found('status="administratively down"')).toEqual(['r1 GigabitEthernet0/1']);
  });

  it('takes a shortened column name when one column is meant', () => {
    expect(found('st=up host=r2')).toEqual(['r2 Loopback0']);
  });

  it('looks inside lists', () => {
    expect(found('flags=a')).toEqual(['r1 GigabitEthernet0/0']);
  });

  it('matches a pattern with ~', () => {
    expect(found('ip~^10\\.')).toEqual(['r1 GigabitEthernet0/0']);
    expect(found('interface~[01]$')).toHaveLength(3);
  });

  it('takes a pattern it cannot trust, or cannot read, as plain text', () => {
    const slow: Table = {
      ...table,
      rows: [
        ['r1', '(a+)+$', '', '', []],
        ['r2', `${'a'.repeat(60)}!`, '', '', []],
      ],
    };
    expect(filterTable(slow, 'interface~(a+)+$').rows).toEqual([slow.rows[0]]);
    expect(found('interface~[')).toEqual([]);
  });

  it('takes an unknown column as a word like any other', () => {
    const url: Table = { columns: ['a'], rows: [['x=1'], ['y']], origin: undefined };
    expect(filterTable(url, 'x=1').rows).toEqual([['x=1']]);
  });
});
