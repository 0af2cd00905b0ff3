import { join } from 'node:path';
import { openBackstage } from '../../../src/cli/backstage.ts';
import { foldersOf } from '../../../src/cli/folders.ts';
import { systemClock } from '../../../src/core/clock.ts';
import type { Session } from '../../../src/session/session.ts';
import type { Job, Use } from './job.ts';

// Showrun without a screen, put together as `showrun run` does it.
const job: Job = JSON.parse(process.argv[2] ?? '{}');
const SIZE = { cols: 511, rows: 100 };

const backstage = openBackstage({
  folders: foldersOf({}, job.home),
  env: {},
  clock: systemClock,
  feeder: undefined,
  asker: {
    trustHostKey: () => Promise.resolve('reject'),
    secret: () => Promise.resolve(undefined),
  },
  inventoryFile: join(job.home, 'inventory.yaml'),
  templates: [],
  more: [],
  onProblem: (line) => {
    throw new Error(line);
  },
});

async function connect(number: number): Promise<Session> {
  const session = backstage.sessions.open(backstage.inventory.resolve(`h${number}`), SIZE);
  await session.ready();
  if (session.mode === undefined) throw new Error('no prompt');
  return session;
}

async function give(session: Session): Promise<void> {
  for (let at = 0; at < job.commands; at++) {
    const { text } = await session.run(job.command);
    if (!text.endsWith(job.lastLine)) throw new Error(`not the whole answer: ${text}`);
  }
}

async function measure(work: () => Promise<void>): Promise<Use> {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  await work();
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1_000 };
}

async function tryOnce(): Promise<Use> {
  const opened: Session[] = [];
  const open = async (number: number): Promise<Session> => {
    const session = await connect(number);
    opened.push(session);
    return session;
  };
  const use = await {
    connect: () => measure(async () => void (await open(1))),
    commands: async () => {
      const session = await open(1);
      return await measure(() => give(session));
    },
    many: () => {
      const numbers = Array.from({ length: job.sessions }, (_, i) => i + 1);
      return measure(async () => {
        await Promise.all(numbers.map(async (number) => give(await open(number))));
      });
    },
  }[job.task]();
  for (const session of opened) await backstage.sessions.remove(session);
  return use;
}

const uses: Use[] = [];
for (let at = 0; at < job.tries; at++) uses.push(await tryOnce());
await backstage.close();
process.stdout.write(JSON.stringify(uses));
