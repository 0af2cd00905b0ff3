import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../src/core/table/table.ts';
import { drillValues } from '../../../../src/ui/table/drill-values.ts';

function seen(columns: readonly string[], row: readonly Cell[], place: number): string[] {
  const values = drillValues({ columns, rows: [row], origin: undefined }, row, place);
  return values.map(({ kind, text }) => `${kind} ${text}`);
}

describe('what a cell can be taken for', () => {
  it('is seen from its column and its text', () => {
    expect(seen(['interface'], ['Gi1/0/1'], 0)).toEqual(['interface Gi1/0/1']);
    expect(seen(['local_intf'], ['eth0@if7'], 0)).toEqual(['interface eth0']);
    expect(seen(['destination_port'], ['1/1/3'], 0)).toEqual(['interface 1/1/3']);
    expect(seen(['vlan_id'], ['20'], 0)).toEqual(['vlan 20']);
    expect(seen(['mac'], ['aabb.ccdd.eeff'], 0)).toEqual(['mac aabb.ccdd.eeff']);
    expect(seen(['bgp_neighbor'], ['10.0.0.1'], 0)).toEqual([
      'neighbor 10.0.0.1',
      'address 10.0.0.1',
    ]);
    expect(seen(['nexthop_ip'], ['10.0.0.1'], 0)).toEqual(['address 10.0.0.1']);
    expect(seen(['ip_address'], ['10.0.0.1/24'], 0)).toEqual([
      'address 10.0.0.1',
      'prefix 10.0.0.1/24',
    ]);
  });

  it('takes the length of a network from the column beside it', () => {
    const columns = ['network', 'prefix_length'];
    expect(seen(columns, ['10.0.0.0', '24'], 0)).toEqual(['prefix 10.0.0.0/24']);
    expect(seen(['network', 'mask'], ['10.0.0.0', '255.255.0.0'], 0)).toEqual([
      'prefix 10.0.0.0/16',
    ]);
    expect(seen(columns, ['10.0.0.0', ''], 0)).toEqual(['prefix 10.0.0.0']);
  });

  it('is each item of a list', () => {
    expect(seen(['interfaces'], [['Gi0/1', 'Gi0/2']], 0)).toEqual([
      'interface Gi0/1',
      'interface Gi0/2',
    ]);
  });

  it('is nothing for a state, a number or a description', () => {
    expect(seen(['status'], ['up'], 0)).toEqual([]);
    expect(seen(['mtu'], ['1500'], 0)).toEqual([]);
    expect(seen(['description'], ['Ethernet1'], 0)).toEqual([]);
    expect(seen(['interface'], [''], 0)).toEqual([]);
  });
});
