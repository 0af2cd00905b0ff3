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

/** Size of an RSA key's modulus in bits; undefined for other types. */
export function rsaBits(key: Buffer): number | undefined {
  if (readBlobType(key) !== 'ssh-rsa') return undefined;
  let at = 4 + key.readUInt32BE(0);
  if (at + 4 > key.length) return undefined;
  at += 4 + key.readUInt32BE(at);
  if (at + 4 > key.length) return undefined;
  const length = key.readUInt32BE(at);
  let first = at + 4;
  while (first < at + 4 + length && key[first] === 0) first++;
  const top = key[first] ?? 0;
  return (at + 4 + length - first - 1) * 8 + (32 - Math.clz32(top));
}
