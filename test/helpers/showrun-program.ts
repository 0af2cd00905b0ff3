import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { atKeyboard } from './at-keyboard.ts';
import type { Person, PersonOptions } from './person.ts';

const FOLDER = resolve(import.meta.dirname, '../..');
const MAIN = resolve(FOLDER, 'dist/main.js');

/** The built program as a command line: what `npm start` runs. */
export function showrunCommand(
  args: readonly string[],
): Pick<PersonOptions, 'command' | 'args' | 'cwd'> {
  return { command: process.execPath, args: [MAIN, ...args], cwd: FOLDER };
}

/** Why showrun itself cannot be run; undefined when it is built. */
export const showrunMissing: string | undefined = existsSync(MAIN) ? undefined : 'not built';

/** A person in front of showrun, for one test. */
export function atShowrun(
  args: readonly string[] = [],
  options: Partial<PersonOptions> = {},
): Promise<Person> {
  return atKeyboard({ cols: 120, rows: 36, ...showrunCommand(args), ...options });
}

/**
 * A person at a shell in which `showrun` is a command. The shell outlives it, so that a test can see in what state the
 * terminal is left: its modes, and with `stty -a` its line discipline.
 */
export async function atShell(options: Partial<PersonOptions> = {}): Promise<Person> {
  const { env, ...others } = options;
  const { cwd } = showrunCommand([]);
  const person = await atKeyboard({
    command: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    cols: 120,
    rows: 36,
    ...(cwd ? { cwd } : {}),
    env: { PS1: 'shell$ ', ...env },
    ...others,
  });
  await person.sees('shell$ ');
  person.types(`showrun() { '${process.execPath}' '${MAIN}' "$@"; }; clear`).presses('enter');
  await person.losesSightOf('clear');
  return person;
}
