import type { Layout } from '../../core/layout.ts';
import { layoutFrom } from '../../core/layout-data.ts';
import type { ByteSource } from '../cast/byte-source.ts';
import { asRecord } from '../cast/cast-header.ts';
import { isTime } from '../cast/time-limits.ts';
import type { RunRecord, SessionRecord } from '../records.ts';

/** Longer ones are not ours. */
const MOST_RUN_BYTES = 16_000_000;
const MOST_SESSIONS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/** Reads `run.json`; undefined where it is missing, half written or something else. Names in it are not yet to be trusted as paths. */
export function readRun(source: ByteSource): RunRecord | undefined {
  const { size } = source;
  if (size === 0 || size > MOST_RUN_BYTES) return undefined;
  const bytes = Buffer.alloc(size);
  const read = source.read(bytes, 0);
  const run = parsed(bytes.toString('utf8', 0, read));
  const startedAtMs = run?.['startedAtMs'];
  if (run === undefined || run['version'] !== 1 || !isTime(startedAtMs)) return undefined;
  const sessions = Array.isArray(run['sessions']) ? run['sessions'].slice(0, MOST_SESSIONS) : [];
  const endedAtMs = run['endedAtMs'];
  const pid = run['pid'];
  const commands = run['commands'];
  return {
    version: 1,
    showrun: text(run['showrun']),
    kind: kindOf(run['kind']),
    name: text(run['name']),
    startedAtMs,
    ...(isTime(endedAtMs) && { endedAtMs }),
    pid: typeof pid === 'number' && Number.isSafeInteger(pid) ? pid : 0,
    ...(isCount(commands) && { commands }),
    ...(Array.isArray(run['layouts']) && { layouts: layoutsOf(run['layouts']) }),
    sessions: sessions.flatMap((one) => sessionOf(asRecord(one), startedAtMs)),
  };
}

const MOST_TABS = 200;

function layoutsOf(data: readonly unknown[]): readonly Layout[] {
  return data.slice(0, MOST_TABS).flatMap((one) => layoutFrom(one) ?? []);
}

function parsed(json: string): Fields | undefined {
  try {
    return asRecord(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function sessionOf(fields: Fields | undefined, runStartedAtMs: number): SessionRecord[] {
  const file = text(fields?.['file']);
  const name = text(fields?.['name']);
  if (fields === undefined || file === '' || name === '') return [];
  const startedAtMs = fields['startedAtMs'];
  const endedAtMs = fields['endedAtMs'];
  const groups = fields['groups'];
  return [
    {
      name,
      file,
      host: text(fields['host']) || name,
      address: text(fields['address']),
      groups: Array.isArray(groups) ? groups.slice(0, 100).map(text) : [],
      platform: text(fields['platform']) || 'auto',
      startedAtMs: isTime(startedAtMs) ? startedAtMs : runStartedAtMs,
      ...(isTime(endedAtMs) && { endedAtMs }),
    },
  ];
}

function kindOf(value: unknown): RunRecord['kind'] {
  const kinds = ['tui', 'run', 'script', 'snapshot', 'diff'] as const;
  return kinds.find((kind) => kind === value) ?? 'tui';
}

const MOST_CHARS = 500;

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MOST_CHARS) : '';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
