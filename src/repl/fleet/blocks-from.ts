import type { Block as CoreBlock } from '../../core/block.ts';
import type { HostAnswer } from '../link/backend.ts';
import { Block, Blocks } from '../values/block.ts';
import { rowsOf } from '../values/rows.ts';

/** The blocks in the answers of one host or several, by their time. A host that is not there any more has none. */
export function blocksFrom(
  answers: readonly HostAnswer[],
  parse: (block: Block) => PromiseLike<unknown>,
): Blocks {
  const found = answers.flatMap((answer) =>
    answer.status === 'failed'
      ? []
      : rowsOf(answer.result.table).map((row) => blockOf(answer.result.host, row)),
  );
  const ordered = found.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  return Blocks.from(ordered, (one) => new Block(one, parse)) as Blocks;
}

function blockOf(host: string, row: Readonly<Record<string, unknown>>): CoreBlock {
  const text = (name: string): string => String(row[name] ?? '');
  return {
    ...{ host, platform: text('platform'), command: text('command'), mode: text('mode') },
    startedAtMs: Number(row['started_at_ms']),
    elapsedMs: Number(row['elapsed_ms']),
    outcome: row['outcome'] === 'refused' ? 'refused' : 'ok',
    text: text('text'),
  };
}
