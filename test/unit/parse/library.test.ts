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

describe('the words of a command', () => {
  it('are its words without what only turns paging off', () => {
    expect(commandWords('  Show  IP\troute ')).toEqual(['show', 'ip', 'route']);
    expect(commandWords('show ip route | no-more')).toEqual(['show', 'ip', 'route']);
    expect(commandWords('show ip route | no-m')).toEqual(['show', 'ip', 'route']);
  });

  it.each([
    'show run | include ip',
    'show ip route | json',
    'show x | no-more | count',
    '',
    '  ',
    '| no-more',
    'show x |',
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

  it('wants at least as many words as the template has, and says when there are more', () => {
    add('x', 'show_ip_route', 'show_ip_route_summary');
    const looser = (command: string) => new Library([folder]).find(['x'], command)?.isLooser;
    expect(found('show ip')).toBeUndefined();
    expect(found('show ip route ospf')).toBe('x/show_ip_route');
    expect(found('show ip route summary')).toBe('x/show_ip_route_summary');
    expect([looser('show ip route'), looser('show ip route vrf red')]).toEqual([false, true]);
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
