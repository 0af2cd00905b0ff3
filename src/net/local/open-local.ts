import { type Clock, systemClock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import type { OpenTransport } from '../../core/transport.ts';
import { interrupted } from '../interrupted.ts';
import { loadPty } from './load-pty.ts';
import { type LocalProgram, localProgram } from './local-program.ts';
import { LocalTransport } from './local-transport.ts';
import { withOwnFilesOnly } from './own-files.ts';

export interface LocalServices {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Environment variables that hold our passwords: no command of the person's gets them. */
  readonly secretVariables: readonly string[];
  readonly clock?: Clock;
  /** Where to find the pty package; by its name unless told. */
  readonly loadPty?: typeof loadPty;
}

/**
 * A way to open a command of this machine as a session, on a pty of its own: `kubectl exec`, `screen /dev/ttyUSB0`, or the
 * person's shell. Rejects with `unreachable` where the program or the pty package is missing.
 */
export function openLocal(host: Host, services: LocalServices): OpenTransport {
  return async ({ size, signal, onProgress }) => {
    const who = safe(host.name);
    if (host.via.length > 0) throw noWay(host);
    onProgress('starting');
    const program = localProgram(host, services.env);
    const { spawn } = await (services.loadPty ?? loadPty)(who);
    if (signal.aborted) throw interrupted(who, signal);
    try {
      const start = withOwnFilesOnly(program, environment(services));
      const pty = spawn(start.program.file, [...start.program.args], {
        ...size,
        cwd: workingFolder(services.env),
        env: start.env,
        encoding: null,
      });
      return new LocalTransport({ pty, clock: services.clock ?? systemClock });
    } catch (cause) {
      throw notStarted(host, program, cause);
    }
  };
}

/** The person's own, for a terminal of ours: without our secrets and without what the terminal around us has left there. */
function environment({ env, secretVariables }: LocalServices): Record<string, string> {
  const without = new Set([...secretVariables, ...OF_ANOTHER_TERMINAL]);
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !without.has(entry[0]),
  );
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color' };
}

const OF_ANOTHER_TERMINAL = ['COLUMNS', 'LINES', 'TERMCAP', 'WINDOWID', 'TMUX', 'TMUX_PANE', 'STY'];

/** Where showrun was started, unless that folder has gone. */
function workingFolder(env: LocalServices['env']): string {
  try {
    return process.cwd();
  } catch {
    return env['HOME'] ?? '/';
  }
}

function noWay({ name }: Host): ShowrunError {
  return new ShowrunError(
    'bad-usage',
    `${safe(name)} is a command of this machine and goes through no other host`,
    {
      subject: name,
      advice: 'take via out, or reach it by SSH',
    },
  );
}

function notStarted(host: Host, { file }: LocalProgram, cause: unknown): ShowrunError {
  const reason = safe(cause instanceof Error ? cause.message : String(cause), 200);
  return new ShowrunError(
    'unreachable',
    `${safe(host.name)}: could not start ${safe(file, 100)} (${reason})`,
    {
      subject: host.name,
      advice: 'try it in a shell',
      cause,
    },
  );
}
