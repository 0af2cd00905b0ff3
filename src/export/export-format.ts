import type { Table } from '../core/table/table.ts';
import type { RecordedBlock, RecordedHost, Recording } from '../journal/recording.ts';
import type { Redactor } from '../journal/redact/redactor.ts';

/** A form in which a recording, or blocks of it, leave the program. Device text is inert in each of them. */
export interface ExportFormat {
  /** As `--to` names it. */
  readonly name: string;
  readonly extension: string;
  /** A few words for `--help`. */
  readonly summary: string;
  /** Writes all of it, piece by piece. Rejects with `bad-usage` where it cannot hold what was asked for (several sessions in one cast). */
  write(given: ExportGiven, out: (piece: string) => Promise<void>): Promise<void>;
}

export interface ExportGiven {
  readonly recording: Recording;
  /** Those chosen, in their order. */
  readonly hosts: readonly RecordedHost[];
  /** Those chosen, in the order they were named; all blocks of `hosts` unless told. */
  readonly blocks: readonly RecordedBlock[];
  /** Whether the person named blocks: then formats of blocks have no others, and formats of time go from the first to the last of them. */
  readonly chosen: 'blocks' | 'all';
  readonly title: string;
  readonly redactor: Redactor;
  /** A block's answer, without echo and prompt; redacted. */
  textOf(block: RecordedBlock): string;
  /** Its table with today's parsers, redacted; undefined where no template knows the command. */
  tableOf(block: RecordedBlock): Promise<Table | undefined>;
}
