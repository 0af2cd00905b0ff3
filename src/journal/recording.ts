import type { Layout } from '../core/layout.ts';
import type { Size } from '../core/size.ts';
import type { CastEvent } from './cast/cast-event.ts';
import type { BlockRecord, CellRecord, NoteRecord } from './records.ts';

/**
 * A recording as everything reads it, ours or somebody else's: the sessions of a run, each a timeline of events, cut into blocks. Nothing of
 * it is kept in memory but lists; events are read from the files when somebody asks. `docs/recordings.md` has the files.
 */
export interface Recording {
  /** What people call it: its folder's or file's name. */
  readonly name: string;
  /** The folder of one of ours, or the file of another's. */
  readonly path: string;
  readonly kind: 'ours' | 'asciicast' | 'text';
  /** When its clock began, in ms since the epoch; times in seconds (`atS`) count from there, for all its sessions. */
  readonly startedAtMs: number;
  /** Up to the last event of any session. */
  readonly durationS: number;
  /** In the order in which they were opened. */
  readonly sessions: readonly RecordedHost[];
  /** How their panes were arranged, a layout for each tab; absent where nobody knows. */
  readonly layouts?: readonly Layout[];
  /** By their beginnings. */
  readonly blocks: readonly RecordedBlock[];
  readonly notes: readonly NoteRecord[];
  /** What was run in the REPL meanwhile. */
  readonly cells: readonly CellRecord[];
  /** What could not be read or is missing, one safe line each: a torn line, a gap, a file that is gone. */
  readonly problems: readonly string[];
  /** Whether the run has ended, was killed, or goes on right now. */
  readonly end: 'ended' | 'cut off' | 'running';
  close(): void;
}

/** One session of a recording. */
export interface RecordedHost {
  /** The session's name: `r1`, `r1.2`. Unique within the recording. */
  readonly name: string;
  readonly host: string;
  readonly groups: readonly string[];
  /** A platform's name, or `auto` where nobody knew. */
  readonly platform: string;
  /** Of its first event; in `Recording.startedAtMs`'s seconds. */
  readonly startS: number;
  readonly endS: number;
  /** Before the first resize. */
  readonly size: Size;
  readonly timeline: Timeline;
  /** The cast it is read from, where its events' places are offsets in it: for who searches the file as it stands. */
  readonly castPath?: string;
}

/**
 * The events of one session. Read synchronously in slices of some 64 KB: an hour's recording is found in by halving (times only grow), so
 * that opening does not read it.
 */
export interface Timeline {
  /** Where the events at or after a time begin. */
  placeAt(atS: number): EventPlace;
  /** From the beginning (`undefined`) or a place on, in order. */
  events(from?: EventPlace): Iterable<CastEvent>;
  /** Bytes of the file, for progress. */
  readonly fileBytes: number;
}

/** Where an event stands in its file: the offset of its line. Opaque to all but the reader. */
export type EventPlace = number;

/** A block of `blocks.jsonl`, with what its place in the recording tells. */
export interface RecordedBlock extends BlockRecord {
  /** Counts from 1 within the recording; `NAME#7` is its address. */
  readonly number: number;
  /** In the recording's seconds: when the command's line was ended, and when the prompt was back. */
  readonly atS: number;
  readonly endS: number;
}
