import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Wire } from './wire.ts';

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

export function silence(request: Failed, wire: Place): ShowrunError {
  const seconds = Math.round(request.idleTimeoutMs / 100) / 10;
  const after = `after '${safe(request.command, 80)}'`;
  return noPrompt(
    { host: request.host, what: `was silent for ${seconds} s ${after} and shows no prompt` },
    wire,
  );
}

/** Where a device stands that shows no prompt anybody knows. */
type Place = Pick<Wire, 'line' | 'tail' | 'learned' | 'platform'>;

/** No prompt: what stands there instead, control bytes visible, what was expected, and how to name what it is. */
export function noPrompt(
  { host, what }: { readonly host: string; readonly what: string },
  { line, tail, learned, platform }: Place,
): ShowrunError {
  const shown = safe(line.trim(), 200);
  const like = learned === undefined ? '' : ` like '${safe(learned.text.trim(), 80)}'`;
  const message = `${host} ${what}; its last line is '${shown}', its last bytes '${visible(tail)}'; expected was a prompt of ${platform.title}${like}`;
  return new ShowrunError('no-prompt', message, {
    subject: host,
    advice:
      "if that line is its prompt, say 'Take this line for the prompt' in its pane, or name it in the inventory with prompt:",
  });
}

/** Text with its controls as people write them: `\\r\\n`, `\\e[0m`. */
function visible(text: string): string {
  const escaped = text.replace(/[\x00-\x1f\x7f-\x9f]/g, (control) => {
    const known: Readonly<Record<string, string>> = {
      '\r': '\\r',
      '\n': '\\n',
      '\t': '\\t',
      '\b': '\\b',
      '\x1b': '\\e',
    };
    return known[control] ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return safe(escaped, 300);
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
