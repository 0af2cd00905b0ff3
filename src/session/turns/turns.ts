import type { Clock } from '../../core/clock.ts';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import { safe } from '../../core/safe.ts';
import type { Table } from '../../core/table/table.ts';
import type { Platform } from '../../platforms/platform.ts';
import { isRefusal } from '../channel/answer.ts';
import type { RunOptions } from '../channel/channel-options.ts';
import type { Driver } from '../driver/driver.ts';
import type { Connection } from '../life/connection.ts';
import type { SendOptions } from '../operations/send-options.ts';
import type { SeenCommand } from '../record/last-command.ts';
import type { AskSecret } from '../secrets/ask-secret.ts';
import { withSecrets } from '../secrets/command-secrets.ts';
import { Hold, type Work } from './hold.ts';
import { type Holder, Lease } from './lease.ts';
import { linkSignals } from './linked-signal.ts';
import { untilAborted } from './until-aborted.ts';

/** The table a command's text gives on a platform; undefined when no template knows it. */
export type ParseText = (request: {
  readonly platform: string;
  readonly command: string;
  readonly text: string;
}) => Promise<Table | undefined>;

export interface CommandOptions extends RunOptions {
  /** For the pane's border while the command runs. */
  readonly owner?: string | undefined;
  /** Part of the turn that is held under this name, if one is. */
  readonly hold?: string | undefined;
  /** Answers to what the device asks; a secret is asked for without. */
  readonly answers?: SendOptions['answers'];
  /** Whether the result gets its table; `parse` unless told. */
  readonly table?: 'parse' | 'skip' | undefined;
}

export type RunCommand = (command: string, options?: CommandOptions) => Promise<Result>;

export interface TurnsOptions {
  /** The session's name, for results and messages. */
  readonly host: string;
  readonly clock: Clock;
  readonly parse: ParseText | undefined;
  /** Where a command makes the device ask for a secret. */
  readonly secret: AskSecret | undefined;
  /** The connection there is now. */
  readonly connection: () => Connection | undefined;
  /** The connection, waited for; rejects with the reason why there is none. */
  readonly connected: () => Promise<Connection>;
  readonly onChanged: () => void;
  readonly onNotice: (text: string) => void;
  /** A script's command is answered. */
  readonly onRan?: (result: Result) => void;
}

/** Who wants a turn. */
export interface Claim {
  readonly owner: string;
  readonly signal?: AbortSignal | undefined;
  /** Part of the turn that is held under this name, if one is. */
  readonly hold?: string | undefined;
}

interface Held {
  readonly signal: AbortSignal;
  readonly hold: string;
}

