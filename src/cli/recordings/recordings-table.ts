import { byteSize } from '../../core/byte-size.ts';
import { spokenDuration } from '../../core/duration.ts';
import type { Table } from '../../core/table/table.ts';
import { commandsIn, type KeptRecording } from '../../journal/keep/kept-recording.ts';
import type { Pruned } from '../../journal/keep/prune.ts';

/** The list as a person reads it. */
export function recordingsTable(recordings: readonly KeptRecording[]): Table {
  return {
    columns: ['name', 'started', 'length', 'hosts', 'commands', 'size', 'state'],
    rows: recordings.map((one) => [
      one.name,
      localMinute(one.run.startedAtMs),
      spokenDuration(lengthMs(one)),
      hostsText(one),
      String(commandsIn(one)),
      byteSize(one.bytes),
      stateText(one),
    ]),
    origin: undefined,
  };
}

/** The stable shape of `-o json`. */
export function recordingJson(one: KeptRecording) {
  const { name, path, run, end, bytes, files, isProtected } = one;
  return {
    name,
    path,
    kind: run.kind,
    startedAt: new Date(run.startedAtMs).toISOString(),
    endedAt: run.endedAtMs === undefined ? null : new Date(run.endedAtMs).toISOString(),
    seconds: Math.round(lengthMs(one) / 1_000),
    state: end,
    protected: isProtected,
    sessions: run.sessions.map(({ name: session, host, address, platform, groups }) => {
      return { name: session, host, address, platform, groups };
    }),
    commands: commandsIn(one),
    files,
    bytes,
  };
}

/** What went, or would go. */
export function goneJson({ gone, logs, problems }: Pruned) {
  return {
    recordings: gone.map(({ recording, why }) => {
      const { name, bytes, run } = recording;
      return { name, startedAt: new Date(run.startedAtMs).toISOString(), bytes, why };
    }),
    logs,
    problems,
  };
}

/** How long it is: to its end, or to what was written last. */
export function lengthMs({ run, lastWriteMs }: KeptRecording): number {
  return Math.max(0, (run.endedAtMs ?? lastWriteMs) - run.startedAtMs);
}

export function stateText({ end, isProtected }: KeptRecording): string {
  return isProtected ? `${end}, protected` : end;
}

/** `2026-11-21 14:02`, local time. */
export function localMinute(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const MOST_HOSTS = 4;

function hostsText({ run }: KeptRecording): string {
  const hosts = [...new Set(run.sessions.map(({ host }) => host))];
  const shown = hosts.slice(0, MOST_HOSTS).map((host) => host.slice(0, 24));
  const more = hosts.length - shown.length;
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(' ');
}
