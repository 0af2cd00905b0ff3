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

function load(config: string, inventory = 'hosts: {}') {
  const sshConfig = join(home, '.ssh/config');
  const inventoryFile = join(home, 'inventory.yaml');
  writeFileSync(sshConfig, config);
  writeFileSync(inventoryFile, inventory);
  const person = { home, env: {}, localUser: 'ann' };
  return loadInventory({ person, inventoryFile, sshConfigFiles: [sshConfig] });
}

describe("a host's SSH options", () => {
  it('are absent where nothing is said', () => {
    expect(load('').resolve('r1').ssh).toBeUndefined();
  });

  it('come from ssh_config', () => {
    const config = `
Host r1
  Ciphers +3des-cbc
  HostKeyAlgorithms "^ssh-rsa"
  ServerAliveInterval 1m
  ServerAliveCountMax 0
  ConnectTimeout 90
  SetEnv A=1 "B=2 3" A=4
  ProxyCommand nc -X 5 %h %p
`;
    expect(load(config).resolve('r1').ssh).toEqual({
      algorithms: { cipher: '+3des-cbc', hostKey: '^ssh-rsa' },
      keepaliveMs: 60_000,
      keepalivesBorne: Number.MAX_SAFE_INTEGER,
      connectTimeoutMs: 90_000,
      env: { A: '1', B: '2 3' },
      proxy: { command: 'nc -X 5 %h %p', originalName: 'r1' },
    });
  });

  it('allow legacy algorithms for a host, a group or all, the nearest word counting', () => {
    const inventory = load(
      '',
      `
defaults: { legacy: false }
groups:
  old: { legacy: true }
hosts:
  r1: { groups: old }
  r2: { groups: old, legacy: false }
  r3: {}
`,
    );
    const legacy = ['r1', 'r2', 'r3'].map((name) => inventory.find(name)?.ssh?.legacy);
    expect(legacy).toEqual([true, false, false]);
  });

  it('fall back to telnet only where the inventory says so', () => {
    const inventory = load(
      '',
      `
groups:
  old: { fallback: telnet }
hosts:
  r1: { groups: old }
  r2: { groups: old, fallback: 'telnet:2323', port: 2222 }
  r3: { groups: old, transport: telnet }
  r4: {}
`,
    );
    expect(['r1', 'r2', 'r3', 'r4'].map((name) => inventory.find(name)?.fallback)).toEqual([
      { transport: 'telnet', port: 23 },
      { transport: 'telnet', port: 2323 },
      undefined,
      undefined,
    ]);
    for (const word of ['ssh', 'telnet:0', 'telnet:70000', 'telnet 23', 'yes']) {
      expect(() => load('', `hosts: {r1: {fallback: '${word}'}}`)).toThrow(
        `hosts.r1.fallback: expected telnet, or telnet:PORT, found "${word}"`,
      );
    }
    expect(() => load('', 'hosts: {r1: {transport: telnet, fallback: telnet}}')).toThrow(
      'hosts.r1.fallback: a fallback is for transport: ssh, not for telnet',
    );
  });

  it('refuse a word that is neither yes nor no', () => {
    expect(() => load('', 'hosts: {r1: {legacy: sometimes}}')).toThrow(
      'hosts.r1.legacy: expected true or false, found "sometimes"',
    );
  });

  it('leave out the ProxyCommand of a hop that is reached through another', () => {
    const config = 'Host r1\n ProxyJump a,b\nHost a b\n ProxyCommand nc %h %p\n';
    const via = load(config).resolve('r1').via;
    expect(via.map(({ name, ssh }) => [name, ssh?.proxy?.command])).toEqual([
      ['a', 'nc %h %p'],
      ['b', undefined],
    ]);
  });
});
