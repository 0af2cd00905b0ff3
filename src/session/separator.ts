import type { SessionStatus } from './session-status.ts';

/** The line drawn into a pane where a connection ended; undefined while there is one. Local time, as on a wall clock. */
export function separator(status: SessionStatus): string | undefined {
  switch (status.status) {
    case 'connecting':
    case 'open':
      return undefined;
    case 'closed':
      return line('connection closed', status.sinceMs, exitReason(status.exitCode));
    case 'lost':
      return line('connection lost', status.sinceMs, status.error.message);
    case 'failed':
      return line('could not connect', status.sinceMs, status.error.line);
  }
}

function line(what: string, atMs: number, reason: string): string {
  const because = reason === '' ? '' : `: ${reason}`;
  return `── ${what} ${timeOf(atMs)}${because} · press Enter to reconnect ──`;
}

function exitReason(exitCode: number | undefined): string {
  return exitCode === undefined || exitCode === 0 ? '' : `exit code ${exitCode}`;
}

function timeOf(atMs: number): string {
  const at = new Date(atMs);
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
