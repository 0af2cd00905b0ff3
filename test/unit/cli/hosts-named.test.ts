import { describe, expect, it } from 'vitest';
import { hostsNamed } from '../../../src/cli/hosts-named.ts';
import { Inventory } from '../../../src/inventory/inventory.ts';
import { parseInventory } from '../../../src/inventory/inventory-file.ts';
import { loadSshConfig } from '../../../src/inventory/ssh-config.ts';

const FILE = `
groups: {core: , edge: {data: {site: lab}}}
hosts:
  r1: {groups: core, address: 10.0.0.1}
  r2: {groups: core, data: {site: paris}}
  e1: {groups: edge, platform: arista_eos}
`;
const person = { home: '/nonexistent', localUser: 'ann', env: {} };
const inventory = new Inventory({
  person,
  sshConfig: loadSshConfig(person, []),
  file: parseInventory(FILE, { file: '/x/inventory.yaml', home: person.home }),
  more: [],
});
const named = (words: string) => hostsNamed(words, inventory).map(({ name }) => name);

describe('words that name hosts', () => {
  it.each([
    ['r1', ['r1']],
    ['r1, r2', ['r1', 'r2']],
    ['all', ['r1', 'r2', 'e1']],
    ['@core', ['r1', 'r2']],
    ['core', ['r1', 'r2']],
    ['core,r1,10.0.0.9', ['r1', 'r2', '10.0.0.9']],
    ['admin@10.0.0.9:2222', ['10.0.0.9:2222']],
    ['e*', ['e1']],
    ['(site=lab | name=r1)', ['r1', 'e1']],
    ['(platform=arista_eos)', ['e1']],
    ['all,!(site=paris)', ['r1', 'e1']],
    ['!core', ['e1']],
    ['local:echo a,b', ['echo']],
  ])('%s are %j', (words, hosts) => {
    expect(named(words)).toEqual(hosts);
  });

  it.each([
    ['@nope', "nothing matches '@nope'"],
    ['(sit=lab)', "no host has a 'sit'"],
    ['(site=lab', 'that is not closed'],
    ['', 'no host was named'],
  ])('%j is told: %s', (words, message) => {
    expect(() => named(words)).toThrow(message);
  });
});
