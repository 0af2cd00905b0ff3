import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  HEADER_BYTES,
  newVaultKey,
  openVault,
  sealVault,
  type VaultKey,
  vaultKeyFor,
} from '../../../src/vault/vault-file.ts';

const QUICK = { log2N: 10, r: 8, p: 1 };
const ENTRIES = new Map([
  ['core', { secret: 'Tr0ub4dor', atMs: 1 }],
  ['__proto__', { secret: 'polluted', atMs: 2 }],
]);
let key: VaultKey;

beforeAll(async () => {
  key = await newVaultKey('correct horse', QUICK);
});

describe("the vault's file", () => {
  it('gives back whatever was put into it', () => {
    const entry = fc.record({ secret: fc.string({ unit: 'grapheme' }), atMs: fc.nat() });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), entry)), (listed) => {
        const entries = new Map(listed);
        expect(openVault(sealVault(entries, key), key, 'vault')).toEqual(entries);
      }),
    );
  });

  it('is opened with the passphrase alone, on any keyboard', async () => {
    const composed = await newVaultKey('Zürich 8001', QUICK);
    const file = sealVault(ENTRIES, composed);
    const typed = await vaultKeyFor(file, 'Zu\u0308rich 8001', 'vault');
    expect(openVault(file, typed, 'vault')).toEqual(ENTRIES);
  });

  it('is not opened with another passphrase', async () => {
    const file = sealVault(ENTRIES, key);
    const wrong = await vaultKeyFor(file, 'correct Horse', 'vault');
    expect(openVault(file, wrong, 'vault')).toBeUndefined();
  });

  it('shows neither names nor secrets, and never the same bytes twice', () => {
    const [one, two] = [sealVault(ENTRIES, key), sealVault(ENTRIES, key)];
    expect(one.includes('core')).toBe(false);
    expect(one.includes('Tr0ub4dor')).toBe(false);
    expect(one.subarray(HEADER_BYTES).equals(two.subarray(HEADER_BYTES))).toBe(false);
    expect(one.subarray(HEADER_BYTES - 12, HEADER_BYTES)).not.toEqual(
      two.subarray(HEADER_BYTES - 12, HEADER_BYTES),
    );
  });

  it('does not tell by its length how long a secret is', () => {
    const long = new Map([['core', { secret: 'x'.repeat(200), atMs: 1 }]]);
    expect(sealVault(long, key).length).toBe(sealVault(ENTRIES, key).length);
  });

  it('uses scrypt with N = 2^17, r = 8, p = 1 unless told', async () => {
    const file = sealVault(ENTRIES, await newVaultKey('correct horse'));
    expect([...file.subarray(8, 12)]).toEqual([1, 17, 8, 1]);
    const again = await vaultKeyFor(file, 'correct horse', 'vault');
    expect(openVault(file, again, 'vault')).toEqual(ENTRIES);
  });

  it('is refused with any byte changed, whoever changed it', () => {
    const file = sealVault(ENTRIES, key);
    for (let at = 0; at < file.length; at++) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(() => openVault(changed, key, 'vault'), `byte ${at}`).toThrow(
        /is damaged|is no vault|newer showrun/,
      );
    }
  });

  it('is not opened with a byte of its header changed by somebody who corrects the sum', () => {
    const file = sealVault(ENTRIES, key);
    for (let at = 0; at < HEADER_BYTES; at++) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const outcome = attempt(() => openVault(summed(changed), key, 'vault'));
      expect(outcome, `byte ${at}`).not.toBeInstanceOf(Map);
    }
  });

  it('is damaged when it was cut off anywhere', () => {
    const file = sealVault(ENTRIES, key);
    for (let length = 8; length < file.length; length++) {
      expect(() => openVault(file.subarray(0, length), key, 'vault')).toThrow('vault is damaged');
    }
    expect(() => openVault(file.subarray(0, 4), key, 'vault')).toThrow('vault is no vault');
    expect(() => openVault(Buffer.alloc(0), key, 'vault')).toThrow('vault is no vault');
  });

  it.each([
    ['N above 2^20', [21, 8, 1]],
    ['N of next to nothing', [1, 8, 1]],
    ['more than a gigabyte', [20, 9, 1]],
    ['no r', [17, 0, 1]],
    ['a large p', [17, 8, 255]],
  ])('is refused when it asks for %s, before any work is done', async (_what, making) => {
    const file = sealVault(ENTRIES, key);
    file.set(making, 9);
    await expect(vaultKeyFor(summed(file), 'correct horse', 'vault')).rejects.toThrow(
      /asks for scrypt with N = 2\^/,
    );
  });

  it('of a later version is named as such', () => {
    const file = sealVault(ENTRIES, key);
    file[8] = 2;
    expect(() => openVault(file, key, 'vault')).toThrow('written by a newer showrun');
  });
});

function summed(file: Buffer): Buffer {
  const body = file.subarray(0, -32);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}
