import type { RecordedHost } from '../../../journal/recording.ts';
import type { ExportGiven } from '../../export-format.ts';

/** The sessions and the time that a page shows. */
export interface PageRange {
  readonly hosts: readonly RecordedHost[];
  /** In the recording's seconds. */
  readonly fromS: number;
  readonly toS: number;
  /** Whether something before `fromS` was left out on purpose. */
  readonly begins: 'with the sessions' | 'with a block';
}

/** All of the chosen sessions; of chosen blocks only their sessions, from the first block's command to the last one's end. */
export function pageRange({ hosts, blocks, chosen }: ExportGiven): PageRange {
  if (chosen === 'all' || blocks.length === 0) {
    return {
      hosts,
      fromS: least(hosts.map(({ startS }) => startS)),
      toS: most(hosts.map(({ endS }) => endS)),
      begins: 'with the sessions',
    };
  }
  const names = new Set(blocks.map(({ session }) => session));
  return {
    hosts: hosts.filter(({ name }) => names.has(name)),
    fromS: least(blocks.map(({ atS }) => atS)),
    toS: most(blocks.map(({ endS }) => endS)),
    begins: 'with a block',
  };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);
}
