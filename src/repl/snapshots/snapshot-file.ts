import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Cell } from '../../core/table/table.ts';
import type { HostSnapshot, SnapshotSummary, StoredAnswer, StoredTable } from './snapshot.ts';

/** Raised when the files say something else; a newer program reads the older ones. */
export const SNAPSHOT_FORMAT = 1;

/** What `snapshot.json` says. */
export interface SnapshotIndex extends SnapshotSummary {
  readonly format: number;
  /** One a host, in the order of the hosts. */
  readonly files: readonly string[];
}

/** Throws `bad-file` for what is no index. `path` is for the message. */
export function readIndexFile(text: string, path: string): SnapshotIndex {
  const given = parsed(text, path);
  const { name, takenAtMs, hosts, answers, refused, lost, hidden, files } = given;
  const isWhole =
    typeof name === 'string' &&
    isCount(takenAtMs) &&
    isTexts(hosts) &&
    isCount(answers) &&
    isCount(refused) &&
    isTexts(lost) &&
    isCount(hidden) &&
    isTexts(files) &&
    files.every((file) => /^[\w.-]+\.json$/.test(file));
  if (!isWhole) throw damaged(path);
  return { format: SNAPSHOT_FORMAT, name, takenAtMs, hosts, answers, refused, lost, hidden, files };
}

/** Throws `bad-file` for what is no host's file. */
export function readHostFile(text: string, path: string): HostSnapshot {
  const host = hostSnapshotOf(parsed(text, path));
  if (host === undefined) throw damaged(path);
  return host;
}

/** One host's part of a snapshot, where that is what it is. */
export function hostSnapshotOf(given: unknown): HostSnapshot | undefined {
  const { host, platform, answers, failure, notAsked } = Object(given);
  const isWhole =
    typeof host === 'string' &&
    typeof platform === 'string' &&
    Array.isArray(answers) &&
    answers.every(isAnswer) &&
    typeof failure === 'string' &&
    isTexts(notAsked);
  return isWhole ? { host, platform, answers, failure, notAsked } : undefined;
}

function parsed(text: string, path: string): Record<string, unknown> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (thrown) {
    throw damaged(path, thrown);
  }
  if (typeof given !== 'object' || given === null || !('format' in given)) throw damaged(path);
  if (typeof given.format === 'number' && given.format > SNAPSHOT_FORMAT) {
    throw new ShowrunError('bad-file', `${safe(path, 300)} was written by a newer showrun`, {
      advice: 'update this one',
    });
  }
  return { ...given };
}

function isAnswer(given: unknown): given is StoredAnswer {
  const { command, outcome, mode, startedAtMs, elapsedMs, text, table, hidden } = Object(given);
  return (
    typeof command === 'string' &&
    (outcome === 'ok' || outcome === 'refused') &&
    typeof mode === 'string' &&
    typeof startedAtMs === 'number' &&
    typeof elapsedMs === 'number' &&
    typeof text === 'string' &&
    (table === undefined || isTable(table)) &&
    isCount(hidden)
  );
}

function isTable(given: unknown): given is StoredTable {
  const { template, columns, rows, keys } = Object(given);
  return (
    typeof template === 'string' &&
    isTexts(columns) &&
    (keys === undefined || isTexts(keys)) &&
    Array.isArray(rows) &&
    rows.every((row) => Array.isArray(row) && row.every(isCell))
  );
}

function isCell(given: unknown): given is Cell {
  return given === null || typeof given === 'string' || typeof given === 'number' || isTexts(given);
}

function isTexts(given: unknown): given is readonly string[] {
  return Array.isArray(given) && given.every((one) => typeof one === 'string');
}

function isCount(given: unknown): given is number {
  return typeof given === 'number' && Number.isFinite(given) && given >= 0;
}

function damaged(path: string, cause?: unknown): ShowrunError {
  return new ShowrunError('bad-file', `${safe(path, 300)} is no snapshot's file, or damaged`, {
    advice: 'delete the snapshot and take it again',
    cause,
  });
}
