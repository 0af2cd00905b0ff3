import { readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import type { SecretSource, TransportKind } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import { inventoryNameProblem, nameProblem } from './host-name.ts';
import { YamlReader, type YamlValue } from './yaml-reader.ts';

/** What a host, a group or `defaults` may say; absent is undefined. */
export interface InventoryEntry {
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly transport: TransportKind | undefined;
  readonly platform: string | undefined;
  readonly username: string | undefined;
  readonly password: SecretSource | undefined;
  /** Key files, absolute. */
  readonly keys: readonly string[] | undefined;
  readonly groups: readonly string[] | undefined;
  /** Another host's name, or a target as typed. */
  readonly via: string | undefined;
  /** Old, weak SSH algorithms are allowed. */
  readonly legacy: boolean | undefined;
}

export interface InventoryFile {
  /** The file's name, for messages. */
  readonly source: string;
  /** With groups and defaults already inherited. */
  readonly hosts: ReadonlyMap<string, InventoryEntry>;
  readonly groups: readonly string[];
}

/**
 * Reads an inventory: `hosts:`, `groups:` and `defaults:`, all with the same keys. A host's own value wins over its groups',
 * an earlier group's over a later one's, a group's over the groups it is in itself, and any of them over the defaults.
 *
 * Throws `bad-file` with one line for each problem: `inventory.yaml:12: hosts.r1.port: expected …, found …`.
 */
export function readInventoryFile(file: string, home: string): InventoryFile {
  return parseInventory(readText(file), { file, home });
}

/** `readInventoryFile` on text. Relative key files are relative to the inventory's folder. */
export function parseInventory(text: string, place: { file: string; home: string }): InventoryFile {
  const reader = new YamlReader(safe(place.file), text);
  const parts = reader.fields(
    reader.root,
    ['hosts', 'groups', 'defaults'],
    'hosts:, groups: and defaults:',
  );
  const entry = (value: YamlValue) => readEntry(reader, value, place);

  const defaults = entry(parts.get('defaults') ?? NOTHING);
  const groups = named(reader, parts.get('groups'), 'a group');
  const hosts = named(reader, parts.get('hosts'), 'a host');
  const groupEntries = new Map([...groups].map(([name, value]) => [name, entry(value)]));
  const hostEntries = new Map([...hosts].map(([name, value]) => [name, entry(value)]));
  reader.finish();

  const inherited = [...hostEntries].map(([name, own]): [string, InventoryEntry] => {
    const groupNames = withParents(own.groups ?? defaults.groups ?? [], groupEntries);
    const layers = [own, ...groupNames.flatMap((group) => groupEntries.get(group) ?? []), defaults];
    return [name, { ...merge(layers), groups: groupNames }];
  });
  const used = inherited.flatMap(([, { groups: names }]) => names ?? []);
  return {
    source: basename(place.file),
    hosts: new Map(inherited),
    groups: [...new Set([...groupEntries.keys(), ...used])],
  };
}

const NOTHING: YamlValue = { path: '', node: null };
const KEYS = [
  'address',
  'port',
  'transport',
  'platform',
  'username',
  'password',
  'key',
  'groups',
  'via',
  'legacy',
];

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new ShowrunError('bad-file', `the inventory ${safe(file)} ${why}`, {
      subject: file,
      advice: 'check the path given with -i',
      cause: error,
    });
  }
}

function named(
  reader: YamlReader,
  value: YamlValue | undefined,
  what: string,
): Map<string, YamlValue> {
  const found = new Map<string, YamlValue>();
  if (value === undefined) return found;
  for (const { key, name, value: inner } of reader.entries(value, `${what} on each line`)) {
    const problem = inventoryNameProblem(name);
    if (problem === undefined) found.set(name, inner);
    else reader.problem(key, `the name '${safe(name, 60)}' ${problem}`);
  }
  return found;
}

