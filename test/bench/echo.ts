import { Person } from '../helpers/person.ts';
import { plainSshArgs, rememberSshds } from '../helpers/ssh-home.ts';
import { makeTempHome } from '../helpers/temp-home.ts';
import { type Devices, startDevices } from './devices.ts';
import { echoRow, measureAll, ready, type Started } from './echo-row.ts';
import type { EchoSamples } from './key-echo.ts';
import type { Bench, BenchRow } from './row.ts';
import { showrunMissing, startShowrun } from './showrun.ts';
import { startTmux } from './tmux.ts';

const SIZE = { cols: 200, rows: 50 };

/** A key's way from the keyboard through SSH to a device and back onto the screen: alone, and beside a flooding pane. */
export const echoBench: Bench = async () => {
  const devices = await startDevices();
  try {
    return [await quietRow(devices), await floodedRow(devices)];
  } finally {
    await devices.close();
  }
};

async function quietRow(devices: Devices): Promise<BenchRow> {
  const starters = [
    () => localEcho(devices),
    () => plainSsh(devices),
    () => tmux(devices, []),
    () => showrun(devices, ['echo1', 'echo2', 'echo3', 'echo4']),
  ];
  const samples = await measureAll(starters);
  return echoRow('key to painted echo, ssh, 4 panes', samples, { median: 1.5, p99: 6 });
}

async function floodedRow(devices: Devices): Promise<BenchRow> {
  const starters = [
    () => tmux(devices, [`ssh ${sshLine(devices, 'flood')}`]),
    () => showrun(devices, ['echo1', 'flood', 'echo2', 'echo3']),
  ];
  const samples: EchoSamples[] = [];
  // A flood takes a whole core, so these do not run beside each other but one after the other.
  for (const starter of starters) samples.push(...(await measureAll([starter])));
  return echoRow('the same while another pane floods', samples, { median: 5, p99: 15 });
}

async function localEcho(devices: Devices): Promise<Started> {
  const person = await Person.start({ command: devices.localEcho, ...SIZE });
  return ready({ name: 'no ssh', person, close: () => person.close() }, { prompt: 'device# ' });
}

async function plainSsh(devices: Devices): Promise<Started> {
  const args = plainSshArgs({ sshd: devices.echo, keyFile: devices.keyFile });
  const person = await Person.start({ command: 'ssh', args, ...SIZE });
  return ready({ name: 'ssh', person, close: () => person.close() }, { prompt: 'device# ' });
}

async function tmux(devices: Devices, others: readonly string[]): Promise<Started> {
  const { person, close } = await startTmux([`ssh ${sshLine(devices, 'echo')}`, ...others], SIZE);
  return ready({ name: 'tmux', person, close }, { prompt: 'device# ' });
}

async function showrun(devices: Devices, names: readonly string[]): Promise<Started | undefined> {
  if (showrunMissing !== undefined) return undefined;
  const home = makeTempHome();
  const servers = names.map((name) => ({
    name,
    sshd: name === 'flood' ? devices.flood : devices.echo,
    keyFile: devices.keyFile,
  }));
  rememberSshds(home, servers);
  const person = await startShowrun(names, { ...SIZE, home });
  const close = async (): Promise<void> => {
    await person.close();
    home.remove();
  };
  return ready({ name: 'showrun', person, close }, { prompt: 'device# ' });
}

function sshLine(devices: Devices, name: 'echo' | 'flood'): string {
  return plainSshArgs({ sshd: devices[name], keyFile: devices.keyFile }).join(' ');
}
