import { ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';

/** A way that comes back to a host it has passed. */
export function circle(source: string, path: readonly string[]): ShowrunError {
  const way = safe(path.join(' → '));
  return new ShowrunError('bad-file', `${safe(source)}: via goes in a circle: ${way}`);
}

/** Only SSH carries connections to other hosts (RFC 4254 7.2). */
export function noJumpHost(
  via: string,
  { hop, from }: { readonly hop: Host; readonly from: { place: string; name: string } },
): ShowrunError {
  const why = hop.transport === 'local' ? 'is a command of this machine' : 'is reached by telnet';
  return new ShowrunError(
    'bad-file',
    `${safe(from.place)}: hosts.${safe(from.name)}.via: '${safe(via)}' ${why}, and only SSH hosts can be gone through`,
    { advice: "to go on from its prompt, give it a 'then:'" },
  );
}
