import { inspect } from 'node:util';
import type { Host } from './host.ts';
import { Told, type Wires } from './told.ts';

/** What names hosts: themselves, sets, selectors as after `@`, and lists of these. */
export type HostsNamed = Host | HostSet | string | Iterable<HostsNamed>;

export interface HostSetOptions {
  readonly wires: Wires;
  /** What it is called where it is shown: `all`, `@core`, `some hosts`. */
  readonly label: string;
  readonly hosts: readonly Host[];
  /** The hosts that something names; throws for what names none. */
  readonly named: (what: HostsNamed) => readonly Host[];
}

/** Several hosts, each once. What one host can be told a set can be told. Never changes; sets are made of sets. */
export class HostSet extends Told {
  readonly [place: number]: Host;
  readonly #options: HostSetOptions;

  constructor(options: HostSetOptions) {
    const { wires, label, hosts } = options;
    super(wires, { names: hosts.map(({ name }) => name), label, isOne: false });
    this.#options = options;
    for (const [place, host] of hosts.entries()) {
      Object.defineProperty(this, place, { value: host, enumerable: true });
    }
  }

  get names(): readonly string[] {
    return this.#options.hosts.map(({ name }) => name);
  }

  get length(): number {
    return this.#options.hosts.length;
  }

  /** These hosts and others besides. */
  and(...others: HostsNamed[]): HostSet {
    const added = others.flatMap((one) => this.#options.named(one));
    return this.#set([...this, ...added]);
  }

  /** These hosts without some. */
  except(...others: HostsNamed[]): HostSet {
    const without = this.#named(others);
    return this.#set([...this].filter(({ name }) => !without.has(name)));
  }

  /** Those of these hosts for which a function says yes, or that something else names too. */
  where(test: ((host: Host, place: number) => unknown) | HostsNamed): HostSet {
    if (typeof test === 'function') return this.#set([...this].filter(test));
    const wanted = this.#named([test]);
    return this.#set([...this].filter(({ name }) => wanted.has(name)));
  }

  map<To>(change: (host: Host, place: number) => To): To[] {
    return [...this].map(change);
  }

  find(test: (host: Host, place: number) => unknown): Host | undefined {
    return [...this].find(test);
  }

  has(host: HostsNamed): boolean {
    return [...this.#named([host])].every((name) => this.names.includes(name));
  }

  [Symbol.iterator](): Iterator<Host> {
    return this.#options.hosts[Symbol.iterator]();
  }

  override toString(): string {
    return this.names.join(',');
  }

  [inspect.custom](): string {
    const { label } = this.#options;
    return `Hosts { ${label}: ${this.names.join(', ') || 'no hosts'} }`;
  }

  #named(others: readonly HostsNamed[]): ReadonlySet<string> {
    return new Set(others.flatMap((one) => this.#options.named(one)).map(({ name }) => name));
  }

  #set(hosts: readonly Host[]): HostSet {
    const label = 'some hosts';
    return new HostSet({ ...this.#options, label, hosts: eachOnce(hosts) });
  }
}

/** By name: a host that has changed is another object, and the same host. */
export function eachOnce(hosts: readonly Host[]): readonly Host[] {
  return [...new Map(hosts.map((host) => [host.name, host])).values()];
}
