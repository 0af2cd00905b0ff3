import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';

export interface LocalProgram {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * What to start for a host of transport `local`: its list of words as they are, without a shell; its text through `/bin/sh -c`,
 * as the person wrote it, nothing put into it; without either the person's shell. Throws `unreachable` for a program that is not there.
 */
export function localProgram(
  { name, command }: Host,
  env: Readonly<Record<string, string | undefined>>,
): LocalProgram {
  if (typeof command === 'string') return { file: '/bin/sh', args: ['-c', command] };
  const [file = env['SHELL'] || '/bin/sh', ...args] = command ?? [];
  const isThere = file.includes('/')
    ? isProgram(file)
    : (env['PATH'] ?? '').split(delimiter).some((folder) => isProgram(join(folder, file)));
  if (isThere) return { file, args };
  throw new ShowrunError(
    'unreachable',
    `${safe(name)}: there is no program '${safe(file, 100)}' here`,
    { subject: name, advice: 'check its name and your PATH' },
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
