import { homedir } from 'node:os';
import { join } from 'node:path';
import { safe } from '../core/safe.ts';
import { describeLab } from '../lab/describe.ts';
import { listTopologies, startLab } from '../lab/lab.ts';
import type { Mode } from './args.ts';
import { foldersOf } from './folders.ts';

/** Runs only the lab, says how to reach it, and stays until it is interrupted. */
export async function runLab(mode: Extract<Mode, { mode: 'lab' }>): Promise<number> {
  const lab = await startLab({
    userFolder: userTopologies(),
    ...(mode.topology === undefined ? {} : { topology: mode.topology }),
    ...(mode.basePort === undefined ? {} : { basePort: mode.basePort }),
  });
  process.stdout.write(`${describeLab(lab)}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  await lab.close();
  return 0;
}

/** One line for each topology there is. */
export function printTopologies(): number {
  for (const { name, title, devices } of listTopologies(userTopologies())) {
    process.stdout.write(
      `${name.padEnd(16)} ${String(devices).padStart(2)} devices  ${safe(title)}\n`,
    );
  }
  return 0;
}

function userTopologies(): string {
  return join(foldersOf(process.env, homedir()).config, 'topologies');
}
