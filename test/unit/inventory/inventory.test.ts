import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadInventory } from '../../../src/inventory/inventory.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'showrun-home-'));
  mkdirSync(join(home, '.ssh'));
});
afterEach(() => rmSync(home, { recursive: true }));

function load(files: { inventory?: string; config?: string }, env: Record<string, string> = {}) {
  const inventoryFile = join(home, 'inventory.yaml');
  const config = join(home, '.ssh/config');
  if (files.inventory !== undefined) writeFileSync(inventoryFile, files.inventory);
  if (files.config !== undefined) writeFileSync(config, files.config);
  return loadInventory({
    person: { home, env, localUser: 'ann' },
    inventoryFile: files.inventory === undefined ? undefined : inventoryFile,
    sshConfigFiles: [config],
  });
}

describe('the inventory', () => {
  it('gives a typed address everything that is known about no host', () => {
    expect(load({}).resolve('10.0.0.1')).toEqual({
      name: '10.0.0.1',
      address: '10.0.0.1',
      port: 22,
      platform: 'auto',
      username: 'ann',
      password: undefined,
      keys: [],
      keysOnly: false,
      agent: undefined,
      groups: [],
      via: [],
      hostKeyAlias: undefined,
      knownHostsFiles: expect.arrayContaining([join(home, '.ssh/known_hosts')]),
      hashKnownHosts: false,
      hostKeyPolicy: 'ask',
      source: 'command line',
    });
  });

  it('lets what is typed win over what is known', () => {
    const inventory = load({
      inventory: 'hosts: {r1: {address: 10.0.0.1, username: ops, port: 2022}}',
    });
    expect(inventory.resolve('r1')).toMatchObject({ username: 'ops', port: 2022 });
    expect(inventory.resolve('eve@r1:22')).toMatchObject({
      name: 'r1',
      address: '10.0.0.1',
      username: 'eve',
      port: 22,
    });
  });

  it('fills what the inventory leaves open from ssh_config', () => {
    const inventory = load({
      inventory: 'hosts: {r1: {platform: cisco_ios}}',
      config:
        'Host r1\n HostName 10.9.9.9\n User cfg\n Port 2222\n IdentityFile ~/.ssh/r1\n IdentitiesOnly yes\n',
    });
    expect(inventory.find('r1')).toMatchObject({
      address: '10.9.9.9',
      username: 'cfg',
      port: 2222,
      platform: 'cisco_ios',
      keys: [join(home, '.ssh/r1')],
      keysOnly: true,
    });
  });

  it('takes telnet to its own port, past what ssh_config says of the way', () => {
    const inventory = load({
      inventory:
        'groups: {old: {transport: telnet}}\nhosts: {r1: {groups: old}, r2: {groups: old, port: 2323}, r3: {}}',
      config: 'Host r*\n Port 2222\n ProxyJump hop\n',
    });
    expect(inventory.find('r1')).toMatchObject({ transport: 'telnet', port: 23, via: [] });
    expect(inventory.find('r2')).toMatchObject({ transport: 'telnet', port: 2323 });
    expect(inventory.find('r3')).toMatchObject({ port: 2222, via: [{ name: 'hop' }] });
    expect(inventory.find('r3')?.transport).toBeUndefined();
  });

  it('offers default keys that exist when none is named', () => {
    writeFileSync(join(home, '.ssh/id_rsa'), '');
    writeFileSync(join(home, '.ssh/id_ed25519'), '');
    expect(load({}).resolve('r1').keys).toEqual(
      ['id_ed25519', 'id_rsa'].map((one) => join(home, '.ssh', one)),
    );
  });

  it('takes the agent from the environment unless ssh_config says none', () => {
    const env = { SSH_AUTH_SOCK: '/agent' };
    expect(load({}, env).resolve('r1').agent).toBe('/agent');
    expect(load({ config: 'IdentityAgent none\n' }, env).resolve('r1').agent).toBeUndefined();
  });

  it.each([
    ['yes', 'strict'],
    ['accept-new', 'accept-new'],
    ['no', 'ask'],
    ['off', 'ask'],
    ['ask', 'ask'],
  ])('reads StrictHostKeyChecking %s as %s', (written, policy) => {
    const inventory = load({ config: `StrictHostKeyChecking ${written}\n` });
    expect(inventory.resolve('r1').hostKeyPolicy).toBe(policy);
  });

  it('resolves a chain of via, nearest first', () => {
    const inventory = load({
      inventory: 'hosts: {r1: {via: inner}, inner: {via: outer}, outer: {address: 192.0.2.1}}',
    });
    expect(inventory.find('r1')?.via.map(({ name }) => name)).toEqual(['outer', 'inner']);
  });

  it('refuses a via that goes in a circle', () => {
    const inventory = load({ inventory: 'hosts: {a: {via: b}, b: {via: c}, c: {via: a}}' });
    expect(() => inventory.find('a')).toThrow('via goes in a circle: a → b → c → a');
  });

  it('says on which line a via is that leads nowhere', () => {
    const lines = ['hosts:', '  r1:', '    port: 22', '    via: nobody', '  a: {via: a}', ''];
    const inventory = load({ inventory: lines.join('\n') });
    expect(() => inventory.find('r1')).toThrow(/yaml:4: hosts\.r1\.via: there is no host/);
    expect(() => inventory.find('a')).toThrow(/yaml:5: via goes in a circle/);
  });

  it('refuses a via that leads nowhere and says what was meant', () => {
    const inventory = load({ inventory: 'hosts: {r1: {via: bastoin}, bastion: {}}' });
    expect(() => inventory.find('r1')).toThrow("hosts.r1.via: there is no host 'bastoin'");
    expect(() => inventory.find('r1')).toThrow(
      expect.objectContaining({ advice: 'did you mean bastion?' }),
    );
  });

  it('follows ProxyJump through several hops with their own settings', () => {
    const inventory = load({
      config: 'Host jump\n HostName 192.0.2.1\n User j\nHost r1\n ProxyJump jump,eve@second:2022\n',
    });
    expect(inventory.resolve('r1').via).toMatchObject([
      { address: '192.0.2.1', username: 'j', port: 22 },
      { address: 'second', username: 'eve', port: 2022 },
    ]);
  });

  it('does not send a bastion through itself', () => {
    const inventory = load({ config: 'Host *\n ProxyJump jump\n' });
    expect(inventory.resolve('r1').via.map(({ name }) => name)).toEqual(['jump']);
    expect(inventory.resolve('jump').via).toEqual([]);
  });

  it('refuses a ProxyJump that goes in a circle', () => {
    const inventory = load({ config: 'Host a\n ProxyJump b\nHost b\n ProxyJump a\n' });
    expect(() => inventory.resolve('a')).toThrow('via goes in a circle');
  });

  it('lists hosts, groups and the names one can open', () => {
    const inventory = load({
      inventory: 'hosts: {r1: {groups: core}, r2: {}}\ngroups: {edge: {}}',
      config: 'Host jump r2 *.lab\n',
    });
    expect(inventory.hosts.map(({ name }) => name)).toEqual(['r1', 'r2']);
    expect(inventory.groups).toEqual(['edge', 'core']);
    expect(inventory.names).toEqual(['r1', 'r2', 'jump']);
  });

  it('gives the same host each time', () => {
    const inventory = load({ inventory: 'hosts: {r1: {}}' });
    expect(inventory.find('r1')).toBe(inventory.resolve('r1'));
  });

  it('says which file is missing', () => {
    const person = { home, env: {}, localUser: 'ann' };
    expect(() => loadInventory({ person, inventoryFile: '/no/such.yaml' })).toThrow(
      'the inventory /no/such.yaml is not there',
    );
    expect(loadInventory({ person, defaultInventoryFile: '/no/such.yaml' }).hosts).toEqual([]);
  });
});