function readEntry(
  reader: YamlReader,
  value: YamlValue,
  place: { file: string; home: string },
): InventoryEntry {
  const fields = reader.fields(value, KEYS, `a mapping with ${KEYS.join(', ')}`);
  const keys = reader.texts(fields.get('key'), 'a private key file or a list of them');
  return {
    address: readName(reader, fields.get('address'), 'a name or address'),
    port: readPort(reader, fields.get('port')),
    transport: readTransport(reader, fields.get('transport')),
    platform: reader.text(fields.get('platform'), "a platform's name"),
    username: readName(reader, fields.get('username'), 'a user name'),
    password: readPassword(reader, fields.get('password')),
    keys: keys?.map((file) => absolute(file, place)),
    groups: reader.texts(fields.get('groups'), "a group's name or a list of them"),
    via: readName(reader, fields.get('via'), "another host's name"),
    legacy: readYesNo(reader, fields.get('legacy')),
  };
}

function readName(
  reader: YamlReader,
  value: YamlValue | undefined,
  what: string,
): string | undefined {
  const name = reader.text(value, what);
  if (name === undefined || value === undefined) return undefined;
  const problem = nameProblem(name);
  if (problem !== undefined) reader.problem(value, `'${safe(name, 60)}' ${problem}`);
  return name;
}

function readPort(reader: YamlReader, value: YamlValue | undefined): number | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const port = reader.scalar(value);
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535)
    return port;
  reader.expected(value, 'a number from 1 to 65535');
  return undefined;
}

function readYesNo(reader: YamlReader, value: YamlValue | undefined): boolean | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const found = reader.scalar(value);
  if (typeof found === 'boolean') return found;
  reader.expected(value, 'true or false');
  return undefined;
}

function readTransport(
  reader: YamlReader,
  value: YamlValue | undefined,
): TransportKind | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const transport = reader.scalar(value);
  if (transport === 'ssh' || transport === 'telnet') return transport;
  reader.expected(value, 'ssh or telnet');
  return undefined;
}

function readPassword(reader: YamlReader, value: YamlValue | undefined): SecretSource | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  if (!reader.isMapping(value)) {
    // What stands there may be the password itself, so it is not repeated.
    reader.problem(
      value,
      'passwords are not kept in files; write {env: NAME}, {command: …} or {prompt: true}',
    );
    return undefined;
  }
  const fields = reader.fields(value, ['env', 'command', 'prompt'], '{env}, {command} or {prompt}');
  if (fields.size !== 1) {
    reader.problem(value, 'expected exactly one of env, command and prompt');
    return undefined;
  }
  const prompt = fields.get('prompt');
  if (prompt) {
    if (reader.scalar(prompt) === true) return { from: 'prompt' };
    reader.expected(prompt, 'true');
    return undefined;
  }
  const command = reader.text(fields.get('command'), 'a command');
  if (command !== undefined) return { from: 'command', command };
  const env = fields.get('env');
  const name = reader.text(env, "an environment variable's name");
  if (env && name !== undefined && !/^[A-Za-z_]\w*$/.test(name)) {
    reader.problem(env, "that is not an environment variable's name");
  }
  return name === undefined ? undefined : { from: 'env', name };
}

function absolute(file: string, place: { file: string; home: string }): string {
  if (file.startsWith('~/')) return join(place.home, file.slice(2));
  return isAbsolute(file) ? file : join(dirname(place.file), file);
}

/** Groups in the order in which their values count: each followed by the groups it is in itself. */
function withParents(
  names: readonly string[],
  groups: ReadonlyMap<string, InventoryEntry>,
  found: string[] = [],
): string[] {
  for (const name of names) {
    if (found.includes(name)) continue;
    found.push(name);
    withParents(groups.get(name)?.groups ?? [], groups, found);
  }
  return found;
}

/** The first layer that says something about a key decides it. */
function merge(layers: readonly InventoryEntry[]): InventoryEntry {
  const first = <Key extends keyof InventoryEntry>(key: Key): InventoryEntry[Key] =>
    layers.find((layer) => layer[key] !== undefined)?.[key] as InventoryEntry[Key];
  return {
    address: first('address'),
    port: first('port'),
    transport: first('transport'),
    platform: first('platform'),
    username: first('username'),
    password: first('password'),
    keys: first('keys'),
    groups: first('groups'),
    via: first('via'),
    legacy: first('legacy'),
  };
}
