import { userInfo } from 'node:os';
import type { Host } from '../../core/host.ts';

/** What makes two ways the same login: every host on them, who logs in there, and how. Names do not matter. */
export function wayKey(way: readonly Host[]): string {
  return JSON.stringify(way.map(identity));
}

function identity(host: Host): unknown[] {
  const { address, port, username, password, keys, keysOnly, agent } = host;
  return [
    ...[address.toLowerCase(), port, username ?? userInfo().username],
    // A secret held in memory has no name; its function does not show up here.
    ...[password, keys, keysOnly, agent],
    ...[host.hostKeyAlias, host.knownHostsFiles, host.hostKeyPolicy, host.hashKnownHosts],
    host.ssh,
  ];
}
