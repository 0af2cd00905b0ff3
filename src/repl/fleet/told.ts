import { types } from 'node:util';
import type { HostOperation, PlainKeep } from '../link/host-operation.ts';
import {
  type Answers,
  type Pattern,
  plainAnswers,
  plainAwaited,
  plainPattern,
  plainWhens,
} from './plain-patterns.ts';
import type { RunOptions } from './tell-options.ts';

export interface RedispatchOptions extends RunOptions {
  /** Logs in there with the host's own account. */
  readonly login?: boolean;
}

export interface ConfigOptions extends RunOptions {
  /** `exclusive`, `private` or `session` where the platform has them. */
  readonly mode?: string;
  /** To what lines make the device ask. */
  readonly answers?: Answers;
  /** Commits them where the platform has commits; with a comment, or for some minutes. */
  readonly commit?: boolean | Pick<CommitOptions, 'comment' | 'confirmed'>;
  /** Saves the configuration behind them. */
  readonly save?: boolean;
}

export interface CommitOptions extends RunOptions {
  readonly comment?: string;
  /** Minutes until the device goes back by itself. */
  readonly confirmed?: number;
}

export interface SendOptions extends RunOptions {
  /** What ends the wait instead of a prompt. */
  readonly expect?: Pattern;
  /** In their order, or with `when` to any question like that. */
  readonly answers?: Answers;
  /** Milliseconds of silence that end the wait; `true` for two seconds. */
  readonly timing?: number | true;
  /** The text is a secret. */
  readonly secret?: boolean;
}

export interface ReadOptions extends RunOptions {
  readonly until?: Pattern;
  readonly quietMs?: number;
}

/** Who is told. */
export interface Target {
  readonly names: readonly string[];
  /** For what is shown while the answer has not come. */
  readonly label: string;
  /** One host by name, whose answer comes alone. */
  readonly isOne: boolean;
}

/** How hosts are told anything; gives what comes. */
export interface Wires {
  readonly run: (
    target: Target,
    commands: string | readonly string[],
    options?: RunOptions,
  ) => unknown;
  readonly operate: (target: Target, operation: HostOperation, options?: RunOptions) => unknown;
  readonly blocks: (target: Target) => unknown;
  readonly facts: (target: Target) => unknown;
  readonly state: (target: Target) => unknown;
  /** One turn for all that these hosts are told while the work lasts. */
  readonly exclusive: <Value>(target: Target, work: () => Value | PromiseLike<Value>) => unknown;
}

const TIMING_MS = 2_000;

/** What one host and several hosts can be told alike. */
export class Told {
  readonly #wires: Wires;
  readonly #target: Target;

  constructor(wires: Wires, target: Target) {
    this.#wires = wires;
    this.#target = target;
  }

  run(command: string | readonly string[], options?: RunOptions): unknown {
    return this.#wires.run(this.#target, command, options);
  }

  /** The table of a command, to come. */
  table(command: string, options?: RunOptions): unknown {
    const given: unknown = this.#wires.run(this.#target, String(command), options);
    return Reflect.get(Object(given), 'table');
  }

  /** What the latest command gave, typed in the pane or sent by a cell: to come. */
  get last(): unknown {
    return this.#wires.operate(this.#target, { kind: 'last' });
  }

  /** Where the session is: status, connected, mode, hostname, platform, holder; of several hosts a table. To come. */
  get state(): unknown {
    return this.#wires.state(this.#target);
  }

  /**
   * What the device is: vendor, model, version, serial, hostname, uptime in seconds; asked once for each connection. To come, and the
   * plain object where it is known already; of several hosts a table, a row each.
   */
  get facts(): unknown {
    return this.#wires.facts(this.#target);
  }

  /** The latest commands, the oldest first, typed in the pane or sent by cells: to come. */
  get blocks(): unknown {
    return this.#wires.blocks(this.#target);
  }

