import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTables } from '../../../../../src/core/table/shape/table-match.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

const keys = [{ left: 0, right: 0 }];

function table(columns: string[], ...rows: Table['rows'][number][]): Table {
  return { columns, rows, origin: undefined };
}

describe('matched tables', () => {
  it('know interfaces, addresses and MACs however they are written', () => {
    const left = table(
      ['interface', 'n'],
      ['Gi0/1', 1],
      ['Te1/0/1', 2],
      ['Twe1/0/1', 3],
      ['Vlan10', 4],
    );
    const right = table(
      ['port', 'm'],
      ['GigabitEthernet0/1', 'a'],
      ['TenGigabitEthernet1/0/1', 'b'],
      ['TwoGigabitEthernet1/0/1', 'c'],
      ['Vl10', 'd'],
    );
    expect(matchTables(left, right, { keys, kind: 'inner' }).rows).toEqual([
      ['Gi0/1', 1, 'a'],
      ['Te1/0/1', 2, 'b'],
      ['Vlan10', 4, 'd'],
    ]);
    const macs = table(['mac'], ['aabb.ccdd.eeff']);
    const others = table(['address', 'port'], ['AA:BB:CC:DD:EE:FF', 'x']);
    expect(matchTables(macs, others, { keys, kind: 'inner' }).rows).toEqual([
      ['aabb.ccdd.eeff', 'x'],
    ]);
  });

  it('name what both have, and match no empty cells', () => {
    const left = table(['host', 'state'], ['r1', 'up'], ['', 'down']);
    const right = table(['host', 'state'], ['R1', 'full'], ['', 'none']);
    expect(matchTables(left, right, { keys, kind: 'left' })).toMatchObject({
      columns: ['host', 'state', 'state_2'],
      rows: [
        ['r1', 'up', 'full'],
        ['', 'down', null],
      ],
    });
  });

  it('agree with two loops', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('a', 'B', 'b', '', '01', '1'), fc.integer()), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, rows, (lefts, rights) => {
        const same = (a: string, b: string) => a !== '' && a.toLowerCase() === b.toLowerCase();
        const left = table(['k', 'n'], ...lefts, ['text', 0]);
        const right = table(['k', 'm'], ...rights, ['other', 0]);
        const inner = lefts.flatMap(([k, n]) =>
          rights.flatMap(([other, m]) => (same(k, other) ? [[k, n, m]] : [])),
        );
        expect(matchTables(left, right, { keys, kind: 'inner' }).rows).toEqual(inner);
        const all = matchTables(left, right, { keys, kind: 'left' }).rows;
        expect(all.length).toBeGreaterThanOrEqual(left.rows.length);
        expect(all.filter((row) => row[2] !== null)).toEqual(inner);
      }),
    );
  });
});
