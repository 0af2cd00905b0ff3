import { existsSync } from 'node:fs';
import type { LocalProgram } from './local-program.ts';

/**
 * The same program, started with no open files but its terminal. The pty package leaves the ptys of earlier sessions open in what
 * it starts: a program there could type on another session, and would keep its shell alive after our death. Only bash closes
 * descriptors above 9, so where it is missing the program is given back as it is.
 */
export function withOwnFilesOnly(
  program: LocalProgram,
  env: Readonly<Record<string, string>>,
): { readonly program: LocalProgram; readonly env: Readonly<Record<string, string>> } {
  const bash = BASHES.find((file) => existsSync(file));
  if (process.platform !== 'linux' || bash === undefined) return { program, env };
  const words = [program.file, ...program.args];
  const own = OF_BASH.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]));
  const others = Object.fromEntries(
    Object.entries(env).filter(([name]) => !OF_BASH.includes(name)),
  );
  const started = own.length === 0 ? words : ['/usr/bin/env', ...own, ...words];
  return { program: { file: bash, args: ['-c', CLOSE, 'showrun', ...started] }, env: others };
}

const BASHES = ['/bin/bash', '/usr/bin/bash'];
/** What it would use or take away itself, and is meant for the program. */
const OF_BASH: readonly string[] = ['BASH_ENV', 'PS1', 'PS2'];
const CLOSE =
  'for fd in /proc/self/fd/*; do fd=${fd##*/}; [ "$fd" -gt 2 ] && eval "exec $fd>&-"; done; exec -- "$@"';
