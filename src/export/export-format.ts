import type { Table } from '../core/table/table.ts';
import type { RecordedBlock, RecordedHost, Recording } from '../journal/recording.ts';
import type { Redactor } from '../journal/redact/redactor.ts';

/**
 * A form in which a recording, or blocks of it, leave the program. Device text is inert in each of them. One file of `formats/` is one
 * format, its default export; `--to` names it by the file's name.
 */
export interface ExportFormat {
  /** Of a file in this form, without the dot. */
  readonly extension: string;
  /** `one session`: of several, each gets a file of its own (`-o FOLDER/`), and `hosts` has exactly one. */
  readonly holds: 'all sessions' | 'one session';
  /** A few words for `--help`. */
  readonly summary: string;
  /** Writes all of it, piece by piece, each of it waited for. Rejects with `bad-usage` where it cannot hold what was asked for. */
  write(given: ExportGiven, out: ExportOut): Promise<void>;
}

export type ExportOut = (piece: string) => Promise<void>;

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
  /** Something the form had to leave out or could not know: one line for the person, not for the file. */
  readonly onProblem: (line: string) => void;
  /** A block's answer, without echo and prompt; redacted. */
  textOf(block: RecordedBlock): string;
  /** Its table with today's parsers, redacted; undefined where no template knows the command. */
  tableOf(block: RecordedBlock): Promise<Table | undefined>;
}
