import type { Layout } from '../core/layout.ts';

/** What `run.json` says of a run. Written anew, whole, whenever a session comes or goes. */
export interface RunRecord {
  readonly version: 1;
  /** Of the program: `0.1.0`. */
  readonly showrun: string;
  /** What ran: the screen, or a subcommand. */
  readonly kind: 'tui' | 'run' | 'script' | 'snapshot' | 'diff';
  /** What the run was for, in a word: hosts or groups named, the lab; part of the folder's name. */
  readonly name: string;
  /** When its clock began, in ms since the epoch. */
  readonly startedAtMs: number;
  /** Absent while it runs, and for ever where it was killed. */
  readonly endedAtMs?: number;
  /** The process that writes; it tells a run that goes on from one that was killed. */
  readonly pid: number;
  /** Blocks written, as of this writing; lists read only this file. */
  readonly commands?: number;
  readonly sessions: readonly SessionRecord[];
  /** How they were arranged, a layout for each tab; its panes are sessions by their names. */
  readonly layouts?: readonly Layout[];
}

export interface SessionRecord {
  readonly name: string;
  readonly host: string;
  readonly address: string;
  readonly groups: readonly string[];
  /** As far as it is known by now; `auto` while it is not. */
  readonly platform: string;
  /** Within the folder: one path component, made safe from the session's name. */
  readonly file: string;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
}

/** A line of `blocks.jsonl`. Each is written when it is over, so they lie in the order of their ends. */
export type JournalRecord = BlockRecord | NoteRecord | CellRecord;

/** One command on one session. Its text is not here: it is read from the cast. */
export interface BlockRecord {
  readonly kind: 'block';
  readonly session: string;
  readonly host: string;
  readonly platform: string;
  /** In which it ran; '' where that is not known. */
  readonly mode: string;
  /** Foreign text; secrets in it hidden. */
  readonly command: string;
  /** Who sent it: `person`, or the owner of the turn (`script`, `run`, …). */
  readonly by: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly outcome: 'ok' | 'refused' | 'unfinished';
  /** The same times in the cast's own seconds, which no change of the clock touches; `startedAtMs` counts where it is absent. */
  readonly seconds?: { readonly at: number; readonly end: number };
  /** How wide the screen was, where it was not as wide as the cast's header says. */
  readonly cols?: number;
  /** Between which bytes of the session's output (counted from its first byte ever, as the cast has them, with the bytes that are missing in its gaps) its answer lies: from behind the prompt before it, which is its echo, to behind the prompt after it. */
  readonly from: number;
  readonly to: number;
  /** An event's line in the cast at or before `from`, and how many bytes of output were before it: where to begin reading. */
  readonly place: { readonly line: number; readonly bytes: number };
}

/** Words of a person, for one session or for the whole run. */
export interface NoteRecord {
  readonly kind: 'note';
  readonly atMs: number;
  readonly session?: string;
  readonly text: string;
}

/** A cell of the REPL with what it said; secrets hidden. */
export interface CellRecord {
  readonly kind: 'cell';
  readonly number: number;
  readonly source: string;
  /** What it printed and its value, as plain text. */
  readonly text: string;
  readonly status: 'value' | 'done' | 'failed' | 'interrupted' | 'died';
  readonly hosts: readonly string[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}
