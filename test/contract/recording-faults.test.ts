import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { CastTap } from '../../src/journal/write/cast-tap.ts';
import { PagePool } from '../../src/journal/write/page.ts';
import { RunClock } from '../../src/journal/write/run-clock.ts';
import { type CastLine, outputOf, readCast } from '../helpers/cast-of.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { RecordedSession } from '../helpers/recorded-session.ts';
import { testHost } from '../helpers/test-host.ts';

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const disk = mountedDisk();

afterAll(() => {
  if (disk === undefined) return;
  execFileSync('umount', ['-l', disk.folder]);
  rmSync(disk.folder, { recursive: true });
});

describe('a recording that cannot be written', () => {
  it.skipIf(disk === undefined)(
    'goes on when a full disk has room again, and says what is missing',
    async () => {
      const { folder } = disk ?? { folder: '' };
      const one = await recordedIn(join(folder, 'recordings'));
      await says(one, 700_000);
      writeFileSync(join(folder, 'filler'), Buffer.alloc(280_000));
      await says(one, 400_000);
      await until(one, () => one.problems.length > 0);
      await says(one, 300_000);
      rmSync(join(folder, 'filler'));
      await until(one, () => one.problems.length > 1, 3_100);
      await says(one, 1_000);
      one.device.say(one.device.prompt);
      await one.clock.pass(300);
      await one.types('show clock\r');
      await one.close();
      expect(one.problems).toEqual([
        expect.stringMatching(/^r1 is not recorded: the disk is full .*; it is tried again$/),
        expect.stringMatching(/^r1 is recorded again; [\d,]+ bytes of it are missing$/),
      ]);
      expectAllButGaps(one);
      expect(one.runRecord).toHaveProperty('endedAtMs');
      expect(one.blocks.at(-1)?.command).toBe('show clock');
    },
  );

  it('lets the session live where there is no folder to be had, and begins once there is', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'showrun-faults-'));
    closers.push(() => rmSync(parent, { recursive: true }));
    const folder = join(parent, 'recordings');
    writeFileSync(folder, 'this is no folder');
    const one = await recordedIn(folder);
    await until(one, () => one.problems.length > 0);
    await one.types('show clock\r');
    expect(one.device.entered).toEqual(['show clock']);
    expect(one.problems).toEqual([expect.stringContaining('a part of its path is no folder')]);
    rmSync(folder);
    await until(one, () => one.problems.length > 1, 3_100);
    await one.types('show version\r');
    await one.close();
    expectAllButGaps(one);
    expect(one.cast[0]?.code).toBe('g');
    expect(one.blocks.map(({ command }) => command)).toEqual(['show clock', 'show version']);
    expect(one.runRecord.sessions).toHaveLength(1);
  });

  it('is made anew where its folder is gone', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'showrun-faults-'));
    closers.push(() => rmSync(parent, { recursive: true }));
    const one = await recordedIn(parent);
    await one.types('show clock\r');
    await until(one, () => isWritten(one, 'show clock'), 200);
    rmSync(one.run, { recursive: true });
    await one.types('show one\r');
    await until(one, () => one.problems.length > 0, 1_000);
    await until(one, () => one.problems.length > 1, 3_100);
    await one.types('show two\r');
    await one.close();
    expect(one.problems[0]).toContain('its file is gone');
    expectAllButGaps(one);
    expect(outputOf(one.cast).toString()).toContain('show two');
    expect(one.runRecord).toHaveProperty('endedAtMs');
  });

  it('holds a device back that is faster than the disk, but not for long', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrun-faults-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    const clock = new FakeClock();
    let isHeld = false;
    let open: (path: string) => void = () => undefined;
    const path = new Promise<string>((resolve) => {
      open = resolve;
    });
    const missing: number[] = [];
    const tap = tapTo({ clock, path: () => path, missing, hold: (held) => (isHeld = held) });
    const chunk = Buffer.from(`${'x'.repeat(98)}\r\n`.repeat(300));
    let sent = 0;
    for (; !isHeld; sent += chunk.length) tap.received(chunk);
    expect(sent).toBeLessThan(6_000_000);
    clock.advance(2_000);
    expect(isHeld).toBe(false);
    for (let more = 0; more < 100; more++, sent += chunk.length) tap.received(chunk);
    open(join(folder, 'r1.cast'));
    await tap.close();
    expect(missing).toEqual([sent]);
    expect(readCast(join(folder, 'r1.cast'))[0]).toMatchObject({ code: 'g', data: String(sent) });
  });
});

/** Everything the devices said is in the cast, or counted as missing where it is not. */
function expectAllButGaps(one: RecordedSession): void {
  const said = Buffer.concat(one.said);
  let at = 0;
  let output: CastLine[] = [];
  const compare = (): void => {
    const bytes = outputOf(output);
    expect(bytes.equals(said.subarray(at, at + bytes.length))).toBe(true);
    at += bytes.length;
    output = [];
  };
  for (const line of one.cast) {
    if (line.code !== 'g') output.push(line);
    else {
      compare();
      at += Number(line.data);
    }
  }
  compare();
  expect(at).toBe(said.length);
}

async function recordedIn(folder: string): Promise<RecordedSession> {
  const one = new RecordedSession({ journal: { folder } });
  rmSync(one.folder, { recursive: true });
  one.folder = folder;
  closers.push(() => one.close());
  return await one.open();
}

/** The device says so much, in lines that all differ, faster than anybody reads. */
async function says(one: RecordedSession, bytes: number): Promise<void> {
  for (let sent = 0; sent < bytes; ) {
    const lines = Array.from({ length: 400 }, (_, at) => `${sent + at} ${'.'.repeat(60)}\r\n`).join(
      '',
    );
    one.device.say(lines);
    sent += lines.length;
    await one.clock.pass(150);
    await turns(3);
  }
}

/** Goes round until it is so; time passes meanwhile, so much each time. */
async function until(one: RecordedSession, isSo: () => boolean, ms = 0): Promise<void> {
  for (let round = 0; !isSo(); round++) {
    if (round > 3_000)
      throw new Error(`it does not come to that; told: ${one.problems.join(' | ')}`);
    await one.clock.pass(round % 20 === 0 ? ms : 0);
    await turns(1);
  }
}

/** Whether the cast is there and has it. */
function isWritten(one: RecordedSession, text: string): boolean {
  return existsSync(join(one.run, 'r1.cast')) && one.castText.includes(text);
}

/** Files are written by threads of their own, which say nothing but to the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function tapTo(given: {
  readonly clock: FakeClock;
  readonly path: () => Promise<string>;
  readonly missing: number[];
  readonly hold: (isHeld: boolean) => void;
}): CastTap {
  const { clock, path, missing, hold } = given;
  const runClock = new RunClock(clock);
  const holdBack = () => {
    hold(true);
    return () => hold(false);
  };
  const startedAtMs = runClock.startedAtMs;
  const about = { name: 'r1', host: 'r1', address: '', groups: [], platform: 'auto' };
  return new CastTap({
    session: { name: 'r1', host: testHost(), size: { cols: 80, rows: 24 }, holdBack },
    record: { ...about, file: 'r1.cast', startedAtMs },
    ...{ path, clock: runClock, pages: new PagePool(), input: 'left out' },
    hideSecrets: (text) => text,
    onBlock: () => undefined,
    onPlatform: () => undefined,
    onClosed: () => undefined,
    onLost: () => undefined,
    onBack: (bytes) => missing.push(bytes),
  });
}

/** A disk of a megabyte; undefined where this is not allowed. */
function mountedDisk(): { readonly folder: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return { folder };
}
