import { spokenDuration } from '../../core/duration.ts';
import type { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { SessionStatus } from './session-status.ts';

/** The line drawn into a pane where a connection ended; undefined while there is one. Local time, as on a wall clock. */
export function separator(status: SessionStatus): string | undefined {
  switch (status.status) {
    case 'connecting':
    case 'open':
      return undefined;
    case 'closed':
      return ended('connection closed', status.sinceMs, exitReason(status.exitCode));
    case 'lost':
      return ended('connection lost', status.sinceMs, status.error.message);
    case 'failed':
      return status.error.code === 'needs-person'
        ? line([`could not connect ${timeOf(status.sinceMs)}: ${status.error.line}`])
        : line([
            `could not connect ${timeOf(status.sinceMs)}: ${status.error.line}`,
            wayOn(status.error),
          ]);
    case 'waiting':
      return status.began === 'open'
        ? line([`connection lost ${timeOf(status.sinceMs)}: ${status.error.message}`, TRIED_AGAIN])
        : line([`could not connect ${timeOf(status.sinceMs)}: ${status.error.line}`, TRIED_AGAIN]);
  }
}

/** The line drawn where a connection begins again. */
export function backAgain(back: {
  readonly atMs: number;
  readonly awayMs: number;
  readonly attempts: number;
  /** How long somebody has waited for the device to reload. */
  readonly waitedMs: number | undefined;
}): string {
  const { atMs, awayMs, waitedMs } = back;
  if (waitedMs !== undefined) {
    const gone = `gone ${spokenDuration(awayMs)}, ${attempts(back.attempts)}`;
    return line([`back again ${timeOf(atMs)} after ${spokenDuration(waitedMs)} (${gone})`]);
  }
  const after = `after ${spokenDuration(awayMs)}, ${attempts(back.attempts)}`;
  return line([`connected again ${timeOf(atMs)} ${after}`]);
}

/** The line drawn where the person has ended the attempts. */
export function stopped(stop: { readonly atMs: number; readonly attempts: number }): string {
  const what = `stopped trying ${timeOf(stop.atMs)} after ${attempts(stop.attempts)}`;
  return line([what, 'press Enter to reconnect']);
}

const TRIED_AGAIN = 'trying again; Enter tries now, Ctrl-C stops';

function ended(what: string, atMs: number, reason: string): string {
  const because = reason === '' ? '' : `: ${reason}`;
  return line([`${what} ${timeOf(atMs)}${because}`, 'press Enter to reconnect']);
}

function line(parts: readonly string[]): string {
  return `── ${parts.join(' · ')} ──`;
}

function attempts(count: number): string {
  return count === 1 ? '1 attempt' : `${count} attempts`;
}

/** What a person can do about it with one key. */
function wayOn({ legacy }: ShowrunError): string {
  const again = 'press Enter to try again';
  return legacy === undefined
    ? 'press Enter to reconnect'
    : `press L to allow ${legacy.algorithms.join(', ')} for ${safe(legacy.host.name, 60)} alone · ${again}`;
}

function exitReason(exitCode: number | undefined): string {
  return exitCode === undefined || exitCode === 0 ? '' : `exit code ${exitCode}`;
}

function timeOf(atMs: number): string {
  const at = new Date(atMs);
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
