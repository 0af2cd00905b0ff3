import type { KeepPolicy } from './keep-policy.ts';
import type { KeptRecording } from './kept-recording.ts';

/** A recording that may go, and why. */
export interface Gone {
  readonly recording: KeptRecording;
  readonly why: 'too old' | 'too much';
}

/** What was written to so lately may be written to by a run on another machine with the same home, whose process nobody sees here. */
const RECENT_MS = 86_400_000;

/**
 * Which recordings a policy lets go, the oldest first: those whose last event is older than the age, then more of them until all fit into the size. Never
 * one that runs or is protected.
 */
export function chooseGone(
  recordings: readonly KeptRecording[],
  { policy, nowMs }: { readonly policy: KeepPolicy; readonly nowMs: number },
): readonly Gone[] {
  const oldestFirst = recordings
    .filter((recording) => mayGo(recording, nowMs))
    .toSorted((a, b) => a.run.startedAtMs - b.run.startedAtMs);
  let bytes = recordings.reduce((sum, recording) => sum + recording.bytes, 0);
  const gone: Gone[] = [];
  for (const recording of oldestFirst) {
    const isOld = policy.ageMs !== undefined && nowMs - endedAt(recording) > policy.ageMs;
    if (isOld) {
      gone.push({ recording, why: 'too old' });
      bytes -= recording.bytes;
    }
  }
  const { bytes: most = Number.POSITIVE_INFINITY } = policy;
  const old = new Set(gone.map(({ recording }) => recording));
  for (const recording of oldestFirst) {
    if (bytes <= most) break;
    if (old.has(recording)) continue;
    gone.push({ recording, why: 'too much' });
    bytes -= recording.bytes;
  }
  return gone;
}

/** Whether it may go by itself. */
export function mayGo({ end, isProtected, lastWriteMs }: KeptRecording, nowMs: number): boolean {
  if (isProtected || end === 'running') return false;
  return end === 'ended' || nowMs - lastWriteMs > RECENT_MS;
}

function endedAt({ run, lastWriteMs }: KeptRecording): number {
  return Math.max(run.startedAtMs, run.endedAtMs ?? lastWriteMs);
}
