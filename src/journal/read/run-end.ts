import { readFileSync } from 'node:fs';
import type { Recording } from '../recording.ts';
import type { RunRecord } from '../records.ts';

/** A process is given its number a little after the run's clock began, or before it; another one's begins much later. */
const SLACK_MS = 60_000;

/** Whether a run has ended, was killed, or its process still writes. */
export function endOf(run: RunRecord | undefined): Recording['end'] {
  if (run === undefined) return 'cut off';
  if (run.endedAtMs !== undefined) return 'ended';
  return isAlive(run.pid) && !isAnother(run) ? 'running' : 'cut off';
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // It is there, but somebody else's.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/** Whether the process of that number began after the run: numbers are given again. Told by Linux alone (proc(5)). */
function isAnother({ pid, startedAtMs }: RunRecord): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const [, bootS] = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8')) ?? [];
    const begunAtMs = (Number(bootS) + ticks / TICKS_PER_S) * 1_000;
    return begunAtMs > startedAtMs + SLACK_MS;
  } catch {
    return false;
  }
}

const TICKS_PER_S = 100;
