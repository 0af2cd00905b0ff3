import type { Host } from '../../src/core/host.ts';

/** A host for tests; give what matters to yours. */
export function testHost(known: Partial<Host> = {}): Host {
  return {
    name: 'r1',
    address: '127.0.0.1',
    port: 22,
    platform: 'auto',
    username: 'ann',
    password: undefined,
    keys: [],
    keysOnly: false,
    agent: undefined,
    groups: [],
    via: [],
    hostKeyAlias: undefined,
    knownHostsFiles: [],
    hostKeyPolicy: 'ask',
    source: 'test',
    ...known,
  };
}
