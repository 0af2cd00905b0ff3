import type { RecordedBlock } from '../../journal/recording.ts';
import type { CellRecord, NoteRecord } from '../../journal/records.ts';
import type { ExportGiven } from '../export-format.ts';

export type ReportEntry = RecordedBlock | NoteRecord | CellRecord;

/**
 * Blocks in the order they were named, or of time, and what was written meanwhile where it belongs: a note or a cell stands behind the last block that
 * began before it. Where blocks were chosen, words from before or after all of them count as long as no other command lies between.
 */
export function reportOrder(given: ExportGiven): readonly ReportEntry[] {
  const { recording, blocks, hosts, chosen } = given;
  const names = new Set(
    chosen === 'all' ? hosts.map(({ name }) => name) : blocks.map(({ session }) => session),
  );
  const written = [
    ...recording.notes.filter(({ session }) => session === undefined || names.has(session)),
    ...recording.cells,
  ]
    .filter((one) => isMeant(given, secondsOf(given, one)))
    .sort((a, b) => secondsOf(given, a) - secondsOf(given, b));
  const before: ReportEntry[] = [];
  const behind = new Map<RecordedBlock, ReportEntry[]>();
  for (const one of written) {
    const block = lastBefore(blocks, secondsOf(given, one));
    if (block === undefined) before.push(one);
    else behind.set(block, [...(behind.get(block) ?? []), one]);
  }
  return [...before, ...blocks.flatMap((block) => [block, ...(behind.get(block) ?? [])])];
}

function secondsOf({ recording }: ExportGiven, one: NoteRecord | CellRecord): number {
  const atMs = one.kind === 'note' ? one.atMs : one.startedAtMs;
  return (atMs - recording.startedAtMs) / 1_000;
}

function isMeant({ recording, blocks, chosen }: ExportGiven, atS: number): boolean {
  if (chosen === 'all' || blocks.length === 0) return true;
  const first = blocks.reduce(
    (least, block) => Math.min(least, block.atS),
    Number.POSITIVE_INFINITY,
  );
  const last = blocks.reduce((most, block) => Math.max(most, block.endS), 0);
  if (atS >= first && atS <= last) return true;
  return !recording.blocks.some(({ atS: at, endS }) =>
    atS < first ? endS > atS && at < first && at >= atS : at > last && at <= atS,
  );
}

function lastBefore(blocks: readonly RecordedBlock[], atS: number): RecordedBlock | undefined {
  let found: RecordedBlock | undefined;
  for (const block of blocks) {
    if (block.atS <= atS && (found === undefined || block.atS > found.atS)) found = block;
  }
  return found;
}
