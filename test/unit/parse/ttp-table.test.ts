import { describe, expect, it } from 'vitest';
import { tableRows } from '../../../src/core/table/forms/table-rows.ts';
import { ttpToTable } from '../../../src/parse/ttp-table.ts';
import { lines, ttpRun } from '../../helpers/ttp.ts';

/** The rows as objects, what is null left out. */
function rows(template: string, text: string): unknown {
  const table = ttpToTable(ttpRun(lines(template), lines(text)), 'mine');
  return tableRows(table).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  );
}

const INTERFACES = (name: string): string => `
  <group name="${name}">
  interface {{ interface }}
   mtu {{ mtu | to_int }}
  <group name="ospf">
   ip ospf {{ process }} area {{ area }}
  </group>
  <group name="ips">
   ip address {{ ip }}
  </group>
  </group>`;

describe('the table of a TTP run', () => {
  it.each([
    ['interfaces'],
    ['interfaces*'],
    ['interfaces.{{ interface }}'],
    ['by.{{ interface }}**'],
    ['a.b.interfaces'],
  ])('has the items of %s as rows, be it one or more', (name) => {
    const one = 'interface a\n mtu 1500';
    expect(rows(INTERFACES(name), one)).toEqual([{ interface: 'a', mtu: 1500 }]);
    expect(rows(INTERFACES(name), `${one}\ninterface b`)).toEqual([
      { interface: 'a', mtu: 1500 },
      { interface: 'b' },
    ]);
  });

  it('has child groups of one item as columns with a dot', () => {
    const text = 'interface a\n ip ospf 1 area 0\n ip address 1\ninterface b\n ip address 2';
    expect(rows(INTERFACES('i'), text)).toEqual([
      { interface: 'a', 'ospf.process': '1', 'ospf.area': '0', 'ips.ip': '1' },
      { interface: 'b', 'ips.ip': '2' },
    ]);
  });

  it('has the items of a child group of more as rows, with what is above them, and a row for who has none', () => {
    const text =
      'interface a\n mtu 9\n ip ospf 1 area 0\n ip address 1\n ip address 2\ninterface b\n mtu 8\ninterface c\n ip address 3';
    expect(rows(INTERFACES('i'), text)).toEqual([
      { interface: 'a', mtu: 9, 'ospf.process': '1', 'ospf.area': '0', ip: '1' },
      { interface: 'a', mtu: 9, 'ospf.process': '1', 'ospf.area': '0', ip: '2' },
      { interface: 'b', mtu: 8 },
      { interface: 'c', ip: '3' },
    ]);
  });

  it('tells the lines that each row was made of', () => {
    const text =
      'interface a\n ip ospf 1 area 0\n ip address 1\n ip address 2\nnone\ninterface b\n mtu 8';
    const { origin } = ttpToTable(ttpRun(lines(INTERFACES('i')), text), 'mine');
    expect([...(origin.rowLines?.starts ?? [])]).toEqual([0, 3, 6]);
    expect([...(origin.rowLines?.lines ?? [])]).toEqual([1, 2, 3, 1, 2, 4, 6, 7]);
  });

  it('is of the group with most items, and of a single template without a name', () => {
    const template = `
      <group name="one">
      version {{ version }}
      </group>
      <group name="many">
      user {{ user }}
      </group>`;
    expect(rows(template, 'version 1\nuser a\nuser b')).toEqual([{ user: 'a' }, { user: 'b' }]);
    expect(rows('user {{ user }}\n id {{ id }}', 'user a\n id 1')).toEqual([
      { user: 'a', id: '1' },
    ]);
  });

  it('is of what an output makes of the results', () => {
    const template = `${INTERFACES('i.{{ interface }}')}\n  <output dict_to_list="key_name='port', path='i'"/>`;
    expect(rows(template, 'interface a\n mtu 1\ninterface b')).toEqual([
      { mtu: 1, port: 'a' },
      { port: 'b' },
    ]);
  });

  it('has lists and truth as cells', () => {
    const template = `
      <group name="i">
      i {{ v | split(",") | copy("w") }}
      {{ on | set(True) }}
      </group>`;
    expect(rows(template, 'i a,b')).toEqual([{ v: ['a', 'b'], w: ['a', 'b'], on: 'true' }]);
  });

  it('is empty where nothing matched, and says how many lines were known', () => {
    const run = ttpRun('user {{ user }}', 'nothing\nelse');
    const table = ttpToTable(run, 'mine');
    expect(table.rows).toEqual([]);
    expect(table.origin).toMatchObject({
      ...{ template: 'mine', mode: 'lenient', linesMatched: 0, linesTotal: 2 },
      unmatched: [
        { line: 1, text: 'nothing' },
        { line: 2, text: 'else' },
      ],
    });
  });
});
