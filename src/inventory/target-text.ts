import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { checkName } from './host-name.ts';

/** A host as people type it, taken apart. */
export interface TargetText {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
}

/**
 * Reads `[user@]host[:port]`, `[::1]:22`, a bare IPv6 address and `ssh://user@host:port`. Throws `bad-usage` naming the
 * part that is wrong.
 */
export function parseTarget(text: string): TargetText {
  const body = text.replace(/^ssh:\/\//i, '').replace(/\/$/, '');
  // The last @: a user name may hold one, a host may not.
  const at = body.lastIndexOf('@');
  const user = at < 0 ? undefined : body.slice(0, at);
  const { host, port } = splitPort(body.slice(at + 1));
  if (user !== undefined) checkName('user', user);
  checkName('host', host);
  return { user, host, port: port === undefined ? undefined : parsePort(port, text) };
}

function splitPort(text: string): { host: string; port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] };
  const colon = text.indexOf(':');
  // Two colons without brackets: an IPv6 address, which has no port.
  if (colon < 0 || text.includes(':', colon + 1)) return { host: text, port: undefined };
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
}

function parsePort(port: string, text: string): number {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1 && number <= 65_535) return number;
  throw new ShowrunError('bad-usage', `'${safe(text, 100)}': '${safe(port, 20)}' is not a port`, {
    advice: 'a port is a number from 1 to 65535',
  });
}
