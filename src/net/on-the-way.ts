import { retold, type ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';

/**
 * A failure as the session to `host` tells it. That of a host on the way says what it has to do with this one:
 * `jump1 (on the way to r7) refused the connection`.
 */
export function toldOnTheWay(error: ShowrunError, host: Host): ShowrunError {
  const { message } = error;
  const who = host.via
    .map(({ name }) => safe(name))
    .sort((a, b) => b.length - a.length)
    .find((name) => message.startsWith(`${name} `) || message.startsWith(`${name}:`));
  if (who === undefined || message.startsWith(`${who} (on the way`)) return error;
  const told = `${who} (on the way to ${safe(host.name)})${message.slice(who.length)}`;
  return retold(error, { message: told });
}
