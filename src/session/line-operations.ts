import type { Result } from '../core/result.ts';
import type { Operation } from './operations.ts';
import type { Session } from './session.ts';

/** What can be done to a session's line as it is, at a prompt or not; and everything that takes a prompt. */
export type LineOperation = Operation | OnLine;

type OnLine =
  | { readonly kind: 'break' }
  | { readonly kind: 'redispatch'; readonly platform: string };

export function isOnLine(operation: LineOperation): operation is OnLine {
  return operation.kind === 'break' || operation.kind === 'redispatch';
}

/** Does it at once. Rejects as the session does. */
export async function operateLine(
  session: Pick<Session, 'name' | 'platform' | 'mode' | 'sendBreak' | 'redispatch'>,
  operation: OnLine,
): Promise<Result> {
  const startMs = performance.now();
  const startedAtMs = Date.now();
  if (operation.kind === 'break') await session.sendBreak();
  else await session.redispatch(operation.platform);
  return {
    host: session.name,
    platform: session.platform.name,
    command: operation.kind,
    text: operation.kind === 'break' ? 'break sent' : session.platform.title,
    outcome: 'ok',
    mode: session.mode ?? '',
    startedAtMs,
    elapsedMs: performance.now() - startMs,
    table: undefined,
  };
}
