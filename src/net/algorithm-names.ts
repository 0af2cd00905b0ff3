import { getCiphers, getHashes } from 'node:crypto';

/** The four lists that are negotiated, by ssh2's names for them. Names are those of RFC 4253 and its successors. */
export interface SshAlgorithms {
  readonly kex: readonly string[];
  readonly serverHostKey: readonly string[];
  readonly cipher: readonly string[];
  readonly hmac: readonly string[];
}

/** What is offered to every host, best first. */
export const USUAL: SshAlgorithms = {
  kex: [
    'curve25519-sha256@libssh.org',
    'curve25519-sha256',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group15-sha512',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group17-sha512',
    'diffie-hellman-group18-sha512',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'chacha20-poly1305@openssh.com',
  ],
  hmac: [
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
    'hmac-sha2-256',
    'hmac-sha2-512',
  ],
};

/** What old devices need besides, least bad first; offered only to hosts for which a person has allowed it. */
export const LEGACY: SshAlgorithms = {
  kex: [
    'diffie-hellman-group14-sha1',
    'diffie-hellman-group-exchange-sha1',
    'diffie-hellman-group1-sha1',
  ],
  serverHostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: available(getCiphers(), {
    'aes256-cbc': 'aes-256-cbc',
    'aes192-cbc': 'aes-192-cbc',
    'aes128-cbc': 'aes-128-cbc',
    '3des-cbc': 'des-ede3-cbc',
  }),
  hmac: available(getHashes(), {
    'hmac-sha1-etm@openssh.com': 'sha1',
    'hmac-sha1': 'sha1',
    'hmac-sha1-96': 'sha1',
    'hmac-md5': 'md5',
    'hmac-md5-96': 'md5',
  }),
};

/** Everything that can be used, for the rules of ssh_config to choose from. */
export const SUPPORTED: SshAlgorithms = {
  kex: [...USUAL.kex, ...LEGACY.kex],
  serverHostKey: [...USUAL.serverHostKey, ...LEGACY.serverHostKey],
  cipher: [...USUAL.cipher, ...LEGACY.cipher],
  hmac: [...USUAL.hmac, ...LEGACY.hmac],
};

/** A locked-down OpenSSL lacks some, and ssh2 throws for a name it cannot use. */
function available(have: readonly string[], names: Readonly<Record<string, string>>): string[] {
  return Object.keys(names).filter((name) => have.includes(names[name] ?? ''));
}
