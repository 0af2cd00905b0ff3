import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanEnvironment } from '../helpers/clean-environment.ts';
import { showrunCommand } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

const KILLS = Number(process.env['SHOWRUN_KILLS'] ?? 20);
const AT_ONCE = 4;

const home = makeTempHome();
afterAll(() => home.remove());
const recordings = join(home.path, '.local/share/showrun/recordings');

describe('a run that is killed while it records', () => {
  it(`leaves files that can be read and lacks no more than the last second, at ${KILLS} moments`, {
    timeout: 20_000 + KILLS * 3_000,
  }, async () => {
    const script = join(home.path, 'busy.ts');
    writeFileSync(script, BUSY);
    const roundsOf = new Map<number, number>();
    for (let done = 0; done < KILLS; done += AT_ONCE) {
      const moments = Array.from({ length: AT_ONCE }, (_, at) => (done + at) / KILLS);
      const killed = await Promise.all(moments.map((moment) => killedAt(script, moment)));
      for (const { pid, rounds } of killed) roundsOf.set(pid, rounds);
    }
    const folders = readdirSync(recordings).filter((name) => !name.startsWith('.'));
    expect(folders).toHaveLength(roundsOf.size);
    for (const name of folders) expectReadable(join(recordings, name), roundsOf);
  });
});

// Asks all routers again and again, and says each time that it has.
const BUSY = `for (let round = 1; ; round++) {
  await all.run('show ip route')
  await r1.run('show clock')
  print(\`round \${round}\\n\`)
}
`;

/** Starts it, and kills it behind its first round, at a share of the second that follows. Gives the rounds that were over a second before that. */
async function killedAt(script: string, share: number): Promise<{ pid: number; rounds: number }> {
  const { command, args = [], cwd } = showrunCommand(['script', script, '--lab']);
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: cleanEnvironment(home),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const rounds: number[] = [];
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      for (const _round of text.matchAll(/round/g)) rounds.push(performance.now());
      resolve();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 1_100 + share * 1_000));
  const killedMs = performance.now();
  child.kill('SIGKILL');
  await ended;
  const over = rounds.filter((atMs) => atMs < killedMs - 1_000).length;
  return { pid: child.pid ?? 0, rounds: over };
}

function expectReadable(folder: string, roundsOf: ReadonlyMap<number, number>): void {
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  expect(run.endedAtMs).toBeUndefined();
  expect(run.sessions).toHaveLength(4);
  const rounds = roundsOf.get(run.pid) ?? Number.NaN;
  expect(rounds).toBeGreaterThan(0);
  for (const { file } of run.sessions) {
    const events = eventsOf(join(folder, file));
    const times = events.map(([atS]) => atS);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const asked = events.filter(([, code, text]) => code === 'm' && text === 'show ip route');
    expect(asked.length).toBeGreaterThanOrEqual(rounds);
  }
  const blocks = linesOf(join(folder, 'blocks.jsonl')).map((line) => JSON.parse(line));
  const clocks = blocks.filter(({ command }) => command === 'show clock');
  expect(clocks.length).toBeGreaterThanOrEqual(rounds);
}

function eventsOf(file: string): [number, string, string][] {
  const [header = '', ...lines] = linesOf(file);
  expect(JSON.parse(header)).toMatchObject({ version: 2 });
  return lines.map((line): [number, string, string] => JSON.parse(line));
}

/** The whole lines; a last one that is torn is left out. */
function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}
