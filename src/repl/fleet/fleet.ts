import { inspect } from 'node:util';
import type { BackendHost, HostAnswer } from '../link/backend.ts';
import { pending } from '../values/pending.ts';
import { HostError, type Result, Results, resultFrom } from '../values/values.ts';
import type { Requests } from './requests.ts';
import { type Run, Told, type Wires } from './told.ts';

/** One host, as cells see it. */
export class Host extends Told {
  readonly name: string;
  readonly groups: readonly string[];
  readonly platform: string;
  readonly address: string;

  constructor(from: BackendHost, wires: Wires) {
    super(wires, from.name);
    this.name = from.name;
    this.groups = from.groups;
    this.platform = from.platform;
    this.address = from.address;
  }

  override toString(): string {
    return this.name;
  }

  [inspect.custom](): string {
    const groups = this.groups.length > 0 ? `, in ${this.groups.join(', ')}` : '';
    return `Host { ${this.name}, ${this.platform}, ${this.address}${groups} }`;
  }
}

/** Several hosts: `all`, or a group of the inventory. */
export class Group extends Told {
  readonly name: string;
  readonly hosts: readonly Host[];

  constructor(name: string, hosts: readonly Host[], wires: Wires) {
    super(wires, name === 'all' ? 'all' : `@${name}`);
    this.name = name;
    this.hosts = hosts;
  }

  get length(): number {
    return this.hosts.length;
  }

  [Symbol.iterator](): Iterator<Host> {
    return this.hosts[Symbol.iterator]();
  }

  [inspect.custom](): string {
    return `Group { ${this.name}: ${this.hosts.map(({ name }) => name).join(', ') || 'no hosts'} }`;
  }
}

/** The hosts as globals: `r1`, `hosts['core-1']`, `all`, and a global for each group. */
export class Fleet {
  readonly #requests: Requests;
  /** What we put into the global object; a name that holds something else belongs to the person. */
  readonly #placed = new Map<string, unknown>();
  #hosts: readonly BackendHost[] = [];

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  readonly run: Run = (selector, command, options) => {
    const asked = String(selector);
    const resolved = this.#resolve(asked);
    const { timeoutMs } = options ?? {};
    const answers = this.#requests.run({ selector: resolved, command: String(command), timeoutMs });
    return this.#coming(answers, { resolved, label: `${asked}: ${command}` });
  };

  readonly #operate: Wires['operate'] = (selector, operation, options) => {
    const resolved = this.#resolve(selector);
    const { timeoutMs } = options ?? {};
    const answers = this.#requests.operate({ selector: resolved, operation, timeoutMs });
    const coming = { resolved, label: `${selector}: ${operation.kind}` };
    return operation.kind === 'write'
      ? this.#silent(answers, coming)
      : this.#coming(answers, coming);
  };

  /** What was written has no answer of its own; a host that did not take it has. */
  #silent(
    answers: Promise<readonly HostAnswer[]>,
    { resolved, label }: { readonly resolved: string; readonly label: string },
  ): unknown {
    const isOneHost = this.#hosts.some(({ name }) => name === resolved);
    const outcome = answers.then((all) => {
      const given = isOneHost ? onlyResult(all) : new Results(all);
      return given instanceof Results && given.failed.length > 0 ? given : undefined;
    });
    return pending(outcome, label);
  }

  #coming(
    answers: Promise<readonly HostAnswer[]>,
    { resolved, label }: { readonly resolved: string; readonly label: string },
  ): unknown {
    const isOneHost = this.#hosts.some(({ name }) => name === resolved);
    return pending(answers.then(isOneHost ? onlyResult : (all) => new Results(all)), label);
  }

  setHosts(hosts: readonly BackendHost[]): void {
    this.#hosts = hosts;
    const wires: Wires = { run: this.run, operate: this.#operate };
    const byName: Record<string, Host> = Object.create(null);
    for (const host of hosts) byName[host.name] = new Host(host, wires);
    const every = Object.values(byName);
    Object.defineProperty(byName, Symbol.iterator, { value: () => every.values() });
    const globals = new Map<string, unknown>([
      ['hosts', byName],
      ['all', new Group('all', every, wires)],
    ]);
    for (const name of new Set(hosts.flatMap(({ groups }) => groups))) {
      const members = every.filter(({ groups }) => groups.includes(name));
      if (!globals.has(name)) globals.set(name, new Group(name, members, wires));
    }
    // The word `all` gives way to a host of that name, as in selectors.
    for (const host of every) if (host.name !== 'hosts') globals.set(host.name, host);
    this.#place(globals);
  }

  #place(globals: ReadonlyMap<string, unknown>): void {
    for (const [name, value] of this.#placed) {
      if (!globals.has(name) && Reflect.get(globalThis, name) === value) {
        Reflect.deleteProperty(globalThis, name);
      }
    }
    for (const [name, value] of globals) {
      if (!isIdentifier(name) || !this.#isOurs(name)) continue;
      this.#placed.set(name, value);
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    }
  }

  #isOurs(name: string): boolean {
    const taken = Object.getOwnPropertyDescriptor(globalThis, name);
    if (taken === undefined) return !(name in globalThis);
    return this.#placed.has(name) && taken.value === this.#placed.get(name);
  }

  /** A bare group counts as a selector here: `@core show clock`. */
  #resolve(selector: string): string {
    const isHost = (part: string) => this.#hosts.some(({ name }) => name === part);
    const isGroup = (part: string) => this.#hosts.some(({ groups }) => groups.includes(part));
    return selector
      .split(',')
      .map((part) => part.trim())
      .map((part) => (!isHost(part) && part !== 'all' && isGroup(part) ? `@${part}` : part))
      .join(',');
  }
}

function onlyResult(answers: readonly HostAnswer[]): Result | Results {
  const [answer] = answers;
  if (answer === undefined || answers.length > 1) return new Results(answers);
  if (answer.status === 'failed') throw new HostError(answer);
  return resultFrom(answer.result);
}

function isIdentifier(name: string): boolean {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return false;
  try {
    // A reserved word can be no variable.
    new Function(`var ${name}`);
    return true;
  } catch {
    return false;
  }
}
