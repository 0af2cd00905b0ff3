import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { inventoryNameProblem } from './host-name.ts';
import { type InventoryEntry, mergeEntries, readEntry } from './inventory-entry.ts';
import { YamlReader, type YamlValue } from './yaml-reader.ts';

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
    return [name, { ...mergeEntries(layers), groups: groupNames }];
  });
  const used = inherited.flatMap(([, { groups: names }]) => names ?? []);
  return {
    source: basename(place.file),
    hosts: new Map(inherited),
    groups: [...new Set([...groupEntries.keys(), ...used])],
  };
}

const NOTHING: YamlValue = { path: '', node: null };
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
