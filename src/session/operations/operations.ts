import type { Charset } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import type { ConfigResult } from '../../core/config-result.ts';
import type { HeardResult } from '../../core/heard-result.ts';
import type { Result } from '../../core/result.ts';
import {
  type Awaited,
  type ExpectOptions,
  RawHand,
  type ReadOptions,
} from '../channel/raw-hand.ts';
import { lineFinder, patternText, type TextPattern } from '../channel/text-pattern.ts';
import type { Driver } from '../driver/driver.ts';
import type { Connection } from '../life/connection.ts';
import type { RawLog } from '../record/raw-log.ts';
import type { AskSecret } from '../secrets/ask-secret.ts';
import { linkSignals } from '../turns/linked-signal.ts';
import type { Turns } from '../turns/turns.ts';
import { untilAborted } from '../turns/until-aborted.ts';
import { Desk, type Memory } from './desk.ts';
import { goToMode } from './go-to-mode.ts';
import { abortConfig, type CommitOptions, commitConfig, saveConfig } from './keep-config.ts';
import { type KeepOptions, pushAndKeep } from './push-and-keep.ts';
import { type PushOptions, pushConfig } from './push-config.ts';
import { sendText } from './send.ts';
import type { SendOptions } from './send-options.ts';

export interface OperationOptions {
  /** For the pane's border meanwhile. */
  readonly owner?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Part of the turn that is held under this name, if one is. */
  readonly hold?: string | undefined;
  /** Silence after which the host is given up; anything it sends starts the time again. */
  readonly idleTimeoutMs?: number | undefined;
}

/** What a script can have a session do, beyond single commands. */
export type Operation =
  | { readonly kind: 'mode'; readonly mode: string }
  | ({
      readonly kind: 'config';
      readonly lines: readonly string[];
      /** What is to become of them; they are only sent unless told. */
      readonly keep?: KeepOptions | undefined;
    } & PushOptions)
  | { readonly kind: 'save' }
  | ({ readonly kind: 'commit' } & CommitOptions)
  | { readonly kind: 'abort' }
  | ({ readonly kind: 'send'; readonly text: string } & SendOptions)
  /** Takes no turn: others may go on meanwhile. */
  | {
      readonly kind: 'wait-for';
      readonly pattern: TextPattern;
      readonly timeoutMs?: number | undefined;
    }
  | { readonly kind: 'write'; readonly data: string | Uint8Array }
  | ({ readonly kind: 'read' } & Omit<ReadOptions, 'signal'>)
  | ({ readonly kind: 'expect' } & Omit<ExpectOptions, 'signal'>);

type DeskOperation = Exclude<
  Operation,
  { kind: 'send' | 'wait-for' | 'write' | 'read' | 'expect' }
>;

/** In all, however much the device sends meanwhile. */
const WAIT_MS = 60_000;

export interface OperationsOptions {
  readonly host: string;
  readonly rawLog: RawLog;
  readonly charset: Charset;
  readonly username: string | undefined;
  readonly clock: Clock;
  readonly turns: Turns;
  /** The connection there is now. */
  readonly connection: () => Connection | undefined;
  readonly connected: () => Promise<Connection>;
  readonly secret: AskSecret | undefined;
}

/** The operations of one session, each with the session to itself. */
export class Operations {
  readonly #options: OperationsOptions;
  #memory: Memory = { entered: undefined, isConfirmDue: false };
  #connection: Connection | undefined;
  #raw: RawHand | undefined;

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  run(
    operation: Extract<Operation, { kind: 'config' }>,
    options?: OperationOptions,
  ): Promise<ConfigResult>;
  run(
    operation: Extract<Operation, { kind: 'send' | 'wait-for' }>,
    options?: OperationOptions,
  ): Promise<HeardResult>;
  run(operation: Operation, options?: OperationOptions): Promise<Result>;
  run(operation: Operation, options: OperationOptions = {}): Promise<Result> {
    switch (operation.kind) {
      case 'wait-for':
        return this.#waitFor(operation, options.signal);
      case 'send':
      case 'write':
      case 'read':
      case 'expect':
        return this.#withoutDesk(operation, options);
      default:
        return this.#atDesk(operation, options);
    }
  }

  /** Bytes as they are, for as long as somebody has the session to himself. */
  get raw(): RawHand {
    const { host, rawLog, charset, connected } = this.#options;
    this.#raw ??= new RawHand({ host, rawLog, charset, connected });
    return this.#raw;
  }

