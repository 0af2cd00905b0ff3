import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandWords } from '../../../src/parse/command-words.ts';
import { builtInParsers, Library } from '../../../src/parse/library.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-parsers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const add = (platform: string, ...names: readonly string[]): void => {
  mkdirSync(join(folder, platform), { recursive: true });
  for (const name of names) writeFileSync(join(folder, platform, `${name}.textfsm`), 'Start\n');
};
const found = (command: string, lineage = ['x']): string | undefined =>
  new Library([folder]).find(lineage, command)?.name;

const leftOver = (command: string): readonly string[] | undefined =>
  new Library([folder]).find(['x'], command)?.leftOver;

describe('the words of a command', () => {
  const words = ['show', 'ip', 'route'];

  it('are its words without what only turns paging off', () => {
    for (const command of [
      '  Show  IP\troute ',
      'show ip route | no-more',
      'show ip route | no-m',
    ]) {
      expect(commandWords(command)).toMatchObject({ words, isFiltered: false });
    }
  });

  it.each([
    'show ip route | include ^O',
    'show ip route | i up|down',
    'show ip route|b Codes',
    'show ip route | match inet | no-more',
    'show ip route | section 10.0.0.0',
  ])('are known behind a pipe that keeps some lines: %j', (command) => {
    expect(commandWords(command)).toMatchObject({ words, isFiltered: true });
  });

  it.each([
    'show ip route | json',
    'show ip route | display xml',
    'show x | no-more | count',
    'show x | include a | count',
    'show x | redirect flash:x',
    '',
    '  ',
    '| no-more',
    'show x |',
    'show x | include',
  ])('are none for %j', (command) => {
    expect(commandWords(command)).toBeUndefined();
  });
});