it('takes ten thousand hosts behind one bastion in a moment', { timeout: 30_000 }, () => {
  const hosts = Array.from({ length: 10_000 }, (_, i) => `  r${i}: { via: bastion }\n`);
  const inventory = load({ inventory: `hosts:\n  bastion: {}\n${hosts.join('')}` });
  const startMs = performance.now();
  expect(inventory.hosts).toHaveLength(10_001);
  expect(performance.now() - startMs).toBeLessThan(5_000);
});

it('shares the source of a secret among hosts that take it from one place, and hides its variable', () => {
  const inventory = load({
    inventory: `
defaults: {secret: {prompt: true}}
hosts:
  r1: {address: 10.0.0.1}
  r2: {address: 10.0.0.2}
  r3: {address: 10.0.0.3, secret: {env: NET_ENABLE}}
`,
  });
  const [r1, r2, r3] = ['r1', 'r2', 'r3'].map((name) => inventory.resolve(name));
  expect(r1?.secret).toEqual({ from: 'prompt' });
  expect(r2?.secret).toBe(r1?.secret);
  expect(r3?.secret).toEqual({ from: 'env', name: 'NET_ENABLE' });
  expect(inventory.secretVariables).toEqual(['SHOWRUN_VAULT_PASSPHRASE', 'NET_ENABLE']);
});

it('hides the variables of secrets on the way to a device, too', () => {
  const inventory = load({
    inventory: `
hosts:
  r1:
    address: ts1
    login: [{expect: sername, send: {username}}, {expect: assword, send: {env: TS_PASSWORD}}]
    then:
      - {send: connect 4, platform: cisco_ios, username: admin, password: {env: LINE_PASSWORD}}
`,
  });
  expect([...inventory.secretVariables].sort()).toEqual([
    'LINE_PASSWORD',
    'SHOWRUN_VAULT_PASSPHRASE',
    'TS_PASSWORD',
  ]);
});
