import type { Result } from '../core/result.ts';
import type { ConfigProgress } from '../session/operations/push-config.ts';
import type { Session } from '../session/session.ts';
import type { RunWork } from './run-options.ts';

/** What is to be done, with the lines of a configuration read. */
export type ReadyWork =
  | Extract<RunWork, { kind: 'command' }>
  | (Extract<RunWork, { kind: 'config' }> & { readonly lines: readonly string[] });

/** Does it on one session that shows a prompt. Rejects as the session does. */
export async function doWork(
  session: Session,
  work: ReadyWork,
  options: {
    readonly signal: AbortSignal;
    readonly idleTimeoutMs: number;
    readonly onLine: (progress: ConfigProgress) => void;
  },
): Promise<Result> {
  const { onLine, ...limits } = options;
  const given = { ...limits, owner: 'run' };
  if (work.kind === 'command') return await runIn(session, work, given);
  const { lines, in: mode, commit, save } = work;
  return await session.operate(
    { kind: 'config', lines, mode, onLine, keep: { commit, save } },
    given,
  );
}

async function runIn(
  session: Session,
  { command, in: mode }: Extract<RunWork, { kind: 'command' }>,
  options: {
    readonly signal: AbortSignal;
    readonly idleTimeoutMs: number;
    readonly owner: string;
  },
): Promise<Result> {
  if (mode === undefined) return await session.run(command, options);
  await session.enterMode(mode, options);
  return await session.run(command, options);
}
