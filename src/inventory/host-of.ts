import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../core/host.ts';
import type { InventoryEntry } from './inventory-entry.ts';
import { isShell, LOCAL_ADDRESS, SHELL_PLATFORM } from './local-target.ts';
import type { Person, SshSettings } from './ssh-config-settings.ts';
import { sshOptions } from './ssh-options.ts';

/** What is known of a host that is not a `Host` yet. */
export interface HostParts {
  readonly name: string;
  readonly entry: InventoryEntry;
  /** What ssh_config says of it. */
  readonly settings: SshSettings;
  readonly source: string;
  /** The name ssh_config was asked about. */
  readonly originalName: string;
  readonly via: readonly Host[];
  readonly person: Person;
}

/** The host that an entry and ssh_config make together; the entry's words win. */
export function hostOf(parts: HostParts): Host {
  const { name, entry, settings, source, originalName, via, person } = parts;
  const ssh = sshOptions(settings, { legacy: entry.legacy, originalName });
  const keys = entry.keys ?? settings.identityFiles;
  return {
    name,
    address: entry.transport === 'local' ? LOCAL_ADDRESS : settings.address,
    port: entry.port ?? (entry.transport === 'telnet' ? TELNET_PORT : (settings.port ?? 22)),
    ...(entry.transport && { transport: entry.transport }),
    ...fallbackOf(entry),
    ...(entry.command && { command: entry.command }),
    ...(entry.arrival && { arrival: entry.arrival }),
    platform: entry.platform ?? (isShell(entry) ? SHELL_PLATFORM : 'auto'),
    ...(entry.encoding !== undefined && { encoding: entry.encoding }),
    ...(entry.log !== undefined && { log: entry.log }),
    ...(entry.prompt !== undefined && { prompt: entry.prompt }),
    username: entry.username ?? settings.user ?? person.localUser,
    password: entry.password,
    ...(entry.secret && { secret: entry.secret }),
    keys: keys.length > 0 ? keys : defaultKeys(person.home),
    // A key named for this host is meant: an agent full of others would use up the attempts a device allows.
    keysOnly: settings.identitiesOnly || entry.keys !== undefined,
    agent: agentOf(settings, person),
    groups: entry.groups ?? [],
    ...(entry.data && { data: entry.data }),
    via,
    hostKeyAlias: settings.hostKeyAlias,
    knownHostsFiles: knownHostsFiles(settings, person.home),
    hashKnownHosts: settings.hashKnownHosts,
    hostKeyPolicy: policyOf(settings.strictHostKeyChecking),
    ...(ssh && { ssh }),
    ...(entry.reconnect !== undefined && { reconnect: entry.reconnect }),
    ...(entry.keepAwakeMs !== undefined && { keepAwakeMs: entry.keepAwakeMs }),
    source,
  };
}

const TELNET_PORT = 23;

/** A host that a group gives a fallback to, and that is not reached by SSH, has no use for it. */
function fallbackOf({
  transport = 'ssh',
  fallbackPort: port,
}: InventoryEntry): Pick<Host, 'fallback'> {
  if (port === undefined || transport !== 'ssh') return {};
  return { fallback: { transport: 'telnet', port } };
}

function defaultKeys(home: string): string[] {
  return ['id_ed25519', 'id_ecdsa', 'id_rsa']
    .map((name) => join(home, '.ssh', name))
    .filter((file) => existsSync(file));
}

function agentOf(settings: SshSettings, { env }: Person): string | undefined {
  if (settings.identityAgent === 'none') return undefined;
  return settings.identityAgent ?? env['SSH_AUTH_SOCK'];
}

/** The first is written to, so it is there even if the file is not yet. */
function knownHostsFiles(settings: SshSettings, home: string): string[] {
  const [first = join(home, '.ssh', 'known_hosts'), ...others] = settings.userKnownHostsFiles ?? [
    join(home, '.ssh', 'known_hosts'),
    join(home, '.ssh', 'known_hosts2'),
  ];
  const system = settings.globalKnownHostsFiles ?? [
    '/etc/ssh/ssh_known_hosts',
    '/etc/ssh/ssh_known_hosts2',
  ];
  return [first, ...[...others, ...system].filter((file) => existsSync(file))];
}

/** `no` would accept anything; here it still asks. */
function policyOf(strictHostKeyChecking: string | undefined): Host['hostKeyPolicy'] {
  if (strictHostKeyChecking === 'yes' || strictHostKeyChecking === 'true') return 'strict';
  return strictHostKeyChecking === 'accept-new' ? 'accept-new' : 'ask';
}
