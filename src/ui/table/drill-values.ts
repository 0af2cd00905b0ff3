import { macValue, networkOf } from '../../core/table/kinds/cell-value.ts';
import { columnKind } from '../../core/table/kinds/column-kind.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { DrillValue } from '../../platforms/drill.ts';
import type { ViewRow } from '../../state/table-view.ts';

const MOST_ITEMS = 4;

/** What a cell can be taken for, by its column's name and by its text; the likeliest first. Of a list, its first items. */
export function drillValues(table: Table, row: ViewRow, place: number): DrillValue[] {
  const name = (table.columns[place] ?? '').toLowerCase();
  const items = itemsOf(row[place]).slice(0, MOST_ITEMS);
  return items.flatMap((text) => valuesOf(text, { name, table, row, place }));
}

interface Where {
  readonly name: string;
  readonly table: Table;
  readonly row: ViewRow;
  readonly place: number;
}

function valuesOf(text: string, where: Where): DrillValue[] {
  const { name, table, place } = where;
  if (text === '') return [];
  if (macValue(text) !== undefined) return [{ kind: 'mac', text }];
  if (networkOf(text) !== undefined) return addressValues(text, where);
  if (/vlan/.test(name) && /^\d{1,4}$/.test(text)) return [{ kind: 'vlan', text }];
  if (columnKind(table, place) === 'text' && isInterface(text, name)) {
    // Linux names the other end of a pair behind the name: eth0@if7.
    return [{ kind: 'interface', text: text.replace(/@.*$/, '') }];
  }
  return NEIGHBOR.test(name) ? [{ kind: 'neighbor', text }] : [];
}

function addressValues(text: string, where: Where): DrillValue[] {
  const { name } = where;
  if (text.includes('/') || NETWORK.test(name)) {
    const length = text.includes('/') ? '' : lengthBeside(where);
    const isAddress = /address/.test(name) || !NETWORK.test(name);
    const [address = ''] = text.split('/');
    const prefix: DrillValue = { kind: 'prefix', text: `${text}${length}` };
    return isAddress ? [{ kind: 'address', text: address }, prefix] : [prefix];
  }
  const address: DrillValue = { kind: 'address', text };
  return NEIGHBOR.test(name) ? [{ kind: 'neighbor', text }, address] : [address];
}

/** The length of a network, where a column of its own has it. */
function lengthBeside({ table, row }: Where): string {
  const place = table.columns.findIndex((column) =>
    /^(?:prefix_length|prefix_len|mask|netmask)$/i.test(column),
  );
  const text = place < 0 ? '' : cellString(row[place]).replace(/^\//, '');
  if (/^\d{1,3}$/.test(text)) return `/${text}`;
  const network = text === '' ? undefined : networkOf(`0.0.0.0 ${text}`);
  return network === undefined ? '' : `/${network.length}`;
}

const NETWORK = /^(?:network|prefix|route|destination|dest|subnet)/;
const NEIGHBOR = /neigh|peer|router_?id/;

function isInterface(text: string, name: string): boolean {
  if (/\s/.test(text) || /desc|status|state|type|proto/.test(name)) return false;
  return /interface|intf|iface|^port$|_port$|^device$/.test(name) || NAMED_PORT.test(text);
}

/** `GigabitEthernet1/0/1`, `Gi1/0/1`, `xe-0/0/0.0`, `Ethernet1`, `Loopback0`. */
const NAMED_PORT = /^[A-Za-z]{2,}(?:-[A-Za-z]+)?-?\d+(?:[/.:]\d+)*$/;

function itemsOf(cell: Cell | undefined): string[] {
  const texts = Array.isArray(cell) ? cell : [cellString(cell)];
  return texts.map((text: string) => text.trim());
}
