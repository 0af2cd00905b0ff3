import ssh2 from 'ssh2';

export interface HostKey {
  /** In OpenSSH's format. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…`, as a known_hosts line ends. */
  readonly publicKey: string;
}

const ATTEMPTS = 8;

/** A fresh host key. About one generated key in two hundred cannot be read back, so each is read before it is used. */
export function generateHostKey(): HostKey {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    const parsed = ssh2.utils.parseKey(pair.private);
    if (parsed instanceof Error) continue;
    const publicKey = `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
    if (!(ssh2.utils.parseKey(publicKey) instanceof Error)) {
      return { privateKey: pair.private, publicKey };
    }
  }
  throw new Error('no usable host key could be generated');
}
