import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { parseInventory } from '../../../src/inventory/inventory-file.ts';

const PLACE = { file: '/etc/net/inventory.yaml', home: '/home/ann' };

function hostIn(text: string, name: string) {
  const host = parseInventory(text, PLACE).hosts.get(name);
  if (!host) throw new Error(`no host ${name}`);
  return host;
}

function complaintAbout(text: string): string {
  try {
    parseInventory(text, PLACE);
  } catch (error) {
    if (error instanceof ShowrunError && error.code === 'bad-file') return error.message;
    throw error;
  }
  return 'nothing';
}

describe('an inventory file', () => {
  it('lets a host win over its groups and groups over defaults', () => {
    const text = `
defaults: {username: ops, port: 22, platform: auto}
groups:
  core: {port: 2022, platform: cisco_ios}
hosts:
  r1: {groups: core, platform: arista_eos}
`;
    expect(hostIn(text, 'r1')).toMatchObject({
      username: 'ops',
      port: 2022,
      platform: 'arista_eos',
    });
  });

  it('says in which characters a host writes', () => {
    const text =
      'groups: {cn: {encoding: gbk}}\nhosts: {r1: {groups: cn}, r2: {encoding: Latin-1}}';
    expect(hostIn(text, 'r1').encoding).toBe('gbk');
    expect(hostIn(text, 'r2').encoding).toBe('Latin-1');
  });

  it("keeps a person's own data, a host's keys winning over its groups' one by one", () => {
    const text = `
defaults: {data: {site: hq, tier: 3}}
groups: {lab: {data: {site: lab, tags: [a, 1, true]}}}
hosts:
  r1: {groups: lab, data: {site: Paris, own: {kit: null, deep: [{x: y}]}}}
  r2: {groups: lab}
  r3: {}
`;
    expect(hostIn(text, 'r1').data).toEqual({
      site: 'Paris',
      tier: 3,
      tags: ['a', 1, true],
      own: { kit: null, deep: [{ x: 'y' }] },
    });
    expect(hostIn(text, 'r2').data).toEqual({ site: 'lab', tier: 3, tags: ['a', 1, true] });
    expect(hostIn(text, 'r3').data).toEqual({ site: 'hq', tier: 3 });
    expect(hostIn('hosts: {r4: }', 'r4').data).toBeUndefined();
  });

  it('lets the group listed first win', () => {
    const text = `
groups: {a: {port: 1001}, b: {port: 1002, username: bob}}
hosts: {r1: {groups: [a, b]}}
`;
    expect(hostIn(text, 'r1')).toMatchObject({ port: 1001, username: 'bob' });
  });

  it('puts a host into the groups of its groups, even in a circle', () => {
    const text = `
groups: {leaf: {groups: dc}, dc: {groups: leaf, username: ops}}
hosts: {r1: {groups: leaf}}
`;
    expect(hostIn(text, 'r1')).toMatchObject({ groups: ['leaf', 'dc'], username: 'ops' });
  });

  it('knows groups that only hosts name', () => {
    expect(parseInventory('hosts: {r1: {groups: [edge]}}', PLACE).groups).toEqual(['edge']);
  });

  it('takes a host without any value', () => {
    expect(hostIn('hosts:\n  r1:\n', 'r1').address).toBeUndefined();
  });

  it('finds key files from home and beside the inventory', () => {
    const text = 'hosts: {r1: {key: [~/.ssh/lab, keys/r1, /k]}}';
    expect(hostIn(text, 'r1').keys).toEqual(['/home/ann/.ssh/lab', '/etc/net/keys/r1', '/k']);
  });

  it.each([
    ['{env: R1_PASSWORD}', { from: 'env', name: 'R1_PASSWORD' }],
    ['{command: pass show r1}', { from: 'command', command: 'pass show r1' }],
    ['{prompt: true}', { from: 'prompt' }],
    ['{vault: site-7/admin@core}', { from: 'vault', name: 'site-7/admin@core' }],
  ])('takes a password as %s', (written, source) => {
    expect(hostIn(`hosts: {r1: {password: ${written}}}`, 'r1').password).toEqual(source);
  });

  it('keeps a number as it is written where text is meant', () => {
    expect(hostIn('hosts: {r1: {username: 007}}', 'r1').username).toBe('007');
  });

  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
  ])('takes %s after which a session is kept awake', (written, ms) => {
    const text = `hosts: {r1: {keepAwake: ${written}, reconnect: false}}`;
    expect(hostIn(text, 'r1')).toMatchObject({ keepAwakeMs: ms, reconnect: false });
  });

  it.each([
    ['off', 'off'],
    ['false', 'off'],
    ['on', 'on'],
    ["'sites/%H.log'", 'sites/%H.log'],
  ])('takes log: %s', (written, log) => {
    expect(hostIn(`hosts: {r1: {log: ${written}}}`, 'r1')).toMatchObject({ log });
  });

  it('is empty when the file is', () => {
    expect(parseInventory('', PLACE).hosts.size).toBe(0);
  });
});

