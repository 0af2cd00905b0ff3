import type { Clock } from '../core/clock.ts';
import type { ConfigResult } from '../core/config-result.ts';
import type { Result } from '../core/result.ts';
import type { AskSecret } from './ask-secret.ts';
import type { Connection } from './connection.ts';
import { Desk, type Memory } from './desk.ts';
import { goToMode } from './go-to-mode.ts';
import { abortConfig, type CommitOptions, commitConfig, saveConfig } from './keep-config.ts';
import { type PushOptions, pushConfig } from './push-config.ts';
import type { Turns } from './turns.ts';
import { untilAborted } from './until-aborted.ts';

export interface OperationOptions {
  /** For the pane's border meanwhile. */
  readonly owner?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Silence after which the host is given up; anything it sends starts the time again. */
  readonly idleTimeoutMs?: number | undefined;
  /** Where the device asks for a secret; the session's own way unless told. */
  readonly secret?: AskSecret | undefined;
}

/** What a script can have a session do, beyond single commands. */
export type Operation =
  | { readonly kind: 'mode'; readonly mode: string }
  | ({ readonly kind: 'config'; readonly lines: readonly string[] } & PushOptions)
  | { readonly kind: 'save' }
  | ({ readonly kind: 'commit' } & CommitOptions)
  | { readonly kind: 'abort' };

export interface OperationsOptions {
  readonly host: string;
  readonly username: string | undefined;
  readonly clock: Clock;
  readonly turns: Turns;
  readonly connected: () => Promise<Connection>;
  readonly secret: AskSecret | undefined;
}

/** The operations of one session, each with the session to itself. */
export class Operations {
  readonly #options: OperationsOptions;
  #memory: Memory = { entered: undefined, isConfirmDue: false };
  #connection: Connection | undefined;

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  run(
    operation: Extract<Operation, { kind: 'config' }>,
    options?: OperationOptions,
  ): Promise<ConfigResult>;
  run(operation: Operation, options?: OperationOptions): Promise<Result>;
  run(operation: Operation, options: OperationOptions = {}): Promise<Result> {
    const { turns, connected } = this.#options;
    const { owner = 'script', signal } = options;
    return turns.exclusive(
      owner,
      async (run) => {
        const connection = await untilAborted(connected(), signal);
        const desk = this.#desk(connection, { ...options, run });
        await desk.settle();
        return await perform(desk, operation);
      },
      signal,
    );
  }

  #desk(
    connection: Connection,
    given: OperationOptions & Pick<ConstructorParameters<typeof Desk>[0], 'run'>,
  ): Desk {
    if (this.#connection !== connection) {
      this.#connection = connection;
      this.#memory = { entered: undefined, isConfirmDue: false };
    }
    const { run, signal, idleTimeoutMs, secret } = given;
    return new Desk({
      ...this.#options,
      driver: connection.driver,
      run,
      askSecret: secret ?? this.#options.secret,
      memory: this.#memory,
      options: { signal, idleTimeoutMs },
    });
  }
}

async function perform(desk: Desk, operation: Operation): Promise<Result> {
  switch (operation.kind) {
    case 'mode':
      return await asResult(desk, operation.mode);
    case 'config':
      return await pushConfig(desk, operation.lines, operation);
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
