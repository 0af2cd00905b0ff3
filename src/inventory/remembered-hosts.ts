import type { Clock } from '../core/clock.ts';
import { asShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { type HostFacts, MAX_HOSTS, readHostsFile, updateHostsFile } from './hosts-file.ts';

/** What showrun has learned of hosts by connecting to them, in one file that several runs share. Holds no secrets. */
export interface RememberedHosts {
  /** What is known of the device behind an address and port, through the same jump hosts; undefined for nothing. */
  of(host: HostPlace): HostFacts | undefined;
  /** Adds to what is known, or replaces it; a fact given as undefined is forgotten. Known at once, written soon after. */
  remember(host: HostPlace, facts: LearnedFacts): void;
  /** Forgets a host, given as such or by its key. */
  forget(host: HostPlace | string): void;
  /** Everything known, by key, latest first. */
  list(): readonly (readonly [key: string, facts: HostFacts])[];
  /** What could not be read, or stands set aside; one line each. */
  readonly problems: readonly string[];
  /** Waits until everything is written. */
  close(): Promise<void>;
}

/** As much of a host as tells which device it is. */
export type HostPlace = Pick<Host, 'address' | 'port' | 'via'>;

export type LearnedFacts = {
  readonly [Fact in keyof Omit<HostFacts, 'atMs'>]?: HostFacts[Fact] | undefined;
};

export interface RememberedHostsOptions {
  readonly file: string;
  readonly clock: Clock;
  /** Told once, in one line, when the file cannot be written; what is learned is then kept for this run only. */
  readonly onProblem: (line: string) => void;
}

/** Reads what earlier runs have learned. Never throws: a damaged file is set aside and named in `problems`. */
export function openRememberedHosts(options: RememberedHostsOptions): RememberedHosts {
  const { hosts, problem } = readHostsFile(options.file, options.clock);
  return new HostsMemory(options, hosts, problem === undefined ? [] : [problem]);
}

/** How a host is written in the file: `10.0.0.1:22`, `[2001:db8::1]:22`, `10.0.0.1:22 via bastion:22, inner:22`. */
export function hostKeyOf({ address, port, via }: HostPlace): string {
  const place = (one: Pick<Host, 'address' | 'port'>): string => {
    const name = one.address.toLowerCase();
    return `${name.includes(':') ? `[${name}]` : name}:${one.port}`;
  };
  const chain = via.map(place).join(', ');
  return chain === '' ? place({ address, port }) : `${place({ address, port })} via ${chain}`;
}

class HostsMemory implements RememberedHosts {
  readonly problems: readonly string[];
  readonly #options: RememberedHostsOptions;
  #hosts: ReadonlyMap<string, HostFacts>;
  /** Changes not yet in the file; undefined forgets. */
  #unwritten = new Map<string, HostFacts | undefined>();
  #writing: Promise<void> | undefined;
  #hasComplained = false;

  constructor(
    options: RememberedHostsOptions,
    hosts: ReadonlyMap<string, HostFacts>,
    problems: readonly string[],
  ) {
    this.#options = options;
    this.#hosts = hosts;
    this.problems = problems;
  }

  of(host: HostPlace): HostFacts | undefined {
    return this.#hosts.get(hostKeyOf(host));
  }

  remember(host: HostPlace, facts: LearnedFacts): void {
    const key = hostKeyOf(host);
    const known = this.#hosts.get(key);
    const { atMs: _, ...learned } = { ...known, ...facts };
    const given = Object.entries(learned).filter(([, fact]) => fact !== undefined);
    if (given.length === 0) {
      this.forget(key);
      return;
    }
    const next = { ...Object.fromEntries(given), atMs: this.#options.clock.wallMs() };
    if (known !== undefined && isSame(known, next)) return;
    this.#change(key, next);
  }

  forget(host: HostPlace | string): void {
    const key = typeof host === 'string' ? host : hostKeyOf(host);
    if (this.#hosts.has(key)) this.#change(key, undefined);
  }

  list(): readonly (readonly [string, HostFacts])[] {
    return [...this.#hosts].sort(([, a], [, b]) => b.atMs - a.atMs);
  }

  async close(): Promise<void> {
    await this.#writing;
  }

  #change(key: string, facts: HostFacts | undefined): void {
    const hosts = new Map(this.#hosts);
    if (facts === undefined) hosts.delete(key);
    else hosts.set(key, facts);
    this.#hosts = hosts;
    this.#unwritten.set(key, facts);
    // A run that cannot write would grow this for nothing.
    if (this.#unwritten.size > MAX_HOSTS) this.#unwritten.clear();
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(): Promise<void> {
    while (this.#unwritten.size > 0 && !this.#hasComplained) {
      const changes = this.#unwritten;
      this.#unwritten = new Map();
      try {
        const hosts = await updateHostsFile({ ...this.#options, changes });
        this.#hosts = applied(hosts, this.#unwritten);
      } catch (thrown) {
        this.#hasComplained = true;
        const why = asShowrunError(thrown).message;
        this.#options.onProblem(`what is learned of hosts is kept for this run only: ${why}`);
      }
    }
  }
}

/** Hosts with changes made to them. */
function applied(
  hosts: ReadonlyMap<string, HostFacts>,
  changes: ReadonlyMap<string, HostFacts | undefined>,
): ReadonlyMap<string, HostFacts> {
  const next = new Map(hosts);
  for (const [key, facts] of changes) {
    if (facts === undefined) next.delete(key);
    else next.set(key, facts);
  }
  return next;
}

/** A host met again and found as it was is not written again within a day: only its age would change. */
function isSame(known: HostFacts, next: HostFacts): boolean {
  const DAY_MS = 86_400_000;
  if (next.atMs - known.atMs > DAY_MS) return false;
  const text = (facts: HostFacts): string =>
    JSON.stringify(Object.entries({ ...facts, atMs: 0 }).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(known) === text(next);
}