describe('a bad inventory file', () => {
  it.each([
    [
      'hosts:\n  r1:\n    port: ssh',
      '/etc/net/inventory.yaml:3: hosts.r1.port: expected a number from 1 to 65535, found "ssh"',
    ],
    [
      'hosts:\n  r1: {port: 70000}',
      '/etc/net/inventory.yaml:2: hosts.r1.port: expected a number from 1 to 65535, found 70000',
    ],
    [
      'hosts:\n  r1: {adress: 10.0.0.1}',
      "/etc/net/inventory.yaml:2: hosts.r1: unknown key 'adress'; did you mean address?",
    ],
    [
      'hosts: [r1, r2]',
      '/etc/net/inventory.yaml:1: hosts: expected a host on each line, found a list',
    ],
    [
      'hosts:\n  r1: 10.0.0.1',
      '/etc/net/inventory.yaml:2: hosts.r1: expected a mapping with address, port, transport, fallback, command, platform, username, password, secret, key, groups, data, via, console, wake, login, then, legacy, encoding, reconnect, keepAwake, log, prompt, found "10.0.0.1"',
    ],
    [
      'hosts:\n  r1: {data: lab}',
      '/etc/net/inventory.yaml:2: hosts.r1.data: expected a mapping such as site: lab, found "lab"',
    ],
    [
      'hosts:\n  r1: {data: {platform: x}}',
      "/etc/net/inventory.yaml:2: hosts.r1.data: 'platform' is what every host has already: choose another name",
    ],
    [
      'hosts:\n  r1: {data: {"a b": x}}',
      "/etc/net/inventory.yaml:2: hosts.r1.data: the key 'a b' is not one word of letters, digits, _ and -",
    ],
    [
      'hosts:\n  r1: {data: {own: {password: x}}}',
      "/etc/net/inventory.yaml:2: hosts.r1.data.own: 'password': no secrets here, scripts see it; password: and secret: say where one comes from",
    ],
    [
      'hosts:\n  r1: {prompt: /(/}',
      "/etc/net/inventory.yaml:2: hosts.r1.prompt: '/(/' is neither a prompt nor a regular expression between slashes",
    ],
    [
      'hosts:\n  r1: {encoding: klingon}',
      "/etc/net/inventory.yaml:2: hosts.r1.encoding: 'klingon' is no character set a terminal can use: utf-8, latin-1, gbk, big5, shift_jis, euc-kr and the like",
    ],
    [
      'hosts:\n  r1: {keepAwake: 5}',
      '/etc/net/inventory.yaml:2: hosts.r1.keepAwake: expected a time of at least 10 s, as 90s, 5m or 1h, found 5',
    ],
    [
      'hosts:\n  r1: {transport: serial}',
      '/etc/net/inventory.yaml:2: hosts.r1.transport: expected ssh, telnet or local, found "serial"',
    ],
    [
      "hosts:\n  '-oProxyCommand=x': {}",
      "/etc/net/inventory.yaml:2: hosts: the name '-oProxyCommand=x' starts with -",
    ],
    [
      'hosts:\n  r1: {address: "a;b"}',
      "/etc/net/inventory.yaml:2: hosts.r1.address: 'a;b' holds ';'",
    ],
    [
      'hosts:\n  __proto__: {port: 1}',
      "/etc/net/inventory.yaml:2: hosts: '__proto__' cannot be a name",
    ],
    [
      'hosts:\n  r1: {password: {env: A, prompt: true}}',
      '/etc/net/inventory.yaml:2: hosts.r1.password: expected exactly one of vault, env, command and prompt',
    ],
    [
      'hosts:\n  r1: {secret: {vault: two words}}',
      '/etc/net/inventory.yaml:2: hosts.r1.secret.vault: a name has letters, digits and . _ - @ : / in it, 100 at most, and begins with a letter or a digit',
    ],
    [
      'devices: {}',
      "/etc/net/inventory.yaml:1: unknown key 'devices'; known are hosts, groups, defaults",
    ],
  ])('names line, place and what was expected: %j', (text, line) => {
    expect(complaintAbout(text)).toBe(line);
  });

  it('refuses a password in plain text without repeating it', () => {
    const complaint = complaintAbout('hosts:\n  r1:\n    password: hunter2');
    expect(complaint).toMatch(
      /^\/etc\/net\/inventory.yaml:3: hosts.r1.password: passwords are not kept in files/,
    );
    expect(complaint).not.toContain('hunter2');
  });

  it('lists the first five problems and counts the rest', () => {
    const hosts = Array.from({ length: 8 }, (_, at) => `  r${at}: {port: none}`);
    const lines = complaintAbout(`hosts:\n${hosts.join('\n')}`).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe('and 3 more');
  });

  it('says where YAML itself is broken', () => {
    expect(complaintAbout('hosts:\n  r1: {port: 22\n')).toMatch(
      /^\/etc\/net\/inventory.yaml:\d+: /,
    );
  });

  it('refuses a name that comes twice', () => {
    expect(complaintAbout('hosts:\n  r1: {}\n  r1: {}')).toMatch(
      /^\/etc\/net\/inventory.yaml:3: .*unique/,
    );
  });

  it('survives brackets nested without end', () => {
    expect(complaintAbout('['.repeat(100_000))).not.toBe('nothing');
  });

  it('shows no control characters of the file', () => {
    expect(complaintAbout('hosts:\n  r1: {port: "\\e[31m"}')).not.toContain('\u001b');
  });
});
