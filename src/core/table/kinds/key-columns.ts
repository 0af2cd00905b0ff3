import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { isPassingColumn } from './passing-columns.ts';

/** Names of one thing, as templates call it. */
type Names = readonly string[];

/** Tables of a shape, known by columns they have and have not; what their rows are about stands in the keys. */
interface KeyRule {
  readonly has: readonly Names[];
  readonly hasNot?: Names;
  readonly keys: readonly Names[];
}

const NETWORK: Names = [
  'network',
  'prefix',
  'destination_network',
  'dst_address',
  'route',
  'destination',
];
const LENGTH: Names = ['prefix_length', 'netmask', 'mask'];
const IP: Names = ['ip_address', 'address', 'ip'];
const MAC: Names = ['mac_address', 'destination_address', 'mac', 'hw_address'];
const VLAN: Names = ['vlan_id', 'vlan', 'vid', 'vlan_name'];
const INTERFACE: Names = [
  'interface',
  'port',
  'local_interface',
  'local_port',
  'interface_name',
  'intf',
];
const PEER: Names = [
  'bgp_neighbor',
  'bgp_neigh',
  'neighbor',
  'peer',
  'peer_ip',
  'peer_address',
  'peer_addr',
];
const FACING: Names = ['neighbor_name', 'chassis_id', 'neighbor_interface'];

/** Where a row belongs: always a part of its key. */
const PLACES: readonly Names[] = [['host'], ['command'], ['address_family']];

/** A part of the key of what can be in several of them; an interface is in one, and goes to another. */
const VRF: Names = ['vrf', 'vpn_instance', 'routing_instance', 'routing_table', 'ivrf'];

/** The first that fits a table says what its rows are about. */
const RULES: readonly KeyRule[] = [
  { has: [['link_id'], ['adv_router']], keys: [['area'], ['type'], ['link_id'], ['adv_router']] },
  { has: [['acl_name'], ['line_num', 'line']], keys: [['acl_name'], ['line_num', 'line']] },
  {
    has: [
      NETWORK,
      ['nexthop_ip', 'next_hop', 'nexthop', 'gateway', 'nexthop_if', 'metric', 'distance'],
    ],
    keys: [['rd'], ['route_type'], NETWORK, LENGTH],
  },
  {
    has: [
      ['local_address', 'inside_local_ip'],
      ['local_port', 'inside_local_port'],
    ],
    keys: [
      ['netid', 'protocol'],
      ['local_address', 'inside_local_ip'],
      ['local_port', 'inside_local_port'],
      ['peer_address', 'outside_global_ip'],
      ['peer_port', 'outside_global_port'],
    ],
  },
  { has: [['local_interface', 'local_port'], FACING], keys: [['local_interface', 'local_port']] },
  {
    has: [MAC, VLAN],
    hasNot: ['link_status', 'mtu', 'status', 'admin_state', ...IP],
    keys: [VLAN, MAC],
  },
  {
    has: [IP, MAC, INTERFACE],
    hasNot: ['link_status', 'mtu', 'admin_state', 'prefix_length', 'model'],
    keys: [IP],
  },
  {
    has: [['neighbor_id', 'system_id'], INTERFACE],
    keys: [['neighbor_id', 'system_id'], INTERFACE],
  },
  { has: [IP, INTERFACE, ['srtt']], keys: [['as'], IP, INTERFACE] },
  { has: [PEER, ['interface'], ['session_status']], keys: [['interface'], PEER] },
  { has: [PEER], hasNot: ['link_status', 'domain', 'mtu'], keys: [PEER] },
  {
    has: [INTERFACE, ['group', 'group_number'], ['virtual_ip_address', 'active_router']],
    keys: [INTERFACE, ['group', 'group_number']],
  },
  { has: [['bundle_name', 'lag_name']], keys: [['bundle_name', 'lag_name']] },
  { has: [VLAN, INTERFACE, ['role']], keys: [VLAN, INTERFACE] },
  { has: [VLAN, ['vlan_name', 'interfaces']], keys: [VLAN] },
  {
    has: [['source_ip'], ['destination_ip']],
    keys: [['protocol'], ['source_ip'], ['source_port'], ['destination_ip'], ['destination_port']],
  },
  { has: [['hop_num']], keys: [['hop_num']] },
  { has: [['process_pid', 'pid']], keys: [['process_pid', 'pid']] },
  { has: [['line'], ['user']], keys: [['line']] },
  { has: [['section'], ['line']], keys: [['section'], ['subsection'], ['line']] },
  { has: [['number'], ['mnemonic']], keys: [['number'], ['message']] },
];

