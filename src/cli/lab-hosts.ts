import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../core/host.ts';
import { makeFolderNow } from '../core/make-folder.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import type { Folders } from './folders.ts';

/** The lab's devices as hosts, while it runs. */
export interface LabHosts {
  readonly lab: Lab;
  readonly hosts: readonly Host[];
  close(): Promise<void>;
}

/**
 * Starts the lab and makes hosts of its devices. Their keys are fresh for each run, so they are known through a file of
 * their own, which ends with the lab: a person's own known_hosts never holds them.
 */
export async function startLabHosts(options: {
  /** '' for the default topology. */
  readonly topology: string;
  readonly folders: Folders;
}): Promise<LabHosts> {
  const { topology, folders } = options;
  const lab = await startLab({
    ...(topology === '' ? {} : { topology }),
    userFolder: join(folders.config, 'topologies'),
  });
  const folder = privateFolder(folders.state);
  const knownHosts = join(folder, 'known_hosts');
  const lines = lab.devices.map(
    (device) => `[${device.address}]:${device.port} ${device.publicKey}\n`,
  );
  writeFileSync(knownHosts, lines.join(''), { mode: 0o600 });
  return {
    lab,
    hosts: lab.devices.map(({ password, ...device }) => ({
      ...device,
      password: { from: 'memory', reveal: () => password },
      keys: [],
      keysOnly: true,
      agent: undefined,
      groups: ['lab'],
      via: [],
      hostKeyAlias: undefined,
      knownHostsFiles: [knownHosts],
      hashKnownHosts: false,
      hostKeyPolicy: 'strict',
      source: 'lab',
    })),
    close: async () => {
      await lab.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder of this run's own; where the home cannot be written, one in the system's place for such folders. */
function privateFolder(state: string): string {
  try {
    makeFolderNow(state);
    removeLeftovers(state);
    return mkdtempSync(join(state, `lab-${process.pid}-`));
  } catch {
    return mkdtempSync(join(tmpdir(), 'showrun-lab-'));
  }
}

/** A run that was killed could not clean up after itself; nobody needs its folder once the process is gone. */
function removeLeftovers(state: string): void {
  for (const name of readdirSync(state)) {
    const pid = /^lab-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(state, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs too, and may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
