import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

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
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    return await locked(`${file}.lock`, clock, async () => {
      const hosts = new Map(await readNow(file, clock));
      for (const [key, facts] of changes) {
        if (facts === undefined) hosts.delete(key);
        else hosts.set(key, facts);
      }
      const kept = latest(hosts);
      await replace(file, { version: VERSION, hosts: Object.fromEntries(kept) });
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

/** A whole new file under its name, or the old one: never half of it. */
async function replace(file: string, content: unknown): Promise<void> {
  const next = `${file}.${process.pid}.new`;
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content, undefined, 1)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}

/** A lock older than this was left by a run that was killed. */
const STALE_LOCK_MS = 5_000;
const LOCK_RETRY_MS = 15;

/** Runs `task` while no other run does the same. Files tell nobody when they are gone, so the lock is tried again. */
async function locked<Value>(
  lock: string,
  clock: Clock,
  task: () => Promise<Value>,
): Promise<Value> {
  while (!(await takeLock(lock))) {
    await new Promise<void>((resolve) => {
      clock.after(LOCK_RETRY_MS, resolve);
    });
  }
  try {
    return await task();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  }
  const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  // One from the future was left before the clock was set.
  if (Math.abs(Date.now() - mtimeMs) > STALE_LOCK_MS) await rm(lock, { force: true });
  return false;
}

function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return safe(String(code ?? thrown), 200);
}
