import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { closest } from '../../core/closest.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { noRecording } from './no-recording.ts';

export interface WhereRecordingsAre {
  /** The folder of our recordings; need not exist. */
  readonly folder: string;
  /** What paths are relative to; the working folder unless told. */
  readonly workingFolder?: string;
  /** The run that asks: `last` is one before it. */
  readonly except?: string;
}

/**
 * The path of the recording a person means: a path to a folder or a file, the name of one of ours, a part of it that only one has, `last`, or
 * `last:2` for the one before it. Throws `bad-usage` for what names none, or several.
 */
export function findRecording(wanted: string, where: WhereRecordingsAre): string {
  const names = recordingNames(where.folder).filter((name) => name !== where.except);
  const [, back] = /^last(?::(\d{1,6}))?$/.exec(wanted) ?? [];
  if (wanted === 'last' || back !== undefined) return latest(names, Number(back ?? 1), where);
  if (/^[.~/]|[/\\]/.test(wanted)) return pathOf(wanted, where);
  if (names.includes(wanted)) return join(where.folder, wanted);
  const there = resolve(where.workingFolder ?? '.', wanted);
  if (wanted !== '' && isRecording(there)) return there;
  return join(where.folder, namedBy(wanted, names));
}

/** The names of our recordings, the latest first: they begin with their times. */
export function recordingNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

function latest(names: readonly string[], back: number, { folder }: WhereRecordingsAre): string {
  const name = names[back - 1];
  if (name !== undefined) return join(folder, name);
  const what =
    names.length === 0
      ? 'there are no recordings yet'
      : `there are only ${names.length} recordings`;
  throw new ShowrunError('bad-usage', `${what} in ${safe(folder, 300)}`, {
    advice: 'each run writes one, unless the setting record is off',
  });
}

function pathOf(wanted: string, { workingFolder }: WhereRecordingsAre): string {
  const home = /^~(?=\/|$)/;
  const path = resolve(workingFolder ?? '.', wanted.replace(home, homedir()));
  if (!existsSync(path)) throw noRecording(wanted, 'it is not there');
  return path;
}

/** In the working folder a recording is a file, or a folder with casts. */
function isRecording(path: string): boolean {
  try {
    const found = statSync(path);
    if (found.isFile()) return true;
    return found.isDirectory() && readdirSync(path).some((name) => name.endsWith('.cast'));
  } catch {
    return false;
  }
}

const MOST_SHOWN = 8;

/** The name that has this in it; behind its time, whole, before as a part. */
function namedBy(wanted: string, names: readonly string[]): string {
  const low = wanted.toLowerCase();
  const behindTime = names.filter((name) => withoutTime(name).toLowerCase() === low);
  const found =
    behindTime.length > 0 ? behindTime : names.filter((name) => name.toLowerCase().includes(low));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined || wanted === '') throw unknown(wanted, names);
  const shown = found.slice(0, MOST_SHOWN).map((name) => safe(name, 120));
  const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : '';
  throw new ShowrunError(
    'bad-usage',
    `'${safe(wanted, 120)}' names ${found.length} recordings: ${shown.join(', ')}${more}`,
    { advice: `name one of them, or say 'last'` },
  );
}

function unknown(wanted: string, names: readonly string[]): ShowrunError {
  const near = closest(wanted, names.map(withoutTime)) ?? closest(wanted, names);
  return new ShowrunError('bad-usage', `there is no recording '${safe(wanted, 120)}'`, {
    advice:
      near === undefined
        ? "'showrun recordings' lists those there are"
        : `did you mean '${safe(near, 120)}'?`,
  });
}

/** `lab` of `2026-11-21T1402-11-lab`. */
function withoutTime(name: string): string {
  return name.replace(/^\d{4}-\d\d-\d\dT\d{4}-\d\d-/, '');
}
