import { setTimeout as after } from 'node:timers/promises';
import { treeUse } from '../helpers/process-tree.ts';
import { plainSshArgs, rememberSshds } from '../helpers/ssh-home.ts';
import { makeTempHome } from '../helpers/temp-home.ts';
import { type Devices, startDevices } from './devices.ts';
import type { Bench, BenchRow } from './row.ts';
import { showrunMissing, startShowrun } from './showrun.ts';
import { startTmux } from './tmux.ts';

const IDLE_MS = 5_000;
const FEW = 4;
const MANY = 40;

/** Processor time of four sessions nobody touches, and what each further session costs in memory. */
export const idleAndMemoryBench: Bench = async () => {
  const devices = await startDevices();
  try {
    const tmux = await measureTmux(devices);
    const few = await measureShowrun(devices, FEW);
    const many = await measureShowrun(devices, MANY);
    return [
      row('four idle sessions', '% CPU', {
        ours: few?.idlePercent,
        tmux: tmux.idlePercent,
        budget: 0.3,
      }),
      row(`memory, ${FEW} sessions`, 'MB', { ours: few?.memoryMb, tmux: tmux.memoryMb }),
      row(`memory, ${MANY} sessions`, 'MB', { ours: many?.memoryMb }),
      row('memory for each further session', 'MB', {
        ours: few && many && (many.memoryMb - few.memoryMb) / (MANY - FEW),
        // 100 sessions in 600 MB, of which the program itself takes about 150.
        budget: 4.5,
      }),
    ];
  } finally {
    await devices.close();
  }
};

interface Use {
  readonly idlePercent: number;
  readonly memoryMb: number;
}

function row(
  what: string,
  unit: BenchRow['unit'],
  figures: { ours?: number | undefined; tmux?: number; budget?: number },
): BenchRow {
  const { ours, tmux, budget } = figures;
  return {
    what,
    unit,
    ours: ours === undefined ? undefined : { median: ours },
    why: showrunMissing ?? 'did not start',
    peers: tmux === undefined ? [] : [{ name: 'tmux + ssh', median: tmux }],
    ...(budget === undefined ? {} : { budget: { kind: 'at-most', median: budget } as const }),
  };
}

async function measureShowrun(devices: Devices, sessions: number): Promise<Use | undefined> {
  if (showrunMissing !== undefined) return undefined;
  const home = makeTempHome();
  const names = Array.from({ length: sessions }, (_, i) => `echo${i + 1}`);
  rememberSshds(
    home,
    names.map((name) => ({ name, sshd: devices.echo, keyFile: devices.keyFile })),
  );
  const person = await startShowrun(names, { home });
  try {
    await devices.echo.logged(opened(sessions));
    await person.sees('device# ');
    return await restUse(person.pid);
  } finally {
    await person.close();
    home.remove();
  }
}

async function measureTmux(devices: Devices): Promise<Use> {
  const ssh = `ssh ${plainSshArgs({ sshd: devices.echo, keyFile: devices.keyFile }).join(' ')}`;
  const tmux = await startTmux(Array<string>(FEW).fill(ssh), { cols: 200, rows: 50 });
  try {
    await tmux.person.sees(timesOnScreen('device# ', FEW));
    return await restUse(tmux.person.pid, tmux.serverPid());
  } finally {
    await tmux.close();
  }
}

async function restUse(...roots: readonly number[]): Promise<Use> {
  // What start-up left to do is done by then; the emulators, the kernel and the collector are at rest.
  await after(2_000);
  const total = (pick: 'cpuMs' | 'memoryMb'): number =>
    roots.reduce((sum, root) => sum + treeUse(root)[pick], 0);
  const before = total('cpuMs');
  await after(IDLE_MS);
  return {
    idlePercent: ((total('cpuMs') - before) / IDLE_MS) * 100,
    memoryMb: total('memoryMb'),
  };
}

function timesOnScreen(text: string, count: number) {
  return (screen: string): boolean => screen.split(text).length > count;
}

// sshd writes one such line per session that got its command. Written so that no text is looked at twice.
function opened(sessions: number): RegExp {
  return new RegExp(`^(?:(?:(?!Starting session: )[\\s\\S])*Starting session: ){${sessions}}`);
}
