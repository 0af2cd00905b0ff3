import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CellBench } from '../helpers/cell-bench.ts';

// What cells can do to their kernel, and what must be left of it.

const folder = mkdtempSync(join(tmpdir(), 'showrun-hardness-'));
let bench: CellBench;

beforeAll(() => {
  bench = new CellBench();
});
afterAll(async () => {
  await bench.kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a cell that prints `go` and does not end by itself; interrupts it then. */
async function interrupted(source: string): Promise<string> {
  bench.printed = '';
  const going = bench.sees('go');
  const outcome = bench.run(source);
  await going;
  await bench.kernel.interrupt();
  return (await outcome).status;
}

/** Whether a process is there. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a kernel', () => {
  it('keeps its variables through two hundred interrupts of every kind', async () => {
    const endless = [
      'print("go"); for (;;);',
      'print("go"); await new Promise(() => {})',
      'print("go"); for (;;) await 1',
      'print("go"); /(a+)+$/.test("a".repeat(40) + "!")',
      '@r1 show x\nprint("go")\nfor (;;) {\n  @r2 show y\n}',
      'print("go"); for (;;) { try { for (;;); } catch {} finally { } }',
      'print("go"); Array.from({ length: 1e9 }, (_, i) => i)[0]; for (;;);',
      'print("go"); setInterval(() => {}, 1); for (;;) await new Promise((r) => setTimeout(r, 1))',
    ];
    await bench.said('const kept = { since: "the beginning" }');
    for (let round = 0; round < 200; round++) {
      const source = endless[round % (endless.length - 2)] ?? '';
      expect(await interrupted(source)).toBe('interrupted');
    }
    expect(await bench.said('kept.since')).toBe("'the beginning'");
    expect(await bench.said('@r1 show x')).toBe('show x of r1');
  }, 240_000);

  it('takes interrupts that come faster than it can answer', async () => {
    bench.printed = '';
    const going = bench.sees('go');
    const outcome = bench.run('print("go"); for (;;);');
    await going;
    await Promise.all(Array.from({ length: 50 }, () => bench.kernel.interrupt()));
    expect((await outcome).status).toBe('interrupted');
    expect(await bench.said('1')).toBe('1');
  });

  it('shows a promise that never settles, and goes on', async () => {
    expect(await bench.said('const never = new Promise(() => {}); [never]')).toBe(
      '[ Promise { <pending> } ]',
    );
    expect(await interrupted('print("go"); await never')).toBe('interrupted');
  });

  it('hands large values over and back', async () => {
    expect(await bench.said('const big = "x\\n".repeat(2.5e7); big.length')).toBe('50000000');
    expect((await bench.said('big')).length).toBeLessThan(300_000);
    expect(await bench.said('t = big.slice(0, 2000) |> grep x |> count\n1')).toBe('1');
    expect((await bench.said('new Uint8Array(5e7)')).length).toBeLessThan(10_000);
    await bench.said('globalThis.big = undefined');
  });

  it('does not wait for what a cell leaves behind', async () => {
    await bench.said('setInterval(() => {}, 1); new (require("node:events"))(); 1');
    expect(await bench.said('2')).toBe('2');
  });
});

describe('a command of this machine', () => {
  it('is ended with all it has started when its cell is interrupted', async () => {
    const file = join(folder, 'pids');
    const started = `sh -c 'echo $$ > ${file}; trap "" INT TERM; echo go; sleep 60; sleep 60'`;
    expect(await interrupted(`!${started} & wait`)).toBe('interrupted');
    const pid = Number(readFileSync(file, 'utf8'));
    await vi.waitFor(() => expect(lives(pid)).toBe(false), { timeout: 5_000 });
    expect(await bench.said('1')).toBe('1');
  });

  it('is shown as it goes on, and what it says after its interrupt is not', async () => {
    expect(await interrupted('!echo more; echo go; trap "echo late" INT TERM; sleep 60')).toBe(
      'interrupted',
    );
    expect(bench.printed).toContain('more');
    expect(bench.printed).not.toContain('late');
  });

  it('that writes without end is stopped at what a value may hold', async () => {
    expect(await bench.said('x = !yes')).toMatch(
      /^failed: Error: the command wrote more than 50 million characters/,
    );
  }, 60_000);

  it('does not outlive a kernel that is killed', async () => {
    const file = join(folder, 'left');
    const other = new CellBench();
    const leaving = other.run(`!echo $$ > ${file}; exec sleep 61`);
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 5_000 });
    await other.kernel.close();
    await leaving;
    const pid = Number(readFileSync(file, 'utf8'));
    await vi.waitFor(() => expect(lives(pid)).toBe(false), { timeout: 5_000 });
  });
});

describe('a kernel whose memory is full', () => {
  let small: CellBench;
  afterEach(() => small.kernel.close());

  it('because of rows says so and starts again', async () => {
    small = new CellBench({ heapMb: 48 });
    const outcome = await small.run(
      'rows = []\nfor (;;) rows.push(...Array.from({ length: 1e4 }, (_, i) => ({ i, t: `${i}` })))',
    );
    expect(outcome).toMatchObject({ status: 'died' });
    expect(await small.said('@r1 show x')).toBe('show x of r1');
  }, 60_000);
});
