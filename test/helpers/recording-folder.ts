import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord, SessionRecord } from '../../src/journal/records.ts';
import type { RecordedSessionSpec, RecordingSpec } from './make-recording.ts';

export interface MadeRecording {
  /** The recording's folder. */
  readonly path: string;
  /** Its name. */
  readonly name: string;
  /** The folder it lies in. */
  readonly folder: string;
  readonly startedAtMs: number;
  /** Of the folder it was made in, unless that was given. */
  remove(): void;
}

/** Saturday, 21 November 2026, 14:02:11 UTC. */
export const STARTED_AT_MS = Date.UTC(2026, 10, 21, 14, 2, 11);

/** The folder of a recording, empty. */
export function newFolder(spec: Omit<RecordingSpec, 'sessions'>): MadeRecording {
  const startedAtMs = spec.startedAtMs ?? STARTED_AT_MS;
  const own = spec.folder ?? mkdtempSync(join(tmpdir(), 'showrun-recordings-'));
  const time = new Date(startedAtMs)
    .toISOString()
    .slice(0, 19)
    .replace(/:(\d\d)$/, '-$1');
  const name = `${time.replace(':', '')}-${spec.name ?? 'lab'}`;
  const path = join(own, name);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const remove = (): void => rmSync(spec.folder ?? own, { recursive: true, force: true });
  return {
    path,
    name,
    folder: own,
    startedAtMs,
    remove: spec.folder === undefined ? remove : () => undefined,
  };
}

/** Writes its `run.json`. */
export function writeRun({ path, startedAtMs }: MadeRecording, spec: RecordingSpec): void {
  const end = spec.end ?? 'ended';
  const lastS = Math.max(0, ...spec.sessions.flatMap(({ steps }) => steps.map(([atS]) => atS)));
  const run: RunRecord = {
    version: 1,
    showrun: '0.1.0',
    kind: spec.kind ?? 'tui',
    name: spec.name ?? 'lab',
    startedAtMs,
    ...(end === 'ended' && { endedAtMs: startedAtMs + lastS * 1_000 + 5_000 }),
    pid: end === 'running' ? process.pid : NO_PROCESS,
    sessions: spec.sessions.map((session) => sessionRecord(session, startedAtMs)),
  };
  writeFileSync(join(path, 'run.json'), `${JSON.stringify(run)}\n`, { mode: 0o600 });
}

/** Above the greatest number Linux gives. */
const NO_PROCESS = 4_194_305;

function sessionRecord(session: RecordedSessionSpec, startedAtMs: number): SessionRecord {
  const { name, host, groups, platform, startS } = session;
  return {
    name,
    host: host ?? name,
    address: '192.0.2.1',
    groups: groups ?? [],
    platform: platform ?? 'cisco_ios',
    file: fileOf(session),
    startedAtMs: startedAtMs + (startS ?? 0) * 1_000,
  };
}

/** Where a session's cast is. */
export function fileOf({ name }: RecordedSessionSpec): string {
  return `${name.replaceAll(/[^\w.-]/g, '_')}.cast`;
}
