import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SourceFiles } from '../cast/byte-source.ts';
import { readRun } from '../read/read-run.ts';
import { endOf } from '../read/run-end.ts';
import type { Recording } from '../recording.ts';
import type { RunRecord } from '../records.ts';
import { runByNames } from './run-by-names.ts';

/** A recording of ours as lists have it: its `run.json`, and what the file system says of its files. No cast is opened. */
export interface KeptRecording {
  readonly name: string;
  readonly path: string;
  readonly run: RunRecord;
  readonly end: Recording['end'];
  readonly bytes: number;
  readonly files: number;
  /** When one of its files was last written, in ms since the epoch. */
  readonly lastWriteMs: number;
  /** Protected by a person: never let go by itself. */
  readonly isProtected: boolean;
}

/** A file of this name in its folder protects a recording. */
export const PROTECTING_FILE = 'keep';

/**
 * Looks at a folder; undefined where it is no recording of ours: no folder, a link to one, or one that neither its `run.json` nor its name and the
 * files in it tell to be one.
 */
export async function lookAtRecording(path: string): Promise<KeptRecording | undefined> {
  const there = await lstat(path).catch(() => undefined);
  if (there === undefined || !there.isDirectory()) return undefined;
  const sources = new SourceFiles();
  const read = readRun(sources.source(join(path, 'run.json')));
  sources.close();
  const names = await readdir(path).catch((): string[] => []);
  const run = read ?? runByNames(basename(path), names);
  if (run === undefined) return undefined;
  const stats = await Promise.all(
    names.map((name) => lstat(join(path, name)).catch(() => undefined)),
  );
  const files = stats.filter((stat) => stat?.isFile());
  return {
    name: basename(path),
    path,
    run,
    end: endOf(run),
    bytes: files.reduce((sum, stat) => sum + (stat?.size ?? 0), 0),
    files: files.length,
    lastWriteMs: files.reduce((latest, stat) => Math.max(latest, stat?.mtimeMs ?? 0), 0),
    isProtected: names.includes(PROTECTING_FILE),
  };
}

/** How many commands it holds: as its `run.json` says, or counted where the run did not come to write that. */
export function commandsIn({ run, end, path }: KeptRecording): number {
  if (run.commands !== undefined && end === 'ended') return run.commands;
  return countCommands(join(path, 'blocks.jsonl'));
}

/** Lines of blocks, found without reading them as JSON. */
function countCommands(file: string): number {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile()) return 0;
    return countIn(descriptor);
  } catch {
    return 0;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function countIn(descriptor: number): number {
  const slice = Buffer.allocUnsafe(256 * 1024);
  let count = 0;
  let carried = '';
  for (;;) {
    const length = readSync(descriptor, slice, 0, slice.length, null);
    if (length === 0) return count;
    const text = carried + slice.toString('latin1', 0, length);
    const end = text.lastIndexOf('\n') + 1;
    count += text.slice(0, end).match(/^\{"kind":"block"/gm)?.length ?? 0;
    // A line without end is none of ours.
    carried = text.length - end > MOST_LINE_CHARS ? '' : text.slice(end);
  }
}

const MOST_LINE_CHARS = 4_000_000;
