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
