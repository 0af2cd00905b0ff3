import { basename, join } from 'node:path';
import { safe } from '../../core/safe.ts';
import type { ByteSource } from '../cast/byte-source.ts';
import { type CastHeader, readCastHeader } from '../cast/cast-header.ts';
import type { BrokenLine } from '../cast/cast-lines.ts';
import { CastTimeline, lastTime, timeOf } from '../cast/cast-timeline.ts';
import { sourceLines } from '../cast/source-lines.ts';
import type { RecordedHost } from '../recording.ts';
import type { RunRecord, SessionRecord } from '../records.ts';
import type { Problems } from './problems.ts';

/** A session with its cast, as it was found. */
export interface FoundSession {
  readonly record: SessionRecord;
  readonly source: ByteSource;
  /** Undefined where the cast is gone or has no header. */
  readonly header: CastHeader | undefined;
}

export interface LookedIn {
  readonly run: RunRecord | undefined;
  /** The names of the casts in the folder. */
  readonly casts: readonly string[];
  readonly source: (name: string) => ByteSource;
  readonly problems: Problems;
}

/** The sessions `run.json` names, and those of casts it does not name: it may be older than they are, or gone. */
export function sessionsIn({ run, casts, source, problems }: LookedIn): readonly FoundSession[] {
  const named = (run?.sessions ?? []).filter(({ file, name }) => {
    const isOurs = file === basename(file) && file.endsWith('.cast');
    if (!isOurs) problems.add(`${safe(name, 60)}: its file is not named as a file of this folder`);
    return isOurs;
  });
  const files = new Set(named.map(({ file }) => file));
  const found = named.map((record) => {
    const from = source(record.file);
    const header = readCastHeader(from);
    if (header === undefined) problems.add(whyNoHeader(record, casts.includes(record.file)));
    return { record, source: from, header };
  });
  const others = casts
    .filter((file) => !files.has(file))
    .flatMap((file) => foundIn(file, { source, problems, run }));
  return withOwnNames([...found, ...others.sort(byBeginning)]);
}

function whyNoHeader({ name, file }: SessionRecord, isThere: boolean): string {
  const whose = safe(name, 60);
  const which = safe(file, 100);
  return isThere ? `${whose}: ${which} has no readable beginning` : `${whose}: ${which} is gone`;
}

function foundIn(
  file: string,
  { source, problems, run }: Pick<LookedIn, 'source' | 'problems' | 'run'>,
): FoundSession[] {
  const from = source(file);
  const header = readCastHeader(from);
  if (header?.version !== 2) {
    // The times of version 3 are relative: only a file that is read through as a whole has them.
    const what = header === undefined ? 'is no cast' : 'is an asciicast v3, to be opened by itself';
    problems.add(`${safe(file, 100)} ${what}: left out`);
    return [];
  }
  const name = header.ours?.session || file.replace(/\.cast$/, '');
  const record = {
    name,
    file,
    host: header.ours?.host || name,
    address: '',
    groups: [],
    platform: header.ours?.platform ?? 'auto',
    startedAtMs: header.startedAtMs ?? run?.startedAtMs ?? 0,
  };
  return [{ record, source: from, header }];
}

function byBeginning(a: FoundSession, b: FoundSession): number {
  return a.record.startedAtMs - b.record.startedAtMs;
}

/** Names are unique, whatever the files say: the second `r1` is `r1.2`. */
function withOwnNames(sessions: readonly FoundSession[]): readonly FoundSession[] {
  const taken = new Set<string>();
  return sessions.map((one) => {
    let name = one.record.name;
    for (let count = 2; taken.has(name); count++) name = `${one.record.name}.${count}`;
    taken.add(name);
    return name === one.record.name ? one : { ...one, record: { ...one.record, name } };
  });
}

/** A session as a recording has it: its cast is looked at where it begins and where it ends. */
export function recordedHost(
  { record, source, header }: FoundSession,
  {
    folder,
    startedAtMs,
    problems,
  }: { readonly folder: string; readonly startedAtMs: number; readonly problems: Problems },
): RecordedHost {
  const { name, host, groups, file } = record;
  const start = header?.end ?? source.size;
  const offsetS = offsetOf(record, startedAtMs);
  const last = lastTime(source, start);
  const which = `${safe(name, 60)}: ${safe(file, 100)}`;
  if (last.tail === 'torn') problems.add(`${which} ends within a line, which is left out`);
  const onBroken = (at: number, what: BrokenLine): void => {
    if (what !== 'torn') problems.add(`${which}: the line at byte ${at} is ${what}, left out`);
  };
  return {
    name,
    host,
    groups,
    platform: record.platform === 'auto' ? (header?.ours?.platform ?? 'auto') : record.platform,
    startS: offsetS + firstTime(source, start),
    endS: offsetS + last.time,
    size: header?.size ?? { cols: 80, rows: 24 },
    timeline: new CastTimeline({ source, start, offsetS, onBroken }),
    castPath: join(folder, file),
  };
}

/** A session's beginning in the recording's seconds. */
export function offsetOf({ startedAtMs }: SessionRecord, beganAtMs: number): number {
  return Math.max(0, startedAtMs - beganAtMs) / 1_000;
}

function firstTime(source: ByteSource, start: number): number {
  let looked = 0;
  for (const { bytes } of sourceLines(source, start)) {
    const time = timeOf(bytes);
    if (time !== undefined) return time;
    if (looked++ > MOST_LINES_LOOKED) break;
  }
  return 0;
}

const MOST_LINES_LOOKED = 100;
