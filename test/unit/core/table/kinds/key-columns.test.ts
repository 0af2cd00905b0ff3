import { describe, expect, it } from 'vitest';
import { keyColumns } from '../../../../../src/core/table/kinds/key-columns.ts';
import { isPassingColumn } from '../../../../../src/core/table/kinds/passing-columns.ts';
import type { Cell, Table } from '../../../../../src/core/table/table.ts';

describe('the columns that say which row is which', () => {
  it.each([
    ['interfaces', 'interface ip_address status proto', 'interface'],
    ['interfaces whole', 'interface link_status mac_address ip_address mtu vlan_id', 'interface'],
    [
      'routes',
      'vrf protocol network prefix_length metric nexthop_ip uptime',
      'vrf network prefix_length',
    ],
    ['ARP', 'protocol ip_address age mac_address type interface', 'ip_address'],
    [
      'MAC addresses',
      'vlan_id destination_address type destination_port',
      'vlan_id destination_address',
    ],
    [
      'OSPF neighbours',
      'neighbor_id priority state dead_time ip_address interface',
      'neighbor_id interface',
    ],
    [
      'BGP peers',
      'router_id local_as vrf bgp_neigh neigh_as up_down state_pfxrcd',
      'vrf bgp_neigh',
    ],
    [
      'CDP',
      'neighbor_name local_interface capabilities platform neighbor_interface',
      'local_interface',
    ],
    ['VLANs', 'vlan_id vlan_name status interfaces', 'vlan_id'],
    ['the OSPF database', 'router_id area link_id adv_router age', 'area link_id adv_router'],
    ['spanning tree', 'vlan_id interface role status cost', 'vlan_id interface'],
    ['access lists', 'acl_name line_num action protocol src_host', 'acl_name line_num'],
    ['several hosts', 'host interface status', 'host interface'],
    ['what nobody knows', 'colour weight', 'colour'],
  ])('of %s', (_, columns, keys) => {
    const one = made(columns.split(' '), 3);
    expect(keyColumns(one, one)).toEqual(keys.split(' '));
  });

  it('leave the VRF of an interface to be seen changing, and keep those of a route apart', () => {
    const interfaces = made(['interface', 'vrf', 'ip_address'], 2);
    expect(keyColumns(interfaces, interfaces)).toEqual(['interface']);
  });

  it('are more where one is not enough', () => {
    const columns = ['local_interface', 'neighbor_name', 'platform'];
    const one = table(columns, ['Gi0/0', 'sw1', 'x'], ['Gi0/0', 'sw2', 'x']);
    expect(keyColumns(one, one)).toEqual(['local_interface', 'neighbor_name']);
  });

  it('are none for one row about the whole device', () => {
    const one = table(['version', 'hostname', 'uptime'], ['15.2', 'r1', '1 minute']);
    expect(keyColumns(one, one)).toEqual([]);
  });

  it('leave out columns that are empty on both sides', () => {
    const one = table(['vrf', 'interface', 'status'], ['', 'Gi0/0', 'up'], [null, 'Gi0/1', 'up']);
    expect(keyColumns(one, one)).toEqual(['interface']);
  });
});

describe('columns that change while nothing happens', () => {
  it.each(['uptime', 'age', 'up_down', 'dead_time', 'input_packets', 'output_errors', 'crc'])(
    '%s is one',
    (column) => expect(isPassingColumn(column, [])).toBe(true),
  );

  it.each(['status', 'state', 'version', 'state_pfxrcd', 'mtu', 'neighbor_id', 'hello_interval'])(
    '%s is none',
    (column) => expect(isPassingColumn(column, [])).toBe(false),
  );

  it('are found by times that run, whatever they are called', () => {
    expect(isPassingColumn('since_then', [table(['since_then'], ['1w2d'], ['00:00:04'])])).toBe(
      true,
    );
    expect(isPassingColumn('wait', [table(['wait'], ['10 sec'], ['40 sec'])])).toBe(false);
  });

  it('take a delay for measured only where NTP does', () => {
    expect(isPassingColumn('delay', [table(['delay'], ['10'])])).toBe(false);
    expect(isPassingColumn('delay', [table(['delay', 'stratum'], ['10', '2'])])).toBe(true);
  });
});

function table(columns: readonly string[], ...rows: readonly (readonly Cell[])[]): Table {
  return { columns, rows, origin: undefined };
}

function made(columns: readonly string[], count: number): Table {
  const rows = Array.from({ length: count }, (_, at) => columns.map((column) => `${column}-${at}`));
  return table(columns, ...rows);
}
