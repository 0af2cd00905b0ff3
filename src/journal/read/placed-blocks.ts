import type { RecordedBlock } from '../recording.ts';
import type { BlockRecord } from '../records.ts';

/** Blocks in the recording's seconds, by their beginnings, with their numbers. */
export function placedBlocks(
  blocks: readonly BlockRecord[],
  {
    startedAtMs,
    offsets,
  }: {
    readonly startedAtMs: number;
    /** Each session's beginning in the recording's seconds; blocks of others are left out. */
    readonly offsets: ReadonlyMap<string, number>;
  },
): readonly RecordedBlock[] {
  return blocks
    .flatMap((block) => {
      const offsetS = offsets.get(block.session);
      if (offsetS === undefined) return [];
      const { seconds, elapsedMs } = block;
      const atS =
        seconds === undefined
          ? Math.max(0, block.startedAtMs - startedAtMs) / 1_000
          : offsetS + seconds.at;
      const endS = seconds === undefined ? atS + elapsedMs / 1_000 : offsetS + seconds.end;
      return [{ ...block, atS, endS }];
    })
    .sort((a, b) => a.atS - b.atS)
    .map((block, at) => ({ ...block, number: at + 1 }));
}
