import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderAlgorithms } from '../../../../src/net/algorithms.ts';
import {
  decideHostKey,
  entriesFor,
  recordedTypes,
} from '../../../../src/net/known-hosts/decide.ts';
import { addKnownHost, readKnownHosts } from '../../../../src/net/known-hosts/files.ts';
import { fingerprintOf } from '../../../../src/net/known-hosts/key-blob.ts';
import { parseKnownHosts } from '../../../../src/net/known-hosts/line.ts';
import { hashName, knownHostsName, namesHost } from '../../../../src/net/known-hosts/name.ts';

/** A public key blob of a type; `seed` tells keys apart. */
function blob(type: string, seed: number): Buffer {
  const name = Buffer.from(type);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return Buffer.concat([length, name, Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, seed)]);
}

function line(hosts: string, key: Buffer, type = 'ssh-ed25519'): string {
  return `${hosts} ${type} ${key.toString('base64')}`;
}

const K1 = blob('ssh-ed25519', 1);
const K2 = blob('ssh-ed25519', 2);
const RSA = blob('ssh-rsa', 3);

function decide(name: string, key: Buffer, ...lines: string[]) {
  return decideHostKey(name, key, parseKnownHosts(lines.join('\n'), 'kh'));
}

describe('a known_hosts file', () => {
  it('gives each usable line with its number and skips what it cannot understand', () => {
    const text = [
      '# a comment',
      '',
      line('r1', K1),
      'r2 ssh-ed25519',
      'r3 ssh-ed25519 not!base64',
      `r4 ssh-rsa ${K1.toString('base64')}`,
      `r5 ssh-unknown ${K1.toString('base64')}`,
      `@strange ${line('r6', K1)}`,
      `@revoked @cert-authority ${line('r7', K1)}`,
      `  \t${line('r8', K1)} with a comment`,
      `@cert-authority ${line('*.example.net', K1)}`,
      line('r9', K1),
    ].join('\n');
    expect(
      parseKnownHosts(text, 'kh').map(({ line: at, hosts, marker }) => [at, hosts, marker]),
    ).toEqual([
      [3, 'r1', 'none'],
      [10, 'r8', 'none'],
      [11, '*.example.net', 'cert-authority'],
      [12, 'r9', 'none'],
    ]);
  });

  it('may have line ends of either kind', () => {
    expect(parseKnownHosts(`${line('r1', K1)}\r\n${line('r2', K2)}\r\n`, 'kh')).toHaveLength(2);
  });
});

describe('a host field', () => {
  it.each([
    ['r1', 'r1', true],
    ['r1,r2', 'r2', true],
    ['R1', 'r1', true],
    ['r1', 'r10', false],
    ['r*', 'r10', true],
    ['r?', 'r10', false],
    ['*.example.net,!r9.example.net', 'r1.example.net', true],
    ['*.example.net,!r9.example.net', 'r9.example.net', false],
    ['!r9', 'r1', false],
    ['[r1]:2022', '[r1]:2022', true],
    ['[r1]:2022', 'r1', false],
    ['[r1]:*', '[r1]:2022', true],
    ['r.', 'rx', false],
  ])('%s names %s: %s', (hosts, name, expected) => {
    expect(namesHost(hosts, name)).toBe(expected);
  });

  it('may be hashed', () => {
    const hashed = hashName('[r1]:2022', Buffer.alloc(20, 7));
    expect(namesHost(hashed, '[r1]:2022')).toBe(true);
    expect(namesHost(hashed, 'r1')).toBe(false);
    expect(namesHost('|1|short|hash', 'r1')).toBe(false);
  });
});

