import { createHmac, randomBytes } from 'node:crypto';
import { wildcardMatches } from '../../core/selector/wildcard.ts';

/** The name under which a host is recorded: `host`, or `[host]:port` when the port is not 22. Lower case, as ssh(1) does. */
export function knownHostsName(address: string, port: number): string {
  const name = address.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/**
 * Whether the first field of a known_hosts line names this host. Answers as `ssh-keygen -F` does: pattern lists without
 * regard to case, with `*`, `?` and `!`; hashed names byte for byte.
 */
export function namesHost(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return hashedNameMatches(hosts, name);
  let isNamed = false;
  for (const pattern of hosts.toLowerCase().split(',')) {
    const isNegated = pattern.startsWith('!');
    if (!wildcardMatches(isNegated ? pattern.slice(1) : pattern, name.toLowerCase())) continue;
    if (isNegated) return false;
    isNamed = true;
  }
  return isNamed;
}

/** A name as OpenSSH hashes it (`HashKnownHosts`): `|1|salt|HMAC-SHA1(salt, name)`. */
export function hashName(name: string, salt: Buffer = randomBytes(20)): string {
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

function hashedNameMatches(hosts: string, name: string): boolean {
  const salt = /^\|1\|([A-Za-z0-9+/]+={0,2})\|/.exec(hosts)?.[1];
  if (salt === undefined) return false;
  const bytes = Buffer.from(salt, 'base64');
  return bytes.length === 20 && hashName(name, bytes) === hosts;
}
