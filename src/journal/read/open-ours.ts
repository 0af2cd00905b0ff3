import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from '../../core/shared-file.ts';
import { type ByteSource, SourceFiles } from '../cast/byte-source.ts';
import type { Recording } from '../recording.ts';
import type { BlockRecord, JournalRecord } from '../records.ts';
import { noRecording } from './no-recording.ts';
import { offsetOf, recordedHost, sessionsIn } from './our-sessions.ts';
import { placedBlocks } from './placed-blocks.ts';
import { Problems } from './problems.ts';
import { readRecords } from './read-records.ts';
import { readRun } from './read-run.ts';
import { endOf } from './run-end.ts';

/** Opens a folder of ours, with the commands that are listed there. What is missing or damaged is made good from what is there: casts alone are a recording, too. */
export function openOurs(folder: string): Recording {
  const files = new SourceFiles();
  try {
    return recordingIn(folder, files);
  } catch (thrown) {
    files.close();
    throw thrown;
  }
}

function recordingIn(folder: string, files: SourceFiles): Recording {
  const problems = new Problems();
  const names = namesIn(folder);
  const source = (name: string): ByteSource => files.source(join(folder, name));
  const run = readRun(source('run.json'));
  const casts = names.filter((name) => name.endsWith('.cast'));
  if (run === undefined) {
    if (casts.length === 0) throw noRecording(folder, 'it has neither a run.json nor a cast');
    problems.add('run.json is missing or damaged: what it says is taken from the casts');
  }
  const found = sessionsIn({ run, casts, source, problems });
  const startedAtMs = run?.startedAtMs ?? earliest(found.map(({ record }) => record.startedAtMs));
  const sessions = found.map((one) => recordedHost(one, { folder, startedAtMs, problems }));
  const records = names.includes('blocks.jsonl') ? recordsOf(source('blocks.jsonl'), problems) : [];
  const offsets = found.map(({ record }) => [record.name, offsetOf(record, startedAtMs)] as const);
  return {
    name: basename(folder),
    path: folder,
    kind: 'ours',
    startedAtMs,
    durationS: Math.max(0, ...sessions.map(({ endS }) => endS)),
    sessions,
    ...(run?.layouts && { layouts: run.layouts }),
    blocks: placedBlocks(records.filter(isBlock), { startedAtMs, offsets: new Map(offsets) }),
    notes: records.filter((one) => one.kind === 'note'),
    cells: records.filter((one) => one.kind === 'cell'),
    problems: problems.lines,
    end: endOf(run),
    close: () => files.close(),
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (thrown) {
    throw noRecording(folder, codeOf(thrown));
  }
}

function earliest(times: readonly number[]): number {
  const known = times.filter((time) => time > 0);
  return known.length === 0 ? 0 : Math.min(...known);
}

function recordsOf(source: ByteSource, problems: Problems): readonly JournalRecord[] {
  const { records, broken, isCut } = readRecords(source);
  if (broken > 0) problems.add(`blocks.jsonl: ${broken} damaged lines left out`);
  if (isCut) problems.add(`blocks.jsonl: only its first ${records.length} records are read`);
  return records;
}

function isBlock(record: JournalRecord): record is BlockRecord {
  return record.kind === 'block';
}