describe('the library', () => {
  it('finds a template by its command, whole or shortened', () => {
    add('x', 'show_ip_interface_brief', 'show_ip_route', 'show_mac-address-table');
    expect(found('show ip interface brief')).toBe('x/show_ip_interface_brief');
    expect(found('sh ip int br')).toBe('x/show_ip_interface_brief');
    expect(found('SHOW mac-a')).toBe('x/show_mac-address-table');
    expect(found('show ip route | no-more')).toBe('x/show_ip_route');
  });

  it('finds it by any other command its head names', () => {
    add('x', 'show_vlan');
    const head =
      '# x: show mac-address-table\n# Also: show mac address-table\n#Also:  show cam dynamic \n';
    writeFileSync(
      join(folder, 'x', 'show_mac-address-table.textfsm'),
      `${head}Value A (a)\n# Also: show later\n\nStart\n`,
    );
    for (const command of ['show mac address-table', 'sh mac add', 'show cam dyn', 'show mac-a']) {
      expect(found(command), command).toBe('x/show_mac-address-table');
    }
    expect(found('show later')).toBeUndefined();
  });

  it.each([
    ['sh ver', 'show_version'],
    ['sh int', 'show_interfaces'],
    ['show interface gi1/0/1', 'show_interfaces'],
    ['sh int status', 'show_interfaces_status'],
    ['sh int desc', 'show_interfaces_description'],
    ['sh int trunk', 'show_interfaces_trunk'],
    ['sh int te1/1/1 switchport', 'show_interfaces_switchport'],
    ['sh ip int', 'show_ip_interface'],
    ['sh ip int br', 'show_ip_interface_brief'],
    ['sh ip int vlan 44', 'show_ip_interface'],
    ['sh mac add', 'show_mac-address-table'],
    ['show mac address-table interface Gi1/0/1', 'show_mac-address-table'],
    ['sh mac add dyn vlan 44', 'show_mac-address-table'],
    ['sh arp', 'show_ip_arp'],
    ['sh ip arp vrf RED 10.0.0.1', 'show_ip_arp'],
    ['sh ip ro vrf RED', 'show_ip_route'],
    ['sh ip bgp', 'show_ip_bgp'],
    ['sh ip bgp sum', 'show_ip_bgp_summary'],
    ['sh bgp vpnv4 uni all sum', 'show_ip_bgp_summary'],
    ['sh ip bgp nei 2001:db8::1', 'show_ip_bgp_neighbors'],
    ['sh cdp nei', 'show_cdp_neighbors'],
    ['sh cdp nei gi1/0/1 det', 'show_cdp_neighbors_detail'],
    ['sh lldp nei det', 'show_lldp_neighbors_detail'],
    ['sh vlan br', 'show_vlan'],
    ['sh access-l 101', 'show_ip_access-lists'],
    ['sh ip ospf 1 nei', 'show_ip_ospf_neighbor'],
    ['sh proc cpu sorted 5min', 'show_processes_cpu'],
    ['sh env temp', 'show_environment_temperature'],
    ['sh span vlan 44', 'show_spanning-tree'],
    ['dir flash:', 'dir'],
    ['ping vrf RED 10.0.0.1 source lo0', 'ping'],
  ])('knows what %j is on IOS', (command, name) => {
    const found = new Library().find(['cisco_ios'], command);
    expect(found).toMatchObject({ name: `cisco_ios/${name}`, leftOver: [] });
  });

  it.each([
    'sh ru',
    'sh ip',
    'sh ip rou sum sub',
    'sh ipv6 route',
    'sh in',
    'conf t',
    'sh clock det x y z',
  ])('has nothing as near for %j on IOS', (command) => {
    const found = new Library().find(['cisco_ios'], command);
    expect(found?.leftOver ?? ['all']).not.toEqual([]);
  });

  it('joins the templates its head names, which are no commands themselves', () => {
    add('x', 'show_trunk+active');
    writeFileSync(
      join(folder, 'x', 'show_trunk.textfsm'),
      '# Join: show_trunk+active\n# Join: ../../elsewhere\nValue A (a)\n\nStart\n',
    );
    const library = new Library([folder]);
    expect(library.find(['x'], 'show trunk')?.joined).toEqual([
      join(folder, 'x', 'show_trunk+active.textfsm'),
    ]);
    expect(library.commands(['x'])).toEqual(['show trunk']);
  });

  it.each([
    ['show ip route vrf RED', 'show_ip_route'],
    ['show ip route 10.0.0.0 255.0.0.0', 'show_ip_route'],
    ['sh int Gi1/0/1', 'show_interfaces'],
    ['sh int gi 1/0/1', 'show_interfaces'],
    ['show interfaces vlan 10', 'show_interfaces'],
    ['show interfaces Po12', 'show_interfaces'],
    ['show interfaces Gi1/0/1 status', 'show_interfaces_status'],
    ['show interfaces GigabitEthernet 1/0/1 status', 'show_interfaces_status'],
    ['show ip bgp neighbors 10.0.0.1', 'show_ip_bgp_neighbors'],
    ['show ip bgp nei 2001:db8::1', 'show_ip_bgp_neighbors'],
    ['show ip bgp 10.0.0.0/8', 'show_ip_bgp'],
    ['ping vrf RED core-1.example repeat 100', 'ping'],
  ])('passes over the arguments of %j', (command, name) => {
    add('x', 'show_ip_route', 'show_interfaces', 'show_interfaces_status', 'ping');
    add('x', 'show_ip_bgp', 'show_ip_bgp_neighbors', 'show_ip_route_summary');
    expect(found(command)).toBe(`x/${name}`);
    expect(leftOver(command)).toEqual([]);
  });

  it('says which words are left over where there is no nearer template', () => {
    add('x', 'show_ip_route');
    expect(leftOver('show ip route summary')).toEqual(['summary']);
    expect(leftOver('show ip route vrf red ospf')).toEqual(['ospf']);
    add('x', 'show_ip_route_summary');
    expect(found('show ip route summary')).toBe('x/show_ip_route_summary');
    expect(leftOver('show ip route sum')).toEqual([]);
  });

  it('takes no template that wants more words, other words before its last, or would leave many over', () => {
    add('x', 'show_ip_route', 'show_interfaces');
    expect(found('show ip')).toBeUndefined();
    expect(found('show ipv6 route')).toBeUndefined();
    expect(found('show ip interface')).toBeUndefined();
    expect(found('show ip route a b c d')).toBeUndefined();
  });

  it('takes no shortened command that two templates fit, but an exact one', () => {
    add('x', 'show_version', 'show_vlan', 'show_vlans');
    expect(found('sh v')).toBeUndefined();
    expect(found('sh vlan')).toBeUndefined();
    expect(found('show vlan')).toBe('x/show_vlan');
  });

  it('looks at a parent platform when its own has none', () => {
    add('cisco_ios', 'show_version', 'show_vlan');
    add('cisco_xe', 'show_vlan');
    expect(found('show version', ['cisco_xe', 'cisco_ios'])).toBe('cisco_ios/show_version');
    expect(found('show vlan', ['cisco_xe', 'cisco_ios'])).toBe('cisco_xe/show_vlan');
  });

  it("prefers the person's own template", () => {
    add('cisco_ios', 'show_version');
    const library = new Library([folder, builtInParsers()]);
    expect(library.find(['cisco_ios'], 'sh ver')?.file.startsWith(folder)).toBe(true);
    expect(library.find(['cisco_ios'], 'sh ip ro')?.file.startsWith(builtInParsers())).toBe(true);
  });

  it('lists commands in words', () => {
    add('x', 'show_b', 'show_a');
    expect(new Library([folder]).commands(['x', 'none'])).toEqual(['show a', 'show b']);
  });

  it('never leaves its folder', () => {
    add('x', 'show_version');
    expect(found('show version', ['../x', '..', '.', 'x/../x'])).toBeUndefined();
  });
});
