import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Person, type PersonOptions } from '../helpers/person.ts';

const MAIN = resolve(import.meta.dirname, '../../dist/main.js');

/** Why showrun itself cannot be measured; undefined when it is built. */
export const showrunMissing: string | undefined = existsSync(MAIN) ? undefined : 'not built';

/** Starts the built program as `npm start` does. */
export function startShowrun(
  args: readonly string[],
  options: Partial<PersonOptions> = {},
): Promise<Person> {
  return Person.start({
    command: process.execPath,
    args: [MAIN, ...args],
    cols: 200,
    rows: 50,
    cwd: join(MAIN, '../..'),
    ...options,
  });
}
