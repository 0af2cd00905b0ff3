import type { ByteSource } from '../cast/byte-source.ts';
import { asRecord } from '../cast/cast-header.ts';
import { boundedSize } from '../cast/decode-event.ts';
import { sourceLines } from '../cast/source-lines.ts';
import { boundedSeconds, isTime } from '../cast/time-limits.ts';
import type { BlockRecord, CellRecord, JournalRecord, NoteRecord } from '../records.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What `blocks.jsonl` holds, in its order, and how many of its lines could not be read. */
export interface ReadRecords {
  readonly records: readonly JournalRecord[];
  readonly broken: number;
  /** Whether there are more than are ever read. */
  readonly isCut: boolean;
}

const MOST_RECORDS = 500_000;

/** Reads `blocks.jsonl`. Lines that are no records are read over, and so is half a line at the end: its run was killed there. */
export function readRecords(source: ByteSource): ReadRecords {
  const records: JournalRecord[] = [];
  let broken = 0;
  for (const { bytes, state } of sourceLines(source, 0)) {
    if (records.length >= MOST_RECORDS) return { records, broken, isCut: true };
    const record = state === 'too long' ? undefined : recordIn(bytes.toString('utf8'));
    if (record !== undefined) records.push(record);
    else if (state !== 'torn' && bytes.length > 0) broken += 1;
  }
  return { records, broken, isCut: false };
}

function recordIn(line: string): JournalRecord | undefined {
  const fields = parsed(line);
  switch (fields?.['kind']) {
    case 'block':
      return blockOf(fields);
    case 'note':
      return noteOf(fields);
    case 'cell':
      return cellOf(fields);
    default:
      return undefined;
  }
}

function parsed(line: string): Fields | undefined {
  try {
    return asRecord(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function blockOf(fields: Fields): BlockRecord | undefined {
  const { from, to, startedAtMs, session } = known(fields);
  if (session === '' || from === undefined || to === undefined || to < from) return undefined;
  if (startedAtMs === undefined) return undefined;
  const place = asRecord(fields['place']);
  const seconds = asRecord(fields['seconds']);
  const cols = fields['cols'];
  const outcome = fields['outcome'];
  return {
    kind: 'block',
    session,
    host: text(fields['host'], MOST_NAME) || session,
    platform: text(fields['platform'], MOST_NAME) || 'auto',
    mode: text(fields['mode'], MOST_NAME),
    command: text(fields['command'], MOST_COMMAND),
    by: text(fields['by'], MOST_NAME) || 'person',
    startedAtMs,
    elapsedMs: boundedSeconds((number(fields['elapsedMs']) ?? 0) / 1_000) * 1_000,
    outcome: outcome === 'refused' || outcome === 'unfinished' ? outcome : 'ok',
    ...secondsIn(seconds),
    ...(typeof cols === 'number' && { cols: boundedSize(cols, 24).cols }),
    from,
    to,
    place: { line: offset(place?.['line']) ?? 0, bytes: offset(place?.['bytes']) ?? 0 },
  };
}

function secondsIn(fields: Fields | undefined): Pick<BlockRecord, 'seconds'> {
  const at = number(fields?.['at']);
  const end = number(fields?.['end']);
  if (at === undefined || end === undefined) return {};
  return { seconds: { at: boundedSeconds(at), end: boundedSeconds(Math.max(at, end)) } };
}

function known(fields: Fields): {
  readonly session: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly startedAtMs: number | undefined;
} {
  const startedAtMs = fields['startedAtMs'];
  return {
    session: text(fields['session'], MOST_NAME),
    from: offset(fields['from']),
    to: offset(fields['to']),
    startedAtMs: isTime(startedAtMs) ? startedAtMs : undefined,
  };
}

function noteOf(fields: Fields): NoteRecord | undefined {
  const atMs = fields['atMs'];
  if (!isTime(atMs)) return undefined;
  const session = text(fields['session'], MOST_NAME);
  const words = text(fields['text'], MOST_TEXT);
  return { kind: 'note', atMs, ...(session !== '' && { session }), text: words };
}

function cellOf(fields: Fields): CellRecord | undefined {
  const startedAtMs = fields['startedAtMs'];
  const endedAtMs = fields['endedAtMs'];
  if (!isTime(startedAtMs)) return undefined;
  const statuses = ['value', 'done', 'failed', 'interrupted', 'died'] as const;
  const hosts = fields['hosts'];
  return {
    kind: 'cell',
    number: offset(fields['number']) ?? 0,
    source: text(fields['source'], MOST_TEXT),
    text: text(fields['text'], MOST_TEXT),
    status: statuses.find((one) => one === fields['status']) ?? 'done',
    hosts: Array.isArray(hosts) ? hosts.slice(0, 1_000).map((one) => text(one, MOST_NAME)) : [],
    startedAtMs,
    endedAtMs: isTime(endedAtMs) ? Math.max(startedAtMs, endedAtMs) : startedAtMs,
  };
}

const MOST_NAME = 500;
const MOST_COMMAND = 10_000;
const MOST_TEXT = 10_000_000;

function text(value: unknown, most: number): string {
  return typeof value === 'string' ? value.slice(0, most) : '';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function offset(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
