import { dirname, isAbsolute, join } from 'node:path';
import type { Arrival } from '../core/arrival.ts';
import type { SecretSource, TransportKind } from '../core/host.ts';
import type { HostData } from '../core/host-data.ts';
import { ARRIVAL_KEYS, readArrival } from './arrival-values.ts';
import { readData } from './data-values.ts';
import {
  readCommand,
  readEncoding,
  readFallback,
  readLog,
  readName,
  readPort,
  readPrompt,
  readTimeSpan,
  readTransport,
  readYesNo,
} from './entry-values.ts';
import { readPassword } from './secret-source.ts';
import type { YamlReader, YamlValue } from './yaml-reader.ts';

/** What a host, a group or `defaults` may say; absent is undefined. */
export interface InventoryEntry {
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  readonly transport?: TransportKind | undefined;
  /** For SSH: the telnet port to try where nothing answers at the SSH port. */
  readonly fallbackPort?: number | undefined;
  /** Of this machine; for transport `local`. */
  readonly command?: string | readonly string[] | undefined;
  readonly platform?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: SecretSource | undefined;
  /** What `enable` and `sudo` ask for. */
  readonly secret?: SecretSource | undefined;
  /** Key files, absolute. */
  readonly keys?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** The person's own; a host's keys win over its groups' one by one. */
  readonly data?: HostData | undefined;
  /** What is done on the line once it is open. */
  readonly arrival?: Arrival | undefined;
  /** Another host's name, or a target as typed. */
  readonly via?: string | undefined;
  /** The line in the file on which that stands. */
  readonly viaLine?: number | undefined;
  /** Old, weak SSH algorithms are allowed. */
  readonly legacy?: boolean | undefined;
  /** A character set, as `charsetOf` knows them. */
  readonly encoding?: string | undefined;
  /** A lost connection is tried again by itself. */
  readonly reconnect?: boolean | undefined;
  /** Idle time after which Enter is sent at a prompt. */
  readonly keepAwakeMs?: number | undefined;
  /** `on`, `off`, or the pattern for the names of its logs. */
  readonly log?: string | undefined;
  /** What the host's prompt looks like: text, or a regular expression between slashes. */
  readonly prompt?: string | undefined;
}

/** Reads one mapping; what is wrong in it becomes problems of the reader. */
export function readEntry(
  reader: YamlReader,
  value: YamlValue,
  place: { file: string; home: string },
): InventoryEntry {
  const fields = reader.fields(value, KEYS, `a mapping with ${KEYS.join(', ')}`);
  const keys = reader.texts(fields.get('key'), 'a private key file or a list of them');
  const transport = readTransport(reader, fields.get('transport'));
  const command = readCommand(reader, fields.get('command'), transport);
  return {
    address: readName(reader, fields.get('address'), 'a name or address'),
    port: readPort(reader, fields.get('port')),
    transport: transport ?? (command === undefined ? undefined : 'local'),
    fallbackPort: readFallback(reader, fields.get('fallback'), transport),
    command,
    platform: reader.text(fields.get('platform'), "a platform's name"),
    username: readName(reader, fields.get('username'), 'a user name'),
    password: readPassword(reader, fields.get('password')),
    secret: readPassword(reader, fields.get('secret')),
    keys: keys?.map((file) => absolute(file, place)),
    groups: reader.texts(fields.get('groups'), "a group's name or a list of them"),
    data: readData(reader, fields.get('data')),
    via: readName(reader, fields.get('via'), "another host's name"),
    viaLine: reader.lineOf(fields.get('via')),
    arrival: readArrival(reader, fields),
    legacy: readYesNo(reader, fields.get('legacy')),
    encoding: readEncoding(reader, fields.get('encoding')),
    reconnect: readYesNo(reader, fields.get('reconnect')),
    keepAwakeMs: readTimeSpan(reader, fields.get('keepAwake')),
    log: readLog(reader, fields.get('log')),
    prompt: readPrompt(reader, fields.get('prompt')),
  };
}

/** The first layer that says something about a key decides it; of `data`, about each of its keys. */
export function mergeEntries(layers: readonly InventoryEntry[]): InventoryEntry {
  const said = layers.map((layer) =>
    Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined)),
  );
  const data = layers.flatMap((layer) => layer.data ?? []).reverse();
  const merged: InventoryEntry = Object.assign({}, ...said.reverse());
  return data.length === 0 ? merged : { ...merged, data: Object.assign({}, ...data) };
}

const KEYS = [
  'address',
  'port',
  'transport',
  'fallback',
  'command',
  'platform',
  'username',
  'password',
  'secret',
  'key',
  'groups',
  'data',
  'via',
  ...ARRIVAL_KEYS,
  'legacy',
  'encoding',
  'reconnect',
  'keepAwake',
  'log',
  'prompt',
];

function absolute(file: string, place: { file: string; home: string }): string {
  if (file.startsWith('~/')) return join(place.home, file.slice(2));
  return isAbsolute(file) ? file : join(dirname(place.file), file);
}
