import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SshOptions } from '../../../src/core/host.ts';
import { readRsaBits } from '../../../src/net/known-hosts/key-blob.ts';
import { refusalOfTruncatable } from '../../../src/net/truncatable.ts';
import { weaknessesOf } from '../../../src/net/weaknesses.ts';
import { testHost } from '../../helpers/test-host.ts';

function text(bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/** The blob of a fresh RSA key, as a server shows it. */
function rsaBlob(modulusLength: number): Buffer {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  const { n = '' } = publicKey.export({ format: 'jwk' });
  const modulus = Buffer.concat([Buffer.from([0]), Buffer.from(n, 'base64url')]);
  return Buffer.concat([text('ssh-rsa'), text(Buffer.from([1, 0, 1])), text(modulus)]);
}

const GOOD = { cipher: 'aes128-gcm@openssh.com', mac: '' };
const SOUND = { kex: 'curve25519-sha256', serverHostKey: 'ssh-ed25519', cs: GOOD, sc: GOOD };
const ED25519 = Buffer.concat([text('ssh-ed25519'), text(Buffer.alloc(32))]);

const strict = (hostKey: Buffer) => ({ hostKey, strictKex: 'yes' as const });

describe('the weaknesses of a connection', () => {
  it('are none for a sound one', () => {
    expect(weaknessesOf(SOUND, { hostKey: ED25519, strictKex: 'no' })).toEqual([]);
    expect(
      weaknessesOf({ ...SOUND, serverHostKey: 'rsa-sha2-512' }, strict(rsaBlob(2_048))),
    ).toEqual([]);
  });

  it('name each weak part once', () => {
    const old = { cipher: '3des-cbc', mac: 'hmac-md5' };
    const kex = 'diffie-hellman-group1-sha1';
    expect(
      weaknessesOf({ kex, serverHostKey: 'ssh-rsa', cs: old, sc: old }, strict(rsaBlob(1_024))),
    ).toEqual([
      'key exchange diffie-hellman-group1-sha1',
      'host key signature ssh-rsa',
      'RSA host key of 1024 bits',
      'cipher 3des-cbc',
      'MAC hmac-md5',
    ]);
  });
});

describe('without strict key exchange', () => {
  const with_ = (cipher: string, mac: string) =>
    weaknessesOf(
      { ...SOUND, cs: { cipher, mac }, sc: GOOD },
      { hostKey: ED25519, strictKex: 'no' },
    );

  it('the ciphers that can be cut short are weak, and no others', () => {
    const chacha = 'chacha20-poly1305@openssh.com';
    expect(with_(chacha, '')).toEqual([`cipher ${chacha} without strict key exchange`]);
    expect(with_('aes128-cbc', 'hmac-sha2-256-etm@openssh.com')).toEqual([
      'cipher aes128-cbc with hmac-sha2-256-etm@openssh.com without strict key exchange',
      'cipher aes128-cbc',
    ]);
    expect(with_('aes256-ctr', 'hmac-sha2-256-etm@openssh.com')).toEqual([]);
    const both = { cipher: chacha, mac: '' };
    expect(weaknessesOf({ ...SOUND, cs: both, sc: both }, strict(ED25519))).toEqual([]);
  });
});

describe('a peer without strict key exchange that has nothing but ChaCha20', () => {
  const one = { cipher: 'chacha20-poly1305@openssh.com', mac: '' };
  const negotiated = { ...SOUND, cs: one, sc: one };
  const refusal = (ssh: SshOptions) =>
    refusalOfTruncatable({ host: testHost({ ssh }), who: 'r1' }, negotiated);

  it('is refused unless a person allows it', () => {
    expect(refusal({})).toMatchObject({
      code: 'no-common-algorithm',
      message:
        'r1 has nothing better than cipher chacha20-poly1305@openssh.com without strict key exchange',
      legacy: { host: { name: 'r1' } },
    });
    expect(refusal({ legacy: true })).toBeUndefined();
    expect(refusal({ algorithms: { cipher: 'chacha20-*' } })).toBeUndefined();
  });
});

describe('the size of an RSA key', () => {
  it.each([512, 1_000, 1_024, 2_048])('is read from its blob: %d', (bits) => {
    expect(readRsaBits(rsaBlob(bits))).toBe(bits);
  });

  it('is unknown, without harm, for anything else', () => {
    expect(readRsaBits(ED25519)).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const bits = readRsaBits(Buffer.concat([text('ssh-rsa'), Buffer.from(bytes)]));
        expect(bits ?? 0).toBeLessThanOrEqual(bytes.length * 8);
      }),
    );
  });
});