describe('the verdict on a host key', () => {
  it('is known when the same key is recorded', () => {
    expect(decide('r1', K1, line('r1', K2), line('r1', K1)).verdict).toBe('known');
  });

  it('is unknown when nothing is recorded', () => {
    expect(decide('r1', K1, line('r2', K1)).verdict).toBe('unknown');
  });

  it('is changed when another key is recorded, and names the line', () => {
    expect(decide('r1', K1, '# x', line('r1', K2))).toMatchObject({
      verdict: 'changed',
      recorded: { line: 2, file: 'kh' },
    });
  });

  it('is changed when only a key of another type is recorded', () => {
    expect(decide('r1', K1, line('r1', RSA, 'ssh-rsa')).verdict).toBe('changed');
  });

  it('points at the recorded key of the same type if there is one', () => {
    expect(decide('r1', K1, line('r1', RSA, 'ssh-rsa'), line('r1', K2))).toMatchObject({
      recorded: { line: 2 },
    });
  });

  it('is revoked even if the key is also recorded as good', () => {
    const lines = [line('r1', K1), `@revoked ${line('*', K1)}`];
    expect(decide('r1', K1, ...lines).verdict).toBe('revoked');
    expect(decide('r1', K2, ...lines).verdict).toBe('changed');
  });

  it('is ca-only when just an authority is recorded', () => {
    expect(decide('r1', K1, `@cert-authority ${line('r*', K2)}`).verdict).toBe('ca-only');
  });

  it('takes the plain name for another port when the key is the same, and not against it', () => {
    expect(decide('[r1]:2022', K1, line('r1', K1)).verdict).toBe('known');
    expect(decide('[r1]:2022', K1, line('r1', K2)).verdict).toBe('unknown');
    expect(decide('[r1]:2022', K1, `@revoked ${line('r1', K1)}`).verdict).toBe('revoked');
  });
});

describe('what is asked of the server', () => {
  it('begins with the types that are recorded', () => {
    const entries = parseKnownHosts(
      [line('r1', RSA, 'ssh-rsa'), line('r1', RSA, 'ssh-rsa')].join('\n'),
      'kh',
    );
    const types = recordedTypes('r1', entries);
    expect(types).toEqual(['ssh-rsa']);
    expect(orderAlgorithms(types).slice(0, 4)).toEqual([
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-ed25519',
      'ecdsa-sha2-nistp256',
    ]);
  });

  it('never loses an algorithm and never asks for one that is unknown', () => {
    expect(orderAlgorithms(['sk-ssh-ed25519@openssh.com']).sort()).toEqual(
      orderAlgorithms([]).sort(),
    );
  });
});

describe('names and fingerprints', () => {
  it('writes the port only when it is not 22, and in lower case', () => {
    expect(knownHostsName('R1.Example.net', 22)).toBe('r1.example.net');
    expect(knownHostsName('::1', 2022)).toBe('[::1]:2022');
  });

  it('have no padding', () => {
    expect(fingerprintOf(K1)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });
});

describe('adding to known_hosts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-kh-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes folder and file for their owner only', async () => {
    const file = join(folder, '.ssh/known_hosts');
    await addKnownHost({ file, name: 'r1', key: K1, isHashed: false });
    expect(readFileSync(file, 'utf8')).toBe(`${line('r1', K1)}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, '.ssh')).mode & 0o777).toBe(0o700);
  });

  it('does not glue its line to one without an end', async () => {
    const file = join(folder, 'known_hosts');
    writeFileSync(file, line('r1', K1));
    await addKnownHost({ file, name: 'r2', key: K2, isHashed: false });
    const found = await readKnownHosts([file]);
    expect(found.map(({ hosts, line: at }) => [hosts, at])).toEqual([
      ['r1', 1],
      ['r2', 2],
    ]);
  });

  it('hashes where the file does, and where it is told to', async () => {
    const file = join(folder, 'known_hosts');
    await addKnownHost({ file, name: 'r1', key: K1, isHashed: true });
    await addKnownHost({ file, name: 'r2', key: K2, isHashed: false });
    const found = await readKnownHosts([file]);
    expect(found.every(({ hosts }) => hosts.startsWith('|1|'))).toBe(true);
    expect(entriesFor('r2', found)).toHaveLength(1);
  });

  it.each(['*', 'r1,r2', '!r1', 'r?', 'a b', 'a\nb', '#r1', '@revoked', '|1|x'])(
    'refuses a name that would speak for other hosts: %j',
    async (name) => {
      const file = join(folder, 'known_hosts');
      await expect(addKnownHost({ file, name, key: K1, isHashed: false })).rejects.toThrow(
        'cannot be recorded',
      );
      expect(await readKnownHosts([file])).toEqual([]);
    },
  );

  it('reads several files and takes a missing one as empty', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    writeFileSync(one, line('r1', K1));
    writeFileSync(two, line('r1', K2));
    const found = await readKnownHosts([one, join(folder, 'none'), two]);
    expect(found.map(({ file }) => file)).toEqual([one, two]);
  });

  it('refuses to go on without a file it cannot read', async () => {
    mkdirSync(join(folder, 'known_hosts'));
    await expect(readKnownHosts([join(folder, 'known_hosts')])).rejects.toThrow('cannot read');
  });
});
