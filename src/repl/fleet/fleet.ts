import { asShowrunError } from '../../core/errors.ts';
import { select } from '../../core/selector/selector.ts';
import type { BackendHost, HostAnswer } from '../link/backend.ts';
import type { HostOperation } from '../link/host-operation.ts';
import { remembered } from '../values/again.ts';
import type { Block } from '../values/block.ts';
import { HostError } from '../values/host-error.ts';
import { pending } from '../values/pending.ts';
import { type Result, resultFrom } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { blocksFrom } from './blocks-from.ts';
import { FactsKnown } from './facts-known.ts';
import { Globals } from './globals.ts';
import { Host } from './host.ts';
import { eachOnce, HostSet, type HostsNamed } from './host-set.ts';
import { type Between, type Requests, RunError } from './requests.ts';
import { type RunOptions, tellOptions } from './tell-options.ts';
import type { Target, Wires } from './told.ts';

/** Runs commands and gives what comes: a Result for one command on one host by name, else Results. */
export type Run = (
  to: HostsNamed,
  commands: string | readonly string[],
  options?: RunOptions,
) => unknown;

/** The hosts as globals: `r1`, `hosts['core-1']`, `all`, a global for each group, `group('core')` and `pick('r*')`. */
export class Fleet {
  readonly #requests: Requests;
  readonly #globals = new Globals();
  readonly #facts = new FactsKnown();
  #connections: ReadonlyMap<string, number | undefined> = new Map();
  /** Hosts whose turn a cell holds. */
  readonly #held = new Set<string>();
  #hosts: readonly Host[] = [];

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** The hosts there are. */
  get hosts(): readonly Host[] {
    return this.#hosts;
  }

  readonly run: Run = (to, commands, options) =>
    this.#wires.run(this.#target(to), commands, options);

  /** The hosts of a selector, as a set. Throws `bad-selector` for one that names nothing. */
  readonly pick = (...what: readonly HostsNamed[]): HostSet =>
    this.#set(what.map(String).join(','), this.#named(what));

  /** The hosts of a group. */
  readonly group = (name: string): HostSet => this.#set(`@${name}`, this.#named(`@${name}`));

  /** Puts somebody between cells and hosts: a watch, which asks each host by itself. See `Requests`. */
  putBetween(between: Between): () => void {
    return this.#requests.putBetween(between);
  }

  setHosts(hosts: readonly BackendHost[]): void {
    const every = hosts.map((host) => new Host(host, this.#wires));
    this.#hosts = every;
    this.#connections = new Map(hosts.map(({ name, connection }) => [name, connection]));
    this.#facts.keepOnly(this.#connections);
    const byName = this.#set('hosts', every);
    for (const host of every) Object.defineProperty(byName, host.name, { value: host });
    const globals = new Map<string, unknown>([
      ['hosts', byName],
      ['all', this.#set('all', every)],
    ]);
    for (const name of new Set(hosts.flatMap(({ groups }) => groups))) {
      const members = every.filter(({ groups }) => groups.includes(name));
      if (!globals.has(name)) globals.set(name, this.#set(`@${name}`, members));
    }
    // The word `all` gives way to a host of that name, as in selectors.
    for (const host of every) if (host.name !== 'hosts') globals.set(host.name, host);
    this.#globals.place(globals);
  }

  /** Whether a global holds what was put there for a host or a group. */
  isPlaced(name: string, value: unknown): boolean {
    return this.#globals.isPlaced(name, value);
  }

  /** Puts the hosts back under names that a cell has used for something else and that are free again. */
  placeAgain(): void {
    this.#globals.placeAgain();
  }

  readonly #wires: Wires = {
    run: (target, commands, options) => {
      const list = typeof commands === 'string' ? [commands] : [...commands].map(String);
      if (list.length === 0) throw new RunError('no command was given');
      const { names, label } = whole(target);
      const told = { kind: 'run', hosts: names, commands: list } as const;
      const isOne = target.isOne && list.length === 1;
      const ask = async () => {
        const answers = await this.#requests.tell({ ...told, options: tellOptions(options) });
        return remembered(isOne ? onlyResult(answers) : several(answers), ask);
      };
      return pending(ask(), `${label}: ${list.join('; ')}`);
    },
    operate: (target, operation, options) => {
      const { label, isOne } = whole(target);
      const answers = this.#operate(target, operation, options).then(isOne ? onlyResult : several);
      const outcome = operation.kind === 'write' ? answers.then(onlyFailures) : answers;
      return pending(outcome, `${label}: ${operation.kind}`);
    },
    blocks: (target) => {
      const answers = this.#operate(whole(target), { kind: 'blocks', most: MOST_BLOCKS });
      const parse = ({ host: name, command, text }: Block) =>
        this.#operate(only(name), { kind: 'parse', command, text }).then(onlyResult);
      return pending(
        answers.then((all) => blocksFrom(all, parse)),
        `${target.label}: blocks`,
      );
    },
    facts: (target) => {
      const [name = ''] = target.names;
      const known = target.isOne ? this.#facts.of(name) : undefined;
      if (known) return known;
      const answers = this.#operate(whole(target), { kind: 'facts' }).then((all) => {
        this.#facts.remember(all, (host) => this.#connections.get(host));
        if (!target.isOne) return new Results(all).table;
        onlyResult(all);
        return this.#facts.of(name);
      });
      return pending(answers, `${target.label}: facts`);
    },
    state: (target) => {
      const answers = this.#operate(whole(target), { kind: 'state' });
      const state = answers.then((all) => (target.isOne ? stateOf(all) : new Results(all).table));
      return pending(state, `${target.label}: state`);
    },
    exclusive: (target, work) =>
      pending(this.#exclusively(target, work), `${target.label}: exclusive`),
  };

  /** Within a turn that is held already, it is that one. */
  async #exclusively<Value>(target: Target, work: () => Value | PromiseLike<Value>) {
    const hosts = whole(target).names.filter((name) => !this.#held.has(name));
    if (hosts.length === 0) return await work();
    const options = tellOptions({ concurrency: hosts.length });
    const hold = this.#requests.begin({
      ...{ kind: 'operate', hosts, options },
      operation: { kind: 'hold' },
    });
    for (const name of hosts) this.#held.add(name);
    try {
      return await work();
    } finally {
      for (const name of hosts) this.#held.delete(name);
      await hold.end();
    }
  }

