import fc, { array, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTables, visibleChanges } from '../../../../../src/core/table/diff/table-diff.ts';
import type { Cell, Table } from '../../../../../src/core/table/table.ts';
import { cellString } from '../../../../../src/core/table/table-cell.ts';

const BRIEF = ['interface', 'ip_address', 'status', 'proto'];

describe('two tables compared', () => {
  it('show the cells that changed, by the row they are in', () => {
    const before = table(
      BRIEF,
      ['Gi0/0', '10.0.0.1', 'up', 'up'],
      ['Gi0/1', '10.0.1.1', 'up', 'up'],
    );
    const after = table(
      BRIEF,
      ['Gi0/1', '10.0.1.1', 'administratively down', 'down'],
      ['Gi0/0', '10.0.0.1', 'up', 'up'],
    );
    expect(diffTables(before, after)).toMatchObject({
      keys: ['interface'],
      newColumns: [],
      goneColumns: [],
      passing: [],
      same: 1,
      rows: [
        {
          kind: 'changed',
          key: ['Gi0/1'],
          cells: [
            { column: 'status', old: 'up', new: 'administratively down' },
            { column: 'proto', old: 'up', new: 'down' },
          ],
        },
      ],
    });
  });

  it('show rows that came and went, in the natural order of their keys', () => {
    const before = table(['interface', 'status'], ['Gi0/2', 'up'], ['Gi0/10', 'up']);
    const after = table(['interface', 'status'], ['Gi0/10', 'up'], ['Gi0/1', 'down']);
    expect(diffTables(before, after).rows).toMatchObject([
      { kind: 'added', key: ['Gi0/1'], cells: [{ column: 'status', value: 'down' }] },
      { kind: 'removed', key: ['Gi0/2'], cells: [{ column: 'status', value: 'up' }] },
    ]);
  });

  it('ignore ages and counters at first, and lose none of them', () => {
    const columns = ['ip_address', 'age', 'mac_address', 'interface'];
    const before = table(columns, ['10.0.0.2', '3', 'aabb.cc00.0200', 'Gi0/0']);
    const after = table(columns, ['10.0.0.2', '7', 'aabb.cc00.0200', 'Gi0/0']);
    const diff = diffTables(before, after);
    expect(diff.passing).toEqual(['age']);
    expect(diff.rows).toHaveLength(1);
    expect(visibleChanges(diff, new Set(diff.passing))).toEqual({ rows: [], same: 1 });
  });

  it('say that a route goes another way, and that one of two ways is gone', () => {
    const columns = ['protocol', 'network', 'prefix_length', 'metric', 'nexthop_ip', 'uptime'];
    const before = table(
      columns,
      ['O', '2.2.2.2', '32', '2', '10.0.12.2', '00:04:11'],
      ['O', '3.3.3.3', '32', '3', '10.0.12.2', '00:04:11'],
      ['O', '3.3.3.3', '32', '3', '10.0.14.4', '00:04:11'],
    );
    const after = table(
      columns,
      ['O', '3.3.3.3', '32', '3', '10.0.14.4', '00:00:03'],
      ['O', '2.2.2.2', '32', '4', '10.0.14.4', '00:00:03'],
    );
    const diff = diffTables(before, after);
    expect(diff.keys).toEqual(['network', 'prefix_length']);
    expect(visibleChanges(diff, new Set(diff.passing)).rows).toMatchObject([
      {
        kind: 'changed',
        key: ['2.2.2.2', '32'],
        cells: [
          { column: 'metric', old: '2', new: '4' },
          { column: 'nexthop_ip', old: '10.0.12.2', new: '10.0.14.4' },
        ],
      },
      {
        kind: 'removed',
        key: ['3.3.3.3', '32'],
        cells: [
          { column: 'protocol', value: 'O' },
          { column: 'metric', value: '3' },
          { column: 'nexthop_ip', value: '10.0.12.2' },
          { column: 'uptime', value: '00:04:11' },
        ],
      },
    ]);
  });

  it('tell columns that only one has, and compare the others', () => {
    const before = table(['interface', 'status', 'vlan'], ['Gi0/0', 'up', '1']);
    const after = table(['interface', 'status', 'mtu'], ['Gi0/0', 'down', '1500']);
    const diff = diffTables(before, after);
    expect(diff.newColumns).toEqual(['mtu']);
    expect(diff.goneColumns).toEqual(['vlan']);
    expect(diff.rows).toHaveLength(1);
  });

  it('take one row about the whole device for the same row', () => {
    const columns = ['version', 'hostname', 'uptime', 'serial'];
    const before = table(columns, ['15.2', 'r1', '3 weeks, 2 days', ['9XA']]);
    const after = table(columns, ['15.4', 'r1', '1 minute', ['9XA']]);
    const diff = diffTables(before, after);
    expect(diff.keys).toEqual([]);
    expect(visibleChanges(diff, new Set(diff.passing)).rows).toMatchObject([
      { kind: 'changed', key: [], cells: [{ column: 'version', old: '15.2', new: '15.4' }] },
    ]);
  });

  it('take a list in another order for the same list', () => {
    const before = table(['vlan_id', 'interfaces'], ['10', ['Gi0/1', 'Gi0/2']]);
    const after = table(['vlan_id', 'interfaces'], ['10', ['Gi0/2', 'Gi0/1']]);
    expect(diffTables(before, after)).toMatchObject({ rows: [], same: 1 });
  });

  it('use the keys they are told', () => {
    const columns = ['id', 'name'];
    const diff = diffTables(table(columns, ['1', 'a']), table(columns, ['2', 'a']), {
      keys: ['name'],
    });
    expect(diff.rows).toMatchObject([{ kind: 'changed', key: ['a'] }]);
  });

  it('give the second back when what is told is done to the first', () => {
    fc.assert(
      property(rows, rows, (old, now) => {
        const [before, after] = [table(COLUMNS, ...old), table(COLUMNS, ...now)];
        expect(applied(before, after)).toEqual(multiset(after));
      }),
      { numRuns: 1_000 },
    );
  });

  it('find nothing between a table and itself in another order', () => {
    fc.assert(
      property(rows, (some) => {
        const one = table(COLUMNS, ...some);
        const other = table(COLUMNS, ...some.toReversed());
        expect(diffTables(one, other)).toMatchObject({ rows: [], same: some.length });
      }),
    );
  });

  it('compare tables of a hundred thousand equal keys without pairing each with each', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => ['x', String(at)]);
    const before = table(['name', 'other'], ...many);
    const after = table(
      ['name', 'other'],
      ...many.map(([name = '', other = '']) => [name, `${other}!`]),
    );
    const diff = diffTables(before, after, { keys: ['name'] });
    expect(diff.rows).toHaveLength(100_000);
  });
});

