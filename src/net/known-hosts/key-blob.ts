import { createHash } from 'node:crypto';

/** The type name inside a public key blob (RFC 4253 6.6): its first string. '' if there is none. */
export function readBlobType(key: Buffer): string {
  if (key.length < 4) return '';
  const length = key.readUInt32BE(0);
  return 4 + length <= key.length ? key.toString('latin1', 4, 4 + length) : '';
}

/** A key's fingerprint as OpenSSH prints it: `SHA256:` and base64 without padding. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The size of an RSA public key (RFC 4253 6.6: type, e, n); undefined for other types and for what is no key. */
export function readRsaBits(key: Buffer): number | undefined {
  if (readBlobType(key) !== 'ssh-rsa') return undefined;
  let at = 4 + 'ssh-rsa'.length;
  if (at + 4 > key.length) return undefined;
  at += 4 + key.readUInt32BE(at);
  if (at + 4 > key.length) return undefined;
  const modulus = key.subarray(at + 4, at + 4 + key.readUInt32BE(at));
  const first = modulus.findIndex((byte) => byte !== 0);
  if (first < 0) return undefined;
  return (modulus.length - first) * 8 - Math.clz32(modulus[first] ?? 0) + 24;
}
