import type { Result } from '../core/result.ts';
import type { Operation } from './operations.ts';
import type { Session } from './session.ts';

/** What can be done to a session's line as it is, at a prompt or not; and everything that takes a prompt. */
export type LineOperation = Operation | OnLine;

type OnLine = { readonly kind: 'break' };

export function isOnLine(operation: LineOperation): operation is OnLine {
  return operation.kind === 'break';
}

/** Does it at once. Rejects as the session does. */
export async function operateLine(
  session: Pick<Session, 'name' | 'platform' | 'mode' | 'sendBreak'>,
  operation: OnLine,
): Promise<Result> {
  const startMs = performance.now();
  const startedAtMs = Date.now();
  await session.sendBreak();
  return {
    host: session.name,
    platform: session.platform.name,
    command: operation.kind,
    text: 'break sent',
    outcome: 'ok',
    mode: session.mode ?? '',
    startedAtMs,
    elapsedMs: performance.now() - startMs,
    table: undefined,
  };
}