const COLUMNS = ['interface', 'neighbor_id', 'state', 'age'];
const rows = array(
  tuple(
    constantFrom('Gi0/0', 'Gi0/1', ''),
    constantFrom('1.1.1.1', '2.2.2.2'),
    constantFrom<Cell>('FULL', 'INIT', null),
    constantFrom('1', '2'),
  ),
  { maxLength: 6 },
);

function table(columns: readonly string[], ...cells: readonly (readonly Cell[])[]): Table {
  return { columns, rows: cells, origin: undefined };
}

function multiset({ rows }: Table): readonly string[] {
  return rows.map((row) => row.map(cellString).join('|')).sort();
}

/** The first table with the told changes made. */
function applied(before: Table, after: Table): readonly string[] {
  const diff = diffTables(before, after);
  const left = before.rows.map((row) => [...row]);
  const take = (row: readonly Cell[]): Cell[] => {
    const at = left.findIndex((one) => one.every((cell, place) => cell === row[place]));
    expect(at).toBeGreaterThanOrEqual(0);
    return left.splice(at, 1)[0] ?? [];
  };
  const made = diff.rows.map((row): readonly Cell[] => {
    if (row.kind === 'added') return row.row;
    const old = take(row.kind === 'changed' ? row.before : row.row);
    if (row.kind !== 'changed') return [];
    for (const { column, old: was, new: is } of row.cells) {
      const place = COLUMNS.indexOf(column);
      expect(old[place]).toBe(was);
      old[place] = is;
    }
    return old;
  });
  return multiset({ ...before, rows: [...left, ...made.filter(({ length }) => length > 0)] });
}