/** The scripts of one session, one at a time; meanwhile the person's keys are held, and delivered after in their order. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #lease = new Lease();
  readonly #holds = new Map<string, Hold>();
  #stop: AbortController | undefined;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  get holder(): Holder | undefined {
    return this.#lease.holder;
  }

  get heldBytes(): number {
    return this.#lease.heldBytes;
  }

  hold(keys: Uint8Array): void {
    const { onChanged, onNotice } = this.#options;
    if (this.#lease.hold(keys) === 'held') onChanged();
    else onNotice('too much was typed while a script has the session; the last keys were dropped');
  }

  interrupt(): void {
    this.#stop?.abort();
  }

  /** Runs one command when it is its turn. The table is made after the next one's turn has begun. */
  async run(command: string, options: CommandOptions): Promise<Result> {
    const { owner = 'script', signal, hold } = options;
    const turn = { owner, signal, hold };
    const result = await this.#take(turn, (run) => run(command, { ...options, table: 'skip' }));
    return options.table === 'skip' ? result : await this.withTable(result);
  }

  exclusive<Value>(owner: string, work: Work<Value>, signal?: AbortSignal): Promise<Value> {
    return this.#take({ owner, signal }, work);
  }

  /** The same, or part of the turn that is held under that name, if one is. */
  shared<Value>(turn: Claim, work: Work<Value>): Promise<Value> {
    return this.#take(turn, work);
  }

  /** One turn for all work that names `hold`, until the signal aborts. Rejects with `bad-usage` where it is held already. */
  async holdTurn({ owner, hold: name, signal }: Required<Claim> & Held): Promise<void> {
    if (this.#holds.has(name)) {
      throw new ShowrunError('bad-usage', `${this.#options.host} is held already`, { advice: '' });
    }
    const hold = new Hold();
    this.#holds.set(name, hold);
    const forget = (): void => void this.#holds.delete(name);
    // What comes after the end waits for a turn of its own.
    signal.addEventListener('abort', forget, { once: true });
    try {
      await this.#take({ owner, signal }, (run, stop) => hold.lasts(run, stop, signal));
    } finally {
      forget();
      hold.end();
    }
  }

  /** What a person ran, as a result like any other. */
  asResult({ command, text }: SeenCommand, platform: Platform): Promise<Result> {
    const { host, clock } = this.#options;
    return this.withTable({
      host,
      platform: platform.name,
      command,
      text,
      outcome: isRefusal(text.split('\n'), platform) ? 'refused' : 'ok',
      mode: this.#options.connection()?.driver.prompt?.mode ?? '',
      startedAtMs: clock.wallMs(),
      elapsedMs: 0,
      table: undefined,
    });
  }

  async #take<Value>(turn: Claim, work: Work<Value>): Promise<Value> {
    const held = turn.hold === undefined ? undefined : this.#holds.get(turn.hold);
    if (held) return await held.work(work, turn.signal);
    const { clock, onChanged } = this.#options;
    await this.#lease.take({ owner: turn.owner, sinceMs: clock.wallMs() }, turn.signal);
    const stop = new AbortController();
    this.#stop = stop;
    onChanged();
    try {
      const line: { taken?: Connection } = {};
      const run: RunCommand = (command, options = {}) =>
        this.#run(command, options, { stop: stop.signal, line });
      return await work(run, stop.signal);
    } finally {
      this.#stop = undefined;
      this.#handBack();
      onChanged();
    }
  }

  /** What the person had typed and what he typed meanwhile go to the device, unless another script is waiting. */
  #handBack(): void {
    const connection = this.#options.connection();
    const isLast = !this.#lease.isAwaited;
    if (isLast) connection?.driver.channel.restore();
    this.#lease.release();
    if (!isLast) return;
    for (const keys of this.#lease.takeHeld()) connection?.type(keys);
  }

  async #run(command: string, options: CommandOptions, turn: Turn): Promise<Result> {
    const { signal, unlink } = linkSignals([options.signal, turn.stop]);
    try {
      const connection = await untilAborted(this.#options.connected(), signal);
      turn.line.taken ??= connection;
      if (turn.line.taken !== connection) throw this.#changedBefore(command);
      const { driver } = connection;
      const result = await this.#ask(driver, command, { ...options, signal });
      this.#options.onRan?.(result);
      return options.table === 'skip' ? result : await this.withTable(result);
    } finally {
      unlink();
    }
  }

  async #ask(driver: Driver, command: string, options: CommandOptions): Promise<Result> {
    const { host, connection, secret: ask } = this.#options;
    const { answers } = options;
    const hideEchoOf = (secret: string): void => connection()?.hideEchoOf(secret);
    try {
      const answer =
        (ask === undefined && answers === undefined) || options.answerTo !== undefined
          ? await driver.run(command, options)
          : await withSecrets(driver, { host, ask, command, answers, hideEchoOf }, (asks) =>
              driver.run(command, { ...options, ...asks }),
            );
      return { host, platform: driver.platform.name, command, ...answer, table: undefined };
    } catch (thrown) {
      throw connection()?.driver === driver ? thrown : this.#goneDuring(command, thrown);
    }
  }

  /** A text without a table is a result too; why there is none goes to the notices. */
  async withTable(result: Result): Promise<Result> {
    const { parse, onNotice } = this.#options;
    if (result.outcome === 'refused' || parse === undefined) return result;
    const { platform, command, text } = result;
    try {
      return { ...result, table: await parse({ platform, command, text }) };
    } catch (thrown) {
      onNotice(`no table for '${command}': ${asShowrunError(thrown).line}`);
      return result;
    }
  }

  /** The device may have rebooted, or stands in another mode: what comes in the middle of something means another thing there. */
  #changedBefore(command: string): ShowrunError {
    const message = `${this.#options.host} was lost and is back; '${safe(command, 80)}' was not sent`;
    return new ShowrunError('hung-up', message, { subject: this.#options.host });
  }

  #goneDuring(command: string, thrown: unknown): ShowrunError {
    const cause = asShowrunError(thrown);
    if (cause.code === 'interrupted') return cause;
    const message = `${cause.message} while running '${safe(command, 80)}'`;
    return new ShowrunError('hung-up', message, { subject: this.#options.host, cause: thrown });
  }
}

/** One turn of a script: what stops it, and the connection its first command went to. */
interface Turn {
  readonly stop: AbortSignal;
  readonly line: { taken?: Connection };
}
