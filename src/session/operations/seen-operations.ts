import type { Block } from '../../core/block.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import type { Table } from '../../core/table/table.ts';
import type { SessionStatus } from '../life/session-status.ts';
import type { SeenCommand } from '../record/last-command.ts';
import type { Holder } from '../turns/lease.ts';

/** What can be asked about what a session has seen already: nothing is sent, no turn is taken, and no connection is needed. */
export type SeenOperation =
  /** Where the session is, as a table of one row. */
  | { readonly kind: 'state' }
  /** The latest command, whoever typed it, with its table. */
  | { readonly kind: 'last' }
  /** The latest commands as a table, the oldest first: at most so many. */
  | { readonly kind: 'blocks'; readonly most: number }
  /** The table of an answer that was read before. */
  | { readonly kind: 'parse'; readonly command: string; readonly text: string };

export function isOfSeen<Operation extends { readonly kind: string }>(
  operation: Operation,
): operation is Extract<Operation, SeenOperation> {
  const { kind } = operation;
  return ['state', 'last', 'blocks', 'parse'].includes(kind);
}

interface Seer {
  readonly name: string;
  readonly platform: { readonly name: string };
  readonly mode: string | undefined;
  readonly hostname: string | undefined;
  readonly status: SessionStatus;
  readonly holder: Holder | undefined;
  lastCommand(): Promise<Result | undefined>;
  readSeen(seen: SeenCommand): Promise<Result>;
  blocks(most: number): readonly Block[];
}

const MOST_BLOCKS = 200;

/** Rejects with `nothing-run` for the last command where none was run. */
export async function operateSeen(session: Seer, operation: SeenOperation): Promise<Result> {
  switch (operation.kind) {
    case 'state':
      return asResult(session, 'state', stateTable(session));
    case 'last':
      return await lastOf(session);
    case 'parse':
      return await session.readSeen(operation);
    case 'blocks': {
      const most = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(operation.most)));
      return asResult(session, 'blocks', blocksTable(session.blocks(most)));
    }
  }
}

/** With the times and the mode it ran in, where they are known. */
async function lastOf(session: Seer): Promise<Result> {
  const last = await session.lastCommand();
  const block = session.blocks(1).at(-1);
  if (last === undefined) {
    const message = `${session.name} has run nothing yet`;
    throw new ShowrunError('bad-usage', message, { subject: session.name, advice: '' });
  }
  if (block?.command !== last.command) return last;
  const { mode, startedAtMs, elapsedMs, outcome } = block;
  return { ...last, mode, startedAtMs, elapsedMs, outcome };
}

/** What a block has, in the columns of a table: it crosses to the kernel as any result does. */
export const BLOCK_COLUMNS = [
  'platform',
  'command',
  'mode',
  'started_at_ms',
  'elapsed_ms',
  'outcome',
  'text',
] as const;

function blocksTable(blocks: readonly Block[]): Table {
  return {
    columns: BLOCK_COLUMNS,
    rows: blocks.map((block) => [
      ...[block.platform, block.command, block.mode, block.startedAtMs, block.elapsedMs],
      ...[block.outcome, block.text],
    ]),
    origin: undefined,
  };
}

/** The columns in which a session's state crosses to cells; what has no mode or holder has null. */
export const STATE_COLUMNS = ['status', 'mode', 'hostname', 'platform', 'holder'] as const;

function stateTable({ status, mode, hostname, platform, holder }: Seer): Table {
  const row = [status.status, mode, hostname, platform.name, holder?.owner];
  return { columns: STATE_COLUMNS, rows: [row.map((one) => one ?? null)], origin: undefined };
}

function asResult(session: Seer, command: string, table: Table): Result {
  return {
    ...{ host: session.name, platform: session.platform.name, command, text: '', table },
    ...{ outcome: 'ok', mode: session.mode ?? '', startedAtMs: Date.now(), elapsedMs: 0 },
  };
}
