import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type History, openHistory } from '../../../../src/repl/history/history.ts';
import { makeTempHome, type TempHome } from '../../../helpers/temp-home.ts';

let home: TempHome;
let program: string;

beforeAll(async () => {
  home = makeTempHome();
  program = join(home.path, 'writer.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../../helpers/history-writer.ts')],
    outfile: program,
    ...{ bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
  });
});
afterAll(() => home.remove());

function writer(path: string, name: string, count: number): ChildProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return spawn(process.execPath, [program, path, name, String(count)], { stdio: [...stdio] });
}

async function whole(path: string): Promise<History> {
  const history = await openHistory({ path, onProblem: () => undefined, nowMs: () => 0 });
  await history.readOlder();
  return history;
}

describe('programs that write one history at once', () => {
  it('lose nothing', async () => {
    const path = join(home.path, 'together.jsonl');
    const names = ['a', 'b', 'c', 'd'];
    const writers = names.map((name) => writer(path, name, 400));
    const codes = await Promise.all(writers.map(async (one) => (await once(one, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const { entries } = await whole(path);
    for (const name of names) {
      const own = entries.filter(({ text }) => text.startsWith(`${name} `));
      expect(own.map(({ number }) => number)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
      expect(own.every(({ end }) => end?.outcome === 'done')).toBe(true);
    }
    expect(entries).toHaveLength(1_600);
  }, 30_000);

  it('lose at most the line being written when they are killed, and spoil none of another', async () => {
    const path = join(home.path, 'killed.jsonl');
    const survivor = writer(path, 'survivor', 600);
    const victims = ['v0', 'v1', 'v2', 'v3'].map((name) => ({
      name,
      said: 0,
      process: writer(path, name, 100_000),
    }));
    await Promise.all(
      victims.map(async (victim, place) => {
        victim.process.stdout?.on('data', (bytes) => {
          const lines = String(bytes).trim().split('\n');
          victim.said = Number(lines.at(-1));
          // At a moment of its own, in the middle of what it does.
          if (victim.said > 60 + 37 * place) victim.process.kill('SIGKILL');
        });
        await once(victim.process, 'exit');
      }),
    );
    if (survivor.exitCode === null) await once(survivor, 'exit');
    const { entries } = await whole(path);
    expect(entries.filter(({ text }) => text.startsWith('survivor '))).toHaveLength(600);
    for (const { name, said } of victims) {
      const own = entries.filter(({ text }) => text.startsWith(`${name} `));
      expect(said).toBeGreaterThan(60);
      expect(own.length).toBeGreaterThanOrEqual(said);
      // Without a hole: what comes later is there only if what came before is.
      expect(own.map(({ number }) => number)).toEqual(own.map((_, i) => i + 1));
      expect(own.slice(0, -1).every(({ end }) => end !== undefined)).toBe(true);
    }
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.length).toBeGreaterThan(entries.length);
  }, 30_000);

  it('leave half a line at worst, behind which others go on', async () => {
    const path = join(home.path, 'torn.jsonl');
    const first = await whole(path);
    first.end(first.begin('it\'s "{\\"v\\":2,\\"id\\"', 1), 1, { ...ENDED });
    await first.close();
    const bytes = readFileSync(path);
    for (let cut = 1; cut < bytes.length; cut += 7) {
      const torn = join(home.path, `torn-${cut}.jsonl`);
      writeFileSync(torn, bytes.subarray(0, cut));
      const second = await whole(torn);
      second.begin('next', 1);
      await second.close();
      const texts = (await whole(torn)).entries.map(({ text }) => text);
      expect(texts.at(-1)).toBe('next');
      expect(texts.length).toBe(cut > bytes.indexOf('\n') ? 2 : 1);
    }
  });
});

const ENDED = { outcome: 'value', hosts: [], elapsedMs: 1 } as const;
