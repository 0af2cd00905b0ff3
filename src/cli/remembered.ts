import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { HostFacts } from '../inventory/hosts-file.ts';
import { loadInventory } from '../inventory/inventory.ts';
import {
  hostKeyOf,
  openRememberedHosts,
  type RememberedHosts,
} from '../inventory/remembered-hosts.ts';
import { type Folders, foldersOf } from './folders.ts';

/** `showrun platforms --remembered`: one line for each host, latest first. */
export function printRemembered(): number {
  const { list } = opened(foldersOf(process.env, homedir()));
  const width = Math.max(0, ...list.map(([key]) => key.length));
  for (const [key, facts] of list) {
    process.stdout.write(`${safe(key, 2_000).padEnd(width)}  ${described(facts)}\n`);
  }
  return 0;
}

/** `showrun platforms --forget HOST`: a name of the inventory, an address, or a line of the list. Throws for one not remembered. */
export async function forgetHost(word: string): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  const { remembered, list } = opened(folders);
  const named = list.map(([key]) => key).filter((key) => names(word, key));
  const keys = named.length > 0 ? named : inventoryKeys(word, folders, remembered);
  if (keys.length === 0) {
    throw new ShowrunError('bad-usage', `nothing is remembered of '${safe(word, 200)}'`, {
      advice: "'showrun platforms --remembered' lists what is",
    });
  }
  for (const key of keys) remembered.forget(key);
  await remembered.close();
  for (const key of keys) process.stdout.write(`forgot ${safe(key, 2_000)}\n`);
  return 0;
}

function opened(folders: Folders) {
  const say = (line: string): void => void process.stderr.write(`showrun: ${line}\n`);
  const file = join(folders.state, 'hosts.json');
  const remembered = openRememberedHosts({ file, clock: systemClock, onProblem: say });
  for (const problem of remembered.problems) say(problem);
  return { remembered, list: remembered.list() };
}

function described(facts: HostFacts): string {
  const { platform = 'no platform', platformBy, fingerprint, legacy, prompt, atMs } = facts;
  const key = fingerprint === undefined || fingerprint === '' ? [] : [safe(fingerprint)];
  return [
    new Date(atMs).toISOString().slice(0, 10),
    platform,
    ...(platformBy === 'person' ? ['(chosen)'] : []),
    ...(legacy === true ? ['(old algorithms allowed)'] : []),
    ...(prompt === undefined ? [] : [`prompt ${safe(prompt)}`]),
    ...key,
  ].join('  ');
}

/** Whether a word is a host's key, or its address with or without the port. */
function names(word: string, key: string): boolean {
  const wanted = word.toLowerCase();
  const [place = key] = key.split(' ');
  const address = place.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
  return [key, place, address].includes(wanted);
}

function inventoryKeys(
  word: string,
  folders: Folders,
  remembered: RememberedHosts,
): readonly string[] {
  const inventory = loadInventory({
    person: { home: folders.home, env: process.env, localUser: userInfo().username },
    inventoryFile: undefined,
    defaultInventoryFile: join(folders.config, 'inventory.yaml'),
    more: [],
  });
  const host = inventory.resolve(word);
  return remembered.of(host) === undefined ? [] : [hostKeyOf(host)];
}
