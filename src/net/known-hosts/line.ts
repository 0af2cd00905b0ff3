import { readBlobType } from './key-blob.ts';

/** One usable line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownHostsEntry {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly marker: 'none' | 'revoked' | 'cert-authority';
  /** The first field as written: a pattern list, or one hashed name `|1|salt|hash`. */
  readonly hosts: string;
  readonly keyType: string;
  /** The public key as it goes over the wire. */
  readonly key: Buffer;
}

/**
 * Reads the text of a known_hosts file. As in OpenSSH a line that cannot be understood is skipped and the rest is used:
 * a damaged line must not hide the others.
 */
export function parseKnownHosts(text: string, file: string): KnownHostsEntry[] {
  return text.split('\n').flatMap((line, index) => {
    const entry = parseLine(line);
    return entry === undefined ? [] : [{ ...entry, file, line: index + 1 }];
  });
}

type LineContents = Omit<KnownHostsEntry, 'file' | 'line'>;

function parseLine(line: string): LineContents | undefined {
  let rest = line.replace(/^[ \t]+/, '');
  if (rest === '' || rest === '\r' || rest.startsWith('#')) return undefined;
  let marker: KnownHostsEntry['marker'] = 'none';
  // The marker ends at the first blank, and at a tab only if no blank follows anywhere: so does ssh(1).
  const markerEnd = rest.includes(' ') ? rest.indexOf(' ') : rest.indexOf('\t');
  const mark = rest.startsWith('@') ? rest.slice(1, markerEnd) : '';
  if (mark === 'revoked' || mark === 'cert-authority') {
    marker = mark;
    rest = rest.slice(markerEnd).replace(/^[ \t]+/, '');
  }
  // An unknown marker, or a second one, makes the whole line invalid.
  if (rest.startsWith('@')) return undefined;
  const fields = /^([^ \t]+)[ \t]+([^ \t]+)[ \t]+([^ \t\r]+)/.exec(rest);
  if (!fields) return undefined;
  const [, hosts = '', keyType = '', body = ''] = fields;
  const key = decodeBase64(body);
  if (key === undefined || !KEY_TYPES.has(keyType) || readBlobType(key) !== keyType) {
    return undefined;
  }
  return { marker, hosts, keyType, key };
}

/** The key types known to OpenSSH; a line with any other is invalid there, so it is here. */
const KEY_TYPES = new Set([
  'ssh-ed25519',
  'ssh-rsa',
  'ssh-dss',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]);

function decodeBase64(text: string): Buffer | undefined {
  // Node skips what is not base64, OpenSSH refuses it.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return Buffer.from(text, 'base64');
}
