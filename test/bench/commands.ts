import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEVICE_PROMPT, type SshDevice, startSshDevice } from '../helpers/ssh-device.ts';
import { rememberSshds } from '../helpers/ssh-home.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';
import { CONTESTANTS, type Contestant, contest } from './contestant.ts';
import type { Job, Use } from './contestants/job.ts';
import { type Bench, type BenchRow, type Budget, medianOf, type Peer } from './row.ts';

const SESSIONS = 100;

/** One contest: its name in the table, what to do, and how many times over the whole of it. */
interface Contest {
  readonly what: string;
  readonly work: Pick<Job, 'task' | 'tries' | 'sessions' | 'commands'>;
  /** What a figure is divided by: a command's share of them all. */
  readonly share: number;
  readonly rounds: number;
  /** Netmiko takes its time: fewer commands say as much. */
  readonly shortened?: Pick<Job, 'commands'>;
  readonly budget: { readonly wall: Limit; readonly cpu?: Limit };
}

/** In milliseconds, or so many times what a contestant needs. */
type Limit = { readonly ms: number } | { readonly times: number; readonly of: string };

const CONTESTS: readonly Contest[] = [
  {
    what: 'connect, log in, first prompt',
    work: { task: 'connect', tries: 10, sessions: 1, commands: 0 },
    share: 1,
    rounds: 2,
    budget: { wall: { times: 1.05, of: 'asyncssh' } },
  },
  {
    what: 'a command of 1,000 on one session',
    work: { task: 'commands', tries: 1, sessions: 1, commands: 1_000 },
    share: 1_000,
    rounds: 3,
    shortened: { commands: 20 },
    budget: { wall: { ms: 0.3 }, cpu: { ms: 0.2 } },
  },
  {
    what: `${SESSIONS} sessions × 10 commands`,
    work: { task: 'many', tries: 1, sessions: SESSIONS, commands: 10 },
    share: 1,
    rounds: 3,
    budget: { wall: { times: 1, of: 'asyncssh' }, cpu: { times: 1, of: 'asyncssh' } },
  },
];

/** Connecting and giving commands: ours beside ssh on pipes, asyncssh and Netmiko, in turns, on one sshd with bash behind it. */
export const commandsBench: Bench = async () => {
  const config = [`MaxStartups ${3 * SESSIONS}`];
  const device = await startSshDevice({ config, forcedCommand: SHELL });
  const home = homeOf(device);
  try {
    const rows: BenchRow[] = [];
    for (const one of CONTESTS) rows.push(...(await rowsOf(one, { device, home })));
    return rows;
  } finally {
    home.remove();
    await device.close();
  }
};

/** Nothing before the prompt that is not text: Netmiko in a hurry takes a prompt's first bytes for all of it. */
const SHELL = `env TERM=dumb PS1="${DEVICE_PROMPT} " HISTFILE= LANG=C.UTF-8 bash --norc --noprofile -i`;

/** A home that knows the device under a name for each session. */
function homeOf(device: SshDevice): TempHome {
  const home = makeTempHome();
  const { sshd, keyFile } = device;
  rememberSshds(home, [{ name: 'device', sshd, keyFile }]);
  const hosts = Array.from(
    { length: SESSIONS },
    (_, i) => `  h${i + 1}: { address: ${sshd.address}, port: ${sshd.port} }\n`,
  );
  const defaults = `defaults: { username: ${sshd.username}, key: ${keyFile}, platform: linux }\n`;
  writeFileSync(join(home.path, 'inventory.yaml'), `${defaults}hosts:\n${hosts.join('')}`);
  return home;
}

interface Place {
  readonly device: SshDevice;
  readonly home: TempHome;
}

async function rowsOf(one: Contest, place: Place): Promise<BenchRow[]> {
  const uses = new Map<string, Use[]>();
  const failed = new Map<string, string>();
  for (let round = 0; round < one.rounds; round++) {
    for (const contestant of CONTESTANTS) {
      const { name, isOurs, missing } = contestant;
      if (missing !== undefined || failed.has(name)) continue;
      try {
        const more = await contest(contestant, jobOf(one, contestant, place));
        uses.set(name, [...(uses.get(name) ?? []), ...more]);
      } catch (error) {
        if (isOurs) throw error;
        failed.set(name, `${name} did not get through`);
        process.stderr.write(` ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
  const absent = [...CONTESTANTS.flatMap(({ missing }) => missing ?? []), ...failed.values()];
  return [row(one, uses, 'wall'), row(one, uses, 'cpu')].map((each) => ({ ...each, absent }));
}

const LINES = 24;

function jobOf(one: Contest, contestant: Contestant, { device, home }: Place): Job {
  const { sshd, keyFile } = device;
  return {
    ...one.work,
    ...(contestant.isSlow ? one.shortened : {}),
    port: sshd.port,
    username: sshd.username,
    keyFile,
    prompt: `${DEVICE_PROMPT} `,
    command: `printf 'line %s of an answer\\n' {1..${LINES}}`,
    lastLine: `line ${LINES} of an answer`,
    home: home.path,
  };
}

function row(one: Contest, uses: ReadonlyMap<string, Use[]>, kind: 'wall' | 'cpu'): BenchRow {
  const figures = CONTESTANTS.flatMap((contestant): (Peer & Contestant)[] => {
    const share = contestant.isSlow ? (one.shortened?.commands ?? one.share) : one.share;
    const samples = uses.get(contestant.name) ?? [];
    const figure = medianOf(
      samples.map(({ wallMs, cpuMs }) => (kind === 'wall' ? wallMs : cpuMs) / share),
    );
    return figure ? [{ ...contestant, ...figure }] : [];
  });
  const ours = figures.find(({ isOurs }) => isOurs);
  const limit = budgetOf(one.budget[kind], figures);
  return {
    what: `${one.what}, ${kind === 'wall' ? 'wall' : 'CPU'}`,
    unit: 'ms',
    ours: ours && { median: ours.median },
    peers: figures.filter(({ isOurs }) => !isOurs).map(({ name, median }) => ({ name, median })),
    ...(limit && { budget: limit }),
  };
}

function budgetOf(limit: Limit | undefined, figures: readonly Peer[]): Budget | undefined {
  if (limit === undefined) return undefined;
  if ('ms' in limit) return { kind: 'at-most', median: limit.ms };
  const peer = figures.find(({ name }) => name === limit.of);
  return peer && { kind: 'at-most', median: limit.times * peer.median };
}