  send(text: string, options: SendOptions = {}): unknown {
    const { expect, answers, timing, secret } = options;
    const operation = {
      kind: 'send',
      text: String(text),
      expect: expect === undefined ? undefined : plainPattern(expect),
      answers: plainAnswers(answers),
      timing: timing === true ? TIMING_MS : timing === undefined ? undefined : Number(timing),
      secret: secret === true,
    } as const;
    return this.#wires.operate(this.#target, operation, options);
  }

  waitFor(pattern: Pattern, options?: RunOptions): unknown {
    const operation = { kind: 'wait-for', pattern: plainPattern(pattern) } as const;
    return this.#wires.operate(this.#target, operation, options);
  }

  write(data: string | Uint8Array, options?: RunOptions): unknown {
    const plain = types.isUint8Array(data) ? Uint8Array.from(data) : String(data);
    return this.#wires.operate(this.#target, { kind: 'write', data: plain }, options);
  }

  read(options: ReadOptions = {}): unknown {
    const { until, quietMs } = options;
    const operation = {
      kind: 'read',
      until: until === undefined ? undefined : plainPattern(until),
      quietMs: quietMs === undefined ? undefined : Number(quietMs),
    } as const;
    return this.#wires.operate(this.#target, operation, options);
  }

  /** Waits for the first of several patterns behind the last match, or for `'prompt'`; what comes says which and what was before. */
  expect(awaited: Pattern | readonly Pattern[], options?: RunOptions): unknown {
    const patterns = (Array.isArray(awaited) ? awaited : [awaited]).map(plainAwaited);
    return this.#wires.operate(this.#target, { kind: 'expect', patterns }, options);
  }

  /** One turn for everything that is told until the function is done: nobody else types in between. It is always given back. */
  exclusive(work: (told: this) => unknown): unknown {
    return this.#wires.exclusive(this.#target, () => work(this));
  }

  config(lines: string | readonly string[], options: ConfigOptions = {}): unknown {
    const list = Array.isArray(lines) ? lines.map(String) : String(lines).split('\n');
    const { mode, answers } = options;
    const whens = plainWhens(answers);
    const keep = keepOf(options);
    const operation = { kind: 'config', lines: list, mode, answers: whens, keep } as const;
    return this.#wires.operate(this.#target, operation, options);
  }

  save(options?: RunOptions): unknown {
    return this.#wires.operate(this.#target, { kind: 'save' }, options);
  }

  commit(options: CommitOptions = {}): unknown {
    const { comment, confirmed } = options;
    return this.#wires.operate(this.#target, { kind: 'commit', comment, confirmed }, options);
  }

  abort(options?: RunOptions): unknown {
    return this.#wires.operate(this.#target, { kind: 'abort' }, options);
  }

  sendBreak(options?: RunOptions): unknown {
    return this.#wires.operate(this.#target, { kind: 'break' }, options);
  }

  reloaded(options?: RunOptions): unknown {
    return this.#wires.operate(this.#target, { kind: 'reloaded' }, options);
  }

  redispatch(platform: string, options: RedispatchOptions = {}): unknown {
    const login = options.login === true ? 'platform' : 'manual';
    const operation = { kind: 'redispatch', platform: String(platform), login } as const;
    return this.#wires.operate(this.#target, operation, options);
  }

  mode(mode: string, options?: RunOptions): unknown {
    return this.#wires.operate(this.#target, { kind: 'mode', mode: String(mode) }, options);
  }
}

/** Undefined where nothing is said: then lines may wait for a commit. */
function keepOf({ commit, save }: ConfigOptions): PlainKeep | undefined {
  if (commit === undefined && save === undefined) return undefined;
  const { comment, confirmed } = Object(commit);
  const isCommitted = commit !== undefined && commit !== false;
  return {
    save: save === true,
    commit: isCommitted
      ? {
          comment: comment === undefined ? undefined : String(comment),
          confirmed: confirmed === undefined ? undefined : Number(confirmed),
        }
      : undefined,
  };
}