  async #waitFor(
    { pattern, timeoutMs = WAIT_MS }: Extract<Operation, { kind: 'wait-for' }>,
    signal: AbortSignal | undefined,
  ): Promise<HeardResult> {
    const { host, clock, connected, connection } = this.#options;
    const startedAtMs = clock.wallMs();
    const startMs = clock.nowMs();
    const what = patternText(pattern);
    const find = lineFinder(pattern);
    // At once where there is a connection: what comes from now on may come in this turn.
    const { driver } = connection() ?? (await untilAborted(connected(), signal));
    const match = await driver.channel.listen({ find, what, timeoutMs, signal });
    return {
      ...{ host, platform: driver.platform.name, command: `waitFor ${what}`, text: match.line },
      ...{ outcome: 'ok', mode: driver.prompt?.mode ?? '', startedAtMs, table: undefined },
      ...{ elapsedMs: clock.nowMs() - startMs, endedBy: 'pattern', match },
    };
  }

  #withoutDesk(
    operation: Extract<Operation, { kind: 'send' | 'write' | 'read' | 'expect' }>,
    options: OperationOptions,
  ): Promise<Result> {
    const { host, turns, connected, secret: ask } = this.#options;
    const { owner = 'script', signal: asked, idleTimeoutMs, hold } = options;
    return turns.shared({ owner, hold, signal: asked }, async (_, stop) => {
      const { signal, unlink } = linkSignals([asked, stop]);
      try {
        const connection = await untilAborted(connected(), signal);
        const { driver } = connection;
        const hideEchoOf = (secret: string): void => connection.hideEchoOf(secret);
        if (operation.kind !== 'send') return await this.#bare(driver, { operation, signal });
        const given = { ...operation, signal, idleTimeoutMs };
        return await sendText(driver, operation.text, { host, ask, hideEchoOf, options: given });
      } finally {
        unlink();
      }
    });
  }

  /** A result like any other, of bytes written or read. */
  async #bare(
    driver: Driver,
    given: {
      readonly operation: Extract<Operation, { kind: 'write' | 'read' | 'expect' }>;
      readonly signal: AbortSignal;
    },
  ): Promise<Result> {
    const { operation, signal } = given;
    const { host, clock } = this.#options;
    const startedAtMs = clock.wallMs();
    const startMs = clock.nowMs();
    const heard = await this.#rawly({ operation, signal });
    return {
      ...{ host, platform: driver.platform.name, command: operation.kind, outcome: 'ok' },
      ...{ mode: driver.prompt?.mode ?? '', startedAtMs, table: undefined, ...heard },
      elapsedMs: clock.nowMs() - startMs,
    };
  }

  async #rawly({
    operation,
    signal,
  }: {
    readonly operation: Extract<Operation, { kind: 'write' | 'read' | 'expect' }>;
    readonly signal: AbortSignal;
  }): Promise<Pick<Result, 'text'>> {
    switch (operation.kind) {
      case 'write':
        await this.raw.write(operation.data);
        return { text: '' };
      case 'read':
        return { text: await this.raw.read({ ...operation, signal }) };
      case 'expect': {
        const { patterns } = operation;
        const expected = await this.raw.expect({ ...operation, signal });
        const pattern = patterns[expected.index];
        const heard = { ...expected, pattern: awaitedText(pattern), text: expected.before };
        return heard;
      }
    }
  }

  #atDesk(operation: DeskOperation, options: OperationOptions): Promise<Result> {
    const { turns, connected } = this.#options;
    const { owner = 'script', signal, hold } = options;
    return turns.shared({ owner, signal, hold }, async (run) => {
      const connection = await untilAborted(connected(), signal);
      const desk = this.#desk(connection, { ...options, run });
      await desk.settle();
      return await perform(desk, operation);
    });
  }

  #desk(
    connection: Connection,
    given: OperationOptions & Pick<ConstructorParameters<typeof Desk>[0], 'run'>,
  ): Desk {
    if (this.#connection !== connection) {
      this.#connection = connection;
      this.#memory = { entered: undefined, isConfirmDue: false };
    }
    const { run, signal, idleTimeoutMs } = given;
    return new Desk({
      ...this.#options,
      driver: connection.driver,
      run,
      askSecret: this.#options.secret,
      hideEchoOf: (secret) => connection.hideEchoOf(secret),
      memory: this.#memory,
      options: { signal, idleTimeoutMs },
    });
  }
}

async function perform(desk: Desk, operation: DeskOperation): Promise<Result> {
  switch (operation.kind) {
    case 'mode':
      return await asResult(desk, operation.mode);
    case 'config': {
      const { lines, keep } = operation;
      return keep === undefined
        ? await pushConfig(desk, lines, operation)
        : await pushAndKeep(desk, lines, { ...operation, keep });
    }
    case 'save':
      return await saveConfig(desk);
    case 'commit':
      return await commitConfig(desk, operation);
    case 'abort':
      return await abortConfig(desk);
  }
}

/** What the device said on the way may be about secrets; the result has the mode only. */
async function asResult(desk: Desk, wanted: string): Promise<Result> {
  const startedAtMs = desk.nowMs();
  await goToMode(desk, wanted);
  return {
    host: desk.host,
    platform: desk.platform.name,
    command: `mode ${wanted}`,
    text: `in ${desk.mode}`,
    outcome: 'ok',
    mode: desk.mode,
    startedAtMs,
    elapsedMs: desk.nowMs() - startedAtMs,
    table: undefined,
  };
}

function awaitedText(awaited: Awaited | undefined): string {
  if (awaited === undefined) return '';
  if (typeof awaited === 'object' && 'prompt' in awaited) return 'prompt';
  return String(awaited);
}