/** In tables of no known shape: what rows are mostly about, the likeliest first. */
const LIKELY: readonly Names[] = [
  INTERFACE,
  ['name', 'filesystem', 'file_system', 'process', 'system_id', 'node', 'module'],
  NETWORK,
  ['neighbor_id', ...PEER, 'neighbor_name', 'chassis_id'],
  ['username', 'user'],
  VLAN,
  VRF,
];

/** The same, weaker: of the only row these are something that the device says of itself. */
const PERHAPS: readonly Names[] = [
  MAC,
  IP,
  ['id', 'index', 'slot', 'number', 'sequence', 'group', 'switch_number', 'switch', 'unit'],
];

/** They tell rows apart that have a name in common. */
const BESIDES: readonly Names[] = [['unit'], LENGTH, ['type'], ['protocol']];

/**
 * The columns that say which row of one table is which row of the other, in the table's order: by the table's shape, else by known
 * names, until every row of both has a key of its own; where none is known the first column that has one for every row. None where
 * both tables are one row about the whole device.
 */
export function keyColumns(before: Table, after: Table): readonly string[] {
  const shared = before.columns.filter(
    (column) => after.columns.includes(column) && isFilled(column, [before, after]),
  );
  const names = new Map(shared.map((column) => [column.toLowerCase(), column]));
  const given = { before, after, shared, names };
  const rule = RULES.find((one) => fits(one, names));
  const known =
    rule === undefined
      ? firstLikely(given)
      : rule.keys.flatMap((group) => named(group, names) ?? []);
  const isInterface = known.length === 1 && INTERFACE.includes(known[0]?.toLowerCase() ?? '');
  const places = (isInterface ? PLACES : [...PLACES, VRF]).flatMap(
    (group) => named(group, names) ?? [],
  );
  const keys =
    known.length > 0 ? untilUnique([...places, ...known], given) : unnamedKey(places, given);
  return before.columns.filter((column) => keys.includes(column));
}

interface Given {
  readonly before: Table;
  readonly after: Table;
  readonly shared: readonly string[];
  /** Columns both have by their names in small letters. */
  readonly names: ReadonlyMap<string, string>;
}

function fits({ has, hasNot = [] }: KeyRule, names: Given['names']): boolean {
  return (
    has.every((group) => named(group, names) !== undefined) &&
    !hasNot.some((name) => names.has(name))
  );
}

function named(group: Names, names: Given['names']): string | undefined {
  const name = group.find((one) => names.has(one));
  return name === undefined ? undefined : names.get(name);
}

function firstLikely({ names, before, after }: Given): readonly string[] {
  const isOne = before.rows.length <= 1 && after.rows.length <= 1;
  for (const group of isOne ? LIKELY : [...LIKELY, ...PERHAPS]) {
    const name = named(group, names);
    if (name !== undefined) return [name];
  }
  return [];
}

/** With the next likely column as long as rows share a key and it sets some of them apart. */
function untilUnique(keys: readonly string[], given: Given): readonly string[] {
  let [chosen, distinct] = [keys, distinctKeys(keys, given)];
  const rows = given.before.rows.length + given.after.rows.length;
  // A route over two ways has two rows: what goes another way has changed, and is no other route.
  const isRoute = NETWORK.some((name) => keys.includes(given.names.get(name) ?? ''));
  if (isRoute) return chosen;
  for (const group of [...LIKELY, ...PERHAPS, ...BESIDES]) {
    if (distinct === rows) break;
    const name = named(group, given.names);
    if (name === undefined || chosen.includes(name)) continue;
    const more = distinctKeys([...chosen, name], given);
    if (more > distinct) [chosen, distinct] = [[...chosen, name], more];
  }
  return chosen;
}

/** A column that has a value of its own in every row and stays where it was in most; else every column. */
function unnamedKey(places: readonly string[], given: Given): readonly string[] {
  const { before, after, shared } = given;
  if (before.rows.length <= 1 && after.rows.length <= 1) return places;
  const steady = shared.filter((column) => !isPassingColumn(column, [before, after]));
  const rows = before.rows.length + after.rows.length;
  const single = steady.find((column) => distinctKeys([...places, column], given) === rows);
  return single === undefined ? steady : [...places, single];
}

/** How many different keys the rows of the one table have, and of the other. */
function distinctKeys(keys: readonly string[], { before, after }: Given): number {
  return [before, after].reduce((sum, table) => sum + new Set(keysOf(table, keys)).size, 0);
}

/** Each row's key, as one text. */
export function keysOf(table: Table, keys: readonly string[]): readonly string[] {
  const places = keys.map((column) => table.columns.indexOf(column));
  return table.rows.map((row) => places.map((place) => cellString(row[place])).join('\u0000'));
}

function isFilled(column: string, tables: readonly Table[]): boolean {
  return tables.some((table) => {
    const place = table.columns.indexOf(column);
    return table.rows.some((row) => cellString(row[place]) !== '');
  });
}
