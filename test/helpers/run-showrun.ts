import { spawn } from 'node:child_process';
import { cleanEnvironment } from './clean-environment.ts';
import { showrunCommand } from './showrun-program.ts';
import type { TempHome } from './temp-home.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs showrun as a script does: no terminal anywhere, both outputs into pipes. */
export function runShowrun(
  args: readonly string[],
  options: {
    readonly home: TempHome;
    readonly env?: Readonly<Record<string, string>>;
    /** What it finds on standard input; nothing unless told. */
    readonly input?: string;
  },
): Promise<Ran> {
  const { command, args: words = [], cwd } = showrunCommand(args);
  const child = spawn(command, words, {
    ...(cwd === undefined ? {} : { cwd }),
    env: cleanEnvironment(options.home, options.env),
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // A session of its own has no controlling terminal to ask on.
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  child.stdin?.end(options.input);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}
