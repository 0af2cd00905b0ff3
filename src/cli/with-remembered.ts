import type { Host } from '../core/host.ts';
import type { RememberedHosts } from '../inventory/remembered-hosts.ts';

/** The host with the old algorithms that a person has allowed for it, and for each host on the way by itself. */
export function withAllowedLegacy(host: Host, remembered: Pick<RememberedHosts, 'of'>): Host {
  const allowed = (one: Host): Host =>
    remembered.of(one)?.legacy === true ? { ...one, ssh: { ...one.ssh, legacy: true } } : one;
  const via = host.via.map((hop, at) => {
    const { ssh } = allowed({ ...hop, via: host.via.slice(0, at) });
    return ssh === undefined ? hop : { ...hop, ssh };
  });
  return { ...allowed(host), via };
}
