import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Clock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { codeOf, replaceFile, whileLocked } from '../core/shared-file.ts';

/** What is known of one host. Facts of later versions are kept as they are. */
export type HostFacts = v.InferOutput<typeof FACTS>;

const FACTS = v.looseObject({
  /** The platform's name. */
  platform: v.optional(v.pipe(v.string(), v.regex(/^\w{1,64}$/))),
  /** `person`: somebody named the platform; what a device shows of itself does not change it. */
  platformBy: v.optional(v.picklist(['person'])),
  /** The host key under which the platform was learned, as `SHA256:…`; '' where there is none, as over telnet. */
  fingerprint: v.optional(v.pipe(v.string(), v.maxLength(100))),
  /** A person lets this host use old, weak algorithms. */
  legacy: v.optional(v.boolean()),
  /** What a person calls its prompt, as the inventory writes it. */
  prompt: v.optional(v.pipe(v.string(), v.maxLength(400))),
  /** When this was learned, since the epoch. */
  atMs: v.pipe(v.number(), v.finite()),
});

const FILE = v.object({ version: v.number(), hosts: v.record(v.string(), v.unknown()) });
const VERSION = 1;
const MAX_FILE_BYTES = 8_000_000;
const MAX_KEY_CHARS = 2_000;
/** Beyond this the hosts not met for longest are dropped. */
export const MAX_HOSTS = 5_000;

export interface ReadHosts {
  readonly hosts: ReadonlyMap<string, HostFacts>;
  /** What was wrong with the file, in one line. */
  readonly problem: string | undefined;
}

/** Reads the file; none is an empty one. A damaged one is set aside under another name, and nothing is known. */
export function readHostsFile(file: string, clock: Clock): ReadHosts {
  const none = new Map<string, HostFacts>();
  try {
    if (!existsSync(file)) return { hosts: none, problem: undefined };
    const text = statSync(file).size > MAX_FILE_BYTES ? '' : readFileSync(file, 'utf8');
    const hosts = parseHosts(text);
    if (hosts !== undefined) return { hosts, problem: undefined };
  } catch (thrown) {
    const why = codeOf(thrown);
    return { hosts: none, problem: `cannot read ${safe(file)} (${why}); no host is remembered` };
  }
  return { hosts: none, problem: setAside(file, clock) };
}

function setAside(file: string, clock: Clock): string {
  const aside = `${file}.corrupt-${new Date(clock.wallMs()).toISOString().replaceAll(':', '')}`;
  try {
    renameSync(file, aside);
    return `${safe(file)} is damaged; it was set aside as ${safe(aside)}, and what was remembered of hosts is learned anew`;
  } catch {
    return `${safe(file)} is damaged and cannot be moved; no host is remembered`;
  }
}

/**
 * Puts changes into the file as it is now, with what other runs have written meanwhile; undefined removes a host. Gives
 * what the file then holds. Rejects with `bad-file` when it cannot be written.
 */
export async function updateHostsFile(request: {
  readonly file: string;
  readonly clock: Clock;
  readonly changes: ReadonlyMap<string, HostFacts | undefined>;
}): Promise<ReadonlyMap<string, HostFacts>> {
  const { file, clock, changes } = request;
  try {
    return await whileLocked(file, clock, async () => {
      const hosts = new Map(await readNow(file, clock));
      for (const [key, facts] of changes) {
        if (facts === undefined) hosts.delete(key);
        else hosts.set(key, facts);
      }
      const kept = latest(hosts);
      const content = { version: VERSION, hosts: Object.fromEntries(kept) };
      await replaceFile(file, `${JSON.stringify(content, undefined, 1)}\n`);
      return kept;
    });
  } catch (thrown) {
    const message = `cannot write ${safe(file)} (${codeOf(thrown)})`;
    throw new ShowrunError('bad-file', message, { subject: safe(file), cause: thrown });
  }
}

/** What other runs have left. */
async function readNow(file: string, clock: Clock): Promise<ReadonlyMap<string, HostFacts>> {
  try {
    const hosts = parseHosts(await readFile(file, 'utf8'));
    if (hosts !== undefined) return hosts;
    setAside(file, clock);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw thrown;
  }
  return new Map();
}

/** Undefined for a text that is no such file; an entry that is none is left out. */
function parseHosts(text: string): ReadonlyMap<string, HostFacts> | undefined {
  const file = v.safeParse(FILE, parseJson(text));
  if (!file.success) return undefined;
  const hosts = new Map<string, HostFacts>();
  for (const [key, entry] of Object.entries(file.output.hosts)) {
    const facts = v.safeParse(FACTS, entry);
    if (facts.success && key.length <= MAX_KEY_CHARS) hosts.set(key, facts.output);
  }
  return latest(hosts);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function latest(hosts: ReadonlyMap<string, HostFacts>): ReadonlyMap<string, HostFacts> {
  if (hosts.size <= MAX_HOSTS) return hosts;
  return new Map([...hosts].sort(([, a], [, b]) => b.atMs - a.atMs).slice(0, MAX_HOSTS));
}
