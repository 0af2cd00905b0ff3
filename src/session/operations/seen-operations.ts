import type { Block } from '../../core/block.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import type { Table } from '../../core/table/table.ts';
import type { SeenCommand } from '../record/last-command.ts';

/** What can be asked about what a session has seen already: nothing is sent, no turn is taken, and no connection is needed. */
export type SeenOperation =
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
  return kind === 'last' || kind === 'blocks' || kind === 'parse';
}

interface Seer {
  readonly name: string;
  readonly platform: { readonly name: string };
  readonly mode: string | undefined;
  lastCommand(): Promise<Result | undefined>;
  readSeen(seen: SeenCommand): Promise<Result>;
  blocks(most: number): readonly Block[];
}

const MOST_BLOCKS = 200;

/** Rejects with `nothing-run` for the last command where none was run. */
export async function operateSeen(session: Seer, operation: SeenOperation): Promise<Result> {
  switch (operation.kind) {
    case 'last':
      return await lastOf(session);
    case 'parse':
      return await session.readSeen(operation);
    case 'blocks': {
      const most = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(operation.most)));
      return asResult(session, session.blocks(most));
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

function asResult(session: Seer, blocks: readonly Block[]): Result {
  const table: Table = {
    columns: BLOCK_COLUMNS,
    rows: blocks.map((block) => [
      ...[block.platform, block.command, block.mode, block.startedAtMs, block.elapsedMs],
      ...[block.outcome, block.text],
    ]),
    origin: undefined,
  };
  return {
    ...{ host: session.name, platform: session.platform.name, command: 'blocks', text: '', table },
    ...{ outcome: 'ok', mode: session.mode ?? '', startedAtMs: Date.now(), elapsedMs: 0 },
  };
}
