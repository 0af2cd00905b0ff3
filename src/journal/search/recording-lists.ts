import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { SourceFiles } from '../cast/byte-source.ts';
import { offsetOf, sessionsIn } from '../read/our-sessions.ts';
import { placedBlocks } from '../read/placed-blocks.ts';
import { Problems } from '../read/problems.ts';
import { readRecords } from '../read/read-records.ts';
import { readRun } from '../read/read-run.ts';
import type { RecordedBlock } from '../recording.ts';
import type { SessionRecord } from '../records.ts';

/** What a search looks at first in a recording: its lists. */
export interface RecordingLists {
  readonly name: string;
  readonly path: string;
  readonly startedAtMs: number;
  readonly sessions: readonly ListedSession[];
}

export interface ListedSession {
  readonly record: SessionRecord;
  /** Its beginning in the recording's seconds. */
  readonly offsetS: number;
  readonly cast: string;
  readonly castBytes: number;
  /** When the cast was last written to; nothing in it is newer. */
  readonly castChangedAtMs: number;
  /** By their places in the cast. */
  readonly blocks: readonly RecordedBlock[];
}

/** Lists are kept up to so many blocks. */
const MOST_KEPT_BLOCKS = 300_000;

interface Kept {
  readonly stamp: string;
  readonly lists: RecordingLists;
  readonly blocks: number;
}

/** Reads the lists of recordings, and keeps them until their files change. */
export class ListReader {
  readonly #kept = new Map<string, Kept>();
  #blocks = 0;

  /** Undefined for what is no recording of ours, or is gone. */
  read(path: string): RecordingLists | undefined {
    const stamp = stampOf(path);
    const known = this.#kept.get(path);
    if (known !== undefined) {
      this.#kept.delete(path);
      this.#blocks -= known.blocks;
    }
    if (stamp === undefined) return undefined;
    const kept = known?.stamp === stamp ? known : listed(path, stamp);
    if (kept === undefined) return undefined;
    this.#kept.set(path, kept);
    this.#blocks += kept.blocks;
    for (const [oldest, { blocks }] of this.#kept) {
      if (this.#blocks <= MOST_KEPT_BLOCKS || oldest === path) break;
      this.#kept.delete(oldest);
      this.#blocks -= blocks;
    }
    return withSizes(kept.lists);
  }
}

function stampOf(path: string): string | undefined {
  const files = ['', 'run.json', 'blocks.jsonl'].map((name) => look(join(path, name)));
  if (files[0]?.isDirectory() !== true) return undefined;
  return files.map((stats) => `${stats?.mtimeMs}:${stats?.size}`).join(' ');
}

function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function listed(path: string, stamp: string): Kept | undefined {
  const files = new SourceFiles();
  try {
    const source = (name: string) => files.source(join(path, name));
    const names = readdirSync(path).sort();
    const casts = names.filter((name) => name.endsWith('.cast'));
    const run = readRun(source('run.json'));
    if (run === undefined && casts.length === 0) return undefined;
    const sessions = sessionsIn({ run, casts, source, problems: new Problems() });
    const startedAtMs =
      run?.startedAtMs ?? Math.min(...sessions.map(({ record }) => record.startedAtMs));
    const offsets = new Map(
      sessions.map(({ record }) => [record.name, offsetOf(record, startedAtMs)]),
    );
    const { records } = readRecords(source('blocks.jsonl'));
    const blocks = placedBlocks(
      records.filter((one) => one.kind === 'block'),
      { startedAtMs, offsets },
    );
    const bySession = grouped(blocks);
    const lists = {
      name: basename(path),
      path,
      startedAtMs,
      sessions: sessions.map(({ record }) => ({
        record,
        offsetS: offsets.get(record.name) ?? 0,
        cast: join(path, record.file),
        castBytes: 0,
        castChangedAtMs: 0,
        blocks: bySession.get(record.name) ?? [],
      })),
    };
    return { stamp, lists, blocks: blocks.length };
  } catch {
    return undefined;
  } finally {
    files.close();
  }
}

function grouped(blocks: readonly RecordedBlock[]): Map<string, RecordedBlock[]> {
  const sessions = new Map<string, RecordedBlock[]>();
  for (const block of blocks) {
    const others = sessions.get(block.session);
    if (others === undefined) sessions.set(block.session, [block]);
    else others.push(block);
  }
  for (const list of sessions.values()) list.sort((a, b) => a.from - b.from || a.to - b.to);
  return sessions;
}

/** Casts grow while the lists stay. */
function withSizes(lists: RecordingLists): RecordingLists {
  const sessions = lists.sessions.map((session) => {
    const stats = look(session.cast);
    const castBytes = stats?.isFile() === true ? stats.size : 0;
    return { ...session, castBytes, castChangedAtMs: stats?.mtimeMs ?? 0 };
  });
  return { ...lists, sessions };
}
