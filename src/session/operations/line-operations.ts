import type { Result } from '../../core/result.ts';
import { reloadLine } from '../life/reload-wait.ts';
import type { Session } from '../session.ts';
import type { Operation, OperationOptions } from './operations.ts';
import type { SeenOperation } from './seen-operations.ts';

/** What can be done to a session's line as it is, at a prompt or not; everything that takes a prompt; what was seen. */
export type LineOperation = Operation | OnLine | SeenOperation | AskFacts;

/** What the device is: a table of one row, asked once for each connection. */
export interface AskFacts {
  readonly kind: 'facts';
}

type OnLine =
  /** One turn for everything that names the same `hold`, until the signal aborts. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'break' }
  /** Waits until the device has gone and is back. */
  | { readonly kind: 'reloaded' }
  | {
      readonly kind: 'redispatch';
      readonly platform: string;
      /** Logs in there with the host's own account; not unless told. */
      readonly login?: 'platform' | 'manual' | undefined;
    };

export function isOnLine(operation: LineOperation): operation is OnLine {
  const { kind } = operation;
  return ['hold', 'break', 'reloaded', 'redispatch'].includes(kind);
}

type Line = Pick<
  Session,
  'name' | 'platform' | 'mode' | 'hold' | 'sendBreak' | 'redispatch' | 'reloads'
>;

/** Does it at once. Rejects as the session does. */
export async function operateLine(
  session: Line,
  operation: OnLine,
  options: OperationOptions,
): Promise<Result> {
  const startMs = performance.now();
  const startedAtMs = Date.now();
  const text = await perform(session, operation, options);
  return {
    host: session.name,
    platform: session.platform.name,
    command: operation.kind,
    text,
    outcome: 'ok',
    mode: session.mode ?? '',
    startedAtMs,
    elapsedMs: performance.now() - startMs,
    table: undefined,
  };
}

async function perform(
  session: Line,
  operation: OnLine,
  options: OperationOptions,
): Promise<string> {
  switch (operation.kind) {
    case 'hold':
      await session.hold(options);
      return 'held';
    case 'break':
      await session.sendBreak();
      return 'break sent';
    case 'redispatch':
      await session.redispatch(operation.platform, operation.login);
      return session.platform.title;
    case 'reloaded':
      return reloadLine(await session.reloads.wait(options.signal));
  }
}