  /** Nothing is held any more: what the running cell had begun is stopped. */
  forgetHolds(): void {
    this.#held.clear();
  }

  #operate(
    { names }: Pick<Target, 'names'>,
    operation: HostOperation,
    options?: RunOptions,
  ): Promise<readonly HostAnswer[]> {
    // Behind a reload it may run other software, and behind a redispatch it is another device.
    if (operation.kind === 'reloaded' || operation.kind === 'redispatch') this.#facts.forget(names);
    const told = { kind: 'operate', hosts: names, operation } as const;
    return this.#requests.tell({ ...told, options: tellOptions(options) });
  }

  #target(to: HostsNamed): Target {
    const hosts = this.#named(to);
    const isOne =
      to instanceof Host || (typeof to === 'string' && hosts.length === 1 && isHost(to, hosts));
    return { names: [...new Set(hosts.map(({ name }) => name))], label: String(to), isOne };
  }

  #set(label: string, hosts: readonly Host[]): HostSet {
    const each = eachOnce(hosts);
    const named = (what: HostsNamed) => this.#named(what);
    return new HostSet({ wires: this.#wires, label, hosts: each, named });
  }

  #named(what: HostsNamed | readonly HostsNamed[]): readonly Host[] {
    if (what instanceof Host) return [what];
    if (typeof what !== 'string') return [...what].flatMap((one) => this.#named(one));
    try {
      return select(what, this.#hosts);
    } catch (thrown) {
      throw new RunError(asShowrunError(thrown).line);
    }
  }
}

const MOST_BLOCKS = 50;

function only(name: string): Pick<Target, 'names'> {
  return { names: [name] };
}

/** Where one session is. */
function stateOf(answers: readonly HostAnswer[]): object {
  const [row = {}] = onlyResult(answers).rows;
  return Object.freeze({ ...row, connected: row['status'] === 'open' });
}

function isHost(word: string, hosts: readonly Host[]): boolean {
  return hosts.some(({ name }) => name === word.trim());
}

/** A set may have become empty without anybody noticing. */
function whole(target: Target): Target {
  if (target.names.length > 0) return target;
  throw new RunError(`there is no host in '${target.label}': nothing was sent`);
}

function several(answers: readonly HostAnswer[]): Results {
  return new Results(answers);
}

function onlyResult(answers: readonly HostAnswer[]): Result | Results {
  const [answer] = answers;
  if (answer === undefined || answers.length > 1) return new Results(answers);
  if (answer.status === 'failed') throw new HostError(answer);
  return resultFrom(answer.result);
}

/** What was written has no answer of its own; a host that did not take it has. */
function onlyFailures(given: Result | Results): Results | undefined {
  return given instanceof Results && given.failed.length > 0 ? given : undefined;
}
