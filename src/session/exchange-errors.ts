import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** The command that failed, for messages. */
export interface Failed {
  readonly host: string;
  readonly command: string;
  readonly idleTimeoutMs: number;
}

export function interrupted(request: Failed): ShowrunError {
  const message = `'${safe(request.command, 80)}' was interrupted on ${request.host}`;
  return new ShowrunError('interrupted', message, { subject: request.host });
}

export function question(request: Failed, line: string): ShowrunError {
  const asked = safe(line.trim(), 200);
  return new ShowrunError(
    'no-prompt',
    `${request.host} asks '${asked}' after '${safe(request.command, 80)}'`,
    { subject: request.host, advice: 'answer it in the pane' },
  );
}

export function fullScreen(request: Failed): ShowrunError {
  const message = `'${safe(request.command, 80)}' opened a full-screen program on ${request.host}`;
  return new ShowrunError('no-prompt', message, {
    subject: request.host,
    advice: 'leave it in the pane',
  });
}

export function silence(request: Failed, line: string): ShowrunError {
  const seconds = Math.round(request.idleTimeoutMs / 100) / 10;
  return new ShowrunError(
    'no-prompt',
    `${request.host} was silent for ${seconds} s after '${safe(request.command, 80)}' and shows no prompt; its last line is '${safe(line.trim(), 200)}'`,
    { subject: request.host },
  );
}

/** What was waited for has not come. */
export function notHeard(
  request: { readonly host: string; readonly after: string | undefined },
  awaited: { readonly what: string; readonly forMs: number; readonly tail: readonly string[] },
): ShowrunError {
  const { host, after } = request;
  const { what, forMs, tail } = awaited;
  const seconds = Math.round(forMs / 100) / 10;
  const words = safe(tail.map((line) => line.trim()).join(' ⏎ '), 300);
  const since = after === undefined ? '' : ` after '${safe(after, 80)}'`;
  const said = words === '' ? 'it has said nothing' : `its last words are '${words}'`;
  const message = `${host} has not said ${what} within ${seconds} s${since}; ${said}`;
  return new ShowrunError('timeout', message, {
    subject: host,
    advice: 'look at it in the pane, or wait longer with timeoutMs',
  });
}
