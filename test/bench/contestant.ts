import { execFile, spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Job, Use } from './contestants/job.ts';

/** A program that does a `Job` and says what it took: a file in `contestants/`, run in a process of its own. */
export interface Contestant {
  readonly name: string;
  readonly isOurs: boolean;
  /** A thousand commands would take it minutes. */
  readonly isSlow: boolean;
  readonly command: readonly string[];
  /** Why it cannot be run here, for the table; undefined when it can. */
  readonly missing: string | undefined;
}

const FOLDER = join(import.meta.dirname, 'contestants');
const PYTHON = '/usr/bin/python3';

export const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'showrun',
    isOurs: true,
    isSlow: false,
    command: [process.execPath, bundled('showrun.ts')],
    missing: undefined,
  },
  python('ssh with pipes', 'ssh_pipes.py'),
  python('asyncssh', 'asyncssh_shell.py', 'asyncssh'),
  { ...python('Netmiko', 'netmiko_shell.py', 'netmiko'), isSlow: true },
];

/** As the program is built, so that nothing but it is measured. */
function bundled(file: string): string {
  const outfile = join(import.meta.dirname, '../../dist', `bench-${basename(file, '.ts')}.js`);
  buildSync({
    ...{ entryPoints: [join(FOLDER, file)], outfile, bundle: true },
    ...{ platform: 'node', format: 'esm', packages: 'external', keepNames: true },
    logLevel: 'error',
  });
  return outfile;
}

/** Has a contestant do a job. Rejects with its own words when it does not get through. */
export function contest({ name, command }: Contestant, job: Job): Promise<Use[]> {
  const [file = '', ...args] = command;
  return new Promise((resolve, reject) => {
    execFile(file, [...args, JSON.stringify(job)], LIMITS, (error, stdout, stderr) => {
      if (error) reject(new Error(`${name} at ${job.task}: ${stderr.trim() || error.message}`));
      else resolve(JSON.parse(stdout) as Use[]);
    });
  });
}

const LIMITS = { timeout: 60_000, encoding: 'utf8' } as const;

function python(name: string, file: string, ...modules: readonly string[]): Contestant {
  return {
    name,
    isOurs: false,
    isSlow: false,
    command: [PYTHON, '-W', 'ignore', '-B', join(FOLDER, file)],
    missing: modules
      .filter((module) => !hasModule(module))
      .map((module) => `${name} is not here (apt-get install python3-${module})`)[0],
  };
}

function hasModule(module: string): boolean {
  return spawnSync(PYTHON, ['-W', 'ignore', '-c', `import ${module}`]).status === 0;
}
