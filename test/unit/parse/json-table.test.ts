import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTable } from '../../../src/parse/json-table.ts';

function table(value: unknown) {
  const { columns, rows } = jsonTable(JSON.stringify(value, undefined, 1)) ?? {};
  return { columns, rows };
}

describe('an answer in JSON', () => {
  it('of one object is one row', () => {
    expect(table({ version: '4.31', memory: { total: 8, free: 3 }, up: true })).toEqual({
      columns: ['version', 'memory.total', 'memory.free', 'up'],
      rows: [['4.31', 8, 3, 'true']],
    });
  });

  it('has the objects of a list as rows, missing members empty', () => {
    expect(
      table([
        { a: 1, b: 'x' },
        { a: 2, c: ['y', 'z'] },
      ]),
    ).toEqual({
      columns: ['a', 'b', 'c'],
      rows: [
        [1, 'x', null],
        [2, null, ['y', 'z']],
      ],
    });
  });

  it('has members of one kind as rows, named after themselves', () => {
    const interfaces = {
      Ethernet1: { status: 'up', mtu: 1500, counters: { in: 5 } },
      Ethernet2: { status: 'down', mtu: 9214, counters: { in: 0 } },
    };
    expect(table({ interfaces })).toEqual({
      columns: ['name', 'status', 'mtu', 'counters.in'],
      rows: [
        ['Ethernet1', 'up', 1500, 5],
        ['Ethernet2', 'down', 9214, 0],
      ],
    });
  });

  it('carries what stands above its rows, such as a VRF', () => {
    const route = (next: string) => ({ nexthop: next, metric: 0 });
    const vrfs = {
      default: { id: 1, routes: { '10.0.0.0/8': [route('192.0.2.1'), route('192.0.2.2')] } },
      RED: { id: 2, routes: { '10.1.0.0/16': [route('192.0.2.3')] } },
    };
    expect(table({ vrfs }).columns).toEqual(['name', 'id', 'name_2', 'nexthop', 'metric']);
    expect(table({ vrfs }).rows).toEqual([
      ['default', 1, '10.0.0.0/8', '192.0.2.1', 0],
      ['default', 1, '10.0.0.0/8', '192.0.2.2', 0],
      ['RED', 2, '10.1.0.0/16', '192.0.2.3', 0],
    ]);
  });

  it('is read where the list is left away for a single row', () => {
    const one = { TABLE_vlan: { ROW_vlan: { id: '10', name: 'users' } } };
    const two = {
      TABLE_vlan: {
        ROW_vlan: [
          { id: '10', name: 'users' },
          { id: '20', name: 'x' },
        ],
      },
    };
    expect(table(one)).toEqual({ columns: ['id', 'name'], rows: [['10', 'users']] });
    expect(table(two).rows).toHaveLength(2);
  });

  it('is read where every value is wrapped in a list', () => {
    const port = (name: string, state: string) => ({
      name: [{ data: name }],
      'oper-status': [{ data: state, attributes: { 'junos:format': state } }],
    });
    const answer = {
      'interface-information': [
        { 'physical-interface': [port('ge-0/0/0', 'up'), port('ge-0/0/1', 'down')] },
      ],
    };
    expect(table(answer)).toEqual({
      columns: ['name', 'oper-status'],
      rows: [
        ['ge-0/0/0', 'up'],
        ['ge-0/0/1', 'down'],
      ],
    });
  });

  it('may have a word of the device behind it', () => {
    expect(jsonTable('[\n {"a": 1}\n]\n\n{master:0}')?.rows).toEqual([[1]]);
  });

  it('is not seen in text that only begins like it', () => {
    for (const text of ['', '{', '[edit]\nset x', '{master:0}', '"a"', '5', 'show [x]']) {
      expect(jsonTable(text)).toBeUndefined();
    }
  });

  it('of any shape gives a table of even rows', () => {
    fc.assert(
      fc.property(fc.oneof(fc.object({ maxDepth: 5 }), fc.array(fc.object())), (value) => {
        const found = jsonTable(JSON.stringify(value));
        expect(found).toBeDefined();
        for (const row of found?.rows ?? []) expect(row).toHaveLength(found?.columns.length ?? -1);
      }),
    );
  });

  it('nested without end is read without harm', () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect(() => jsonTable(deep)).not.toThrow();
  });
});
