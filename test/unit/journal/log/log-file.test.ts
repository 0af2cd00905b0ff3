import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../../../src/core/one-at-a-time.ts';
import { LogFile } from '../../../../src/journal/log/log-file.ts';
import { FakeDisk } from '../../../helpers/fake-append-only.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

const PATH = '/logs/r1.log';

describe('a log file', () => {
  it('has its lines within a moment, and on the disk within a second', async () => {
    const { file, disk, clock } = aFile();
    file.append('one');
    file.append('two');
    expect(disk.opened).toBe(0);
    await clock.pass(200);
    expect(disk.textOf(PATH)).toBe('one\ntwo\n');
    expect(disk.synced).toBe(0);
    await clock.pass(800);
    expect(disk.synced).toBe(1);
  });

  it('writes much at once without waiting', async () => {
    const { file, disk, clock } = aFile();
    for (let at = 0; at < 30; at++) file.append('x'.repeat(10_000));
    await clock.pass(0);
    expect(disk.textOf(PATH).length).toBeGreaterThan(250_000);
  });

  it('writes what waits when it is closed', async () => {
    const { file, disk } = aFile();
    file.append('last');
    await file.close();
    await file.close();
    expect(disk.textOf(PATH)).toBe('last\n');
    expect(disk.synced).toBe(1);
  });

  it('makes controls inert and keeps tabs', async () => {
    const { file, disk } = aFile();
    file.append('a\tb\x9b\u202ec\u0007é');
    await file.close();
    expect(disk.textOf(PATH)).toBe('a\tb\ufffd\ufffdc␇é\n');
  });

  it('complains once while the disk is full, and loses nothing that it could keep', async () => {
    const { file, disk, clock, said } = aFile();
    file.append('first line');
    await clock.pass(200);
    disk.room = 4;
    file.append('torn in the middle');
    await clock.pass(200);
    file.append('kept');
    await clock.pass(5_000);
    expect(said).toEqual(['trouble ENOSPC']);
    expect(disk.textOf(PATH)).toBe('first line\ntorn');
    disk.room = Number.POSITIVE_INFINITY;
    await clock.pass(30_000);
    expect(said).toEqual(['trouble ENOSPC', 'well']);
    expect(disk.textOf(PATH)).toBe('first line\ntorn in the middle\nkept\n');
  });

  it('says how many lines it could not keep', async () => {
    const { file, disk, clock } = aFile();
    disk.room = 0;
    file.append('before');
    await clock.pass(200);
    for (let at = 0; at < 150; at++) file.append('x'.repeat(9_999));
    disk.room = Number.POSITIVE_INFINITY;
    await clock.pass(30_000);
    file.append('after');
    await clock.pass(200);
    const lines = disk.textOf(PATH).trimEnd().split('\n');
    const kept = lines.filter((line) => line.startsWith('xxx')).length;
    expect(kept).toBeGreaterThanOrEqual(100);
    expect(lines.slice(-2)).toEqual([`… ${150 - kept} missing …`, 'after']);
  });

  it('writes a torn line once more where another run has written behind it', async () => {
    const { file, disk, clock } = aFile();
    disk.room = 6;
    file.append('one');
    file.append('two three');
    await clock.pass(200);
    disk.texts.set(PATH, `${disk.textOf(PATH)}of another run\n`);
    disk.room = Number.POSITIVE_INFINITY;
    await clock.pass(30_000);
    expect(disk.textOf(PATH)).toBe('one\ntwof another run\ntwo three\n');
  });

  it('goes on in a new file of the name where the old one was moved away', async () => {
    const { file, disk, clock } = aFile();
    file.append('one');
    await clock.pass(200);
    disk.texts.delete(PATH);
    disk.gone.add(PATH);
    file.append('two');
    await clock.pass(200);
    expect(disk.textOf(PATH)).toBe('two\n');
  });

  it('is tried again where it cannot be opened', async () => {
    const { file, disk, clock, said } = aFile();
    disk.refusal = 'EROFS';
    file.append('one');
    await clock.pass(10_000);
    expect(said).toEqual(['trouble EROFS']);
    disk.refusal = undefined;
    await clock.pass(30_000);
    expect(disk.textOf(PATH)).toBe('one\n');
    expect(clock.pending).toBe(0);
  });

  it('gives up quietly when it is closed in trouble', async () => {
    const { file, disk, clock, said } = aFile();
    disk.room = 0;
    file.append('one');
    await clock.pass(200);
    await file.close();
    expect(said).toEqual(['trouble ENOSPC', 'closed']);
    expect(clock.pending).toBe(0);
  });

  it('holds whole lines in their order, however the disk behaves', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('line' as const), text: fc.string({ maxLength: 30 }) }),
      fc.record({ kind: fc.constant('room' as const), room: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { file, disk, clock } = aFile();
        const lines: string[] = [];
        for (const one of steps) {
          if (one.kind === 'line') {
            lines.push(one.text);
            file.append(one.text);
          } else if (one.kind === 'room') disk.room = one.room;
          else await clock.pass(one.ms);
        }
        disk.room = Number.POSITIVE_INFINITY;
        await file.close();
        expect(disk.textOf(PATH)).toBe(lines.map((line) => `${line}\n`).join(''));
      }),
      { numRuns: 60 },
    );
  });
});

function aFile() {
  const disk = new FakeDisk();
  const clock = new FakeClock();
  const said: string[] = [];
  const file = new LogFile({
    path: PATH,
    clock,
    open: disk.open,
    syncing: oneAtATime(),
    gapLine: (lines) => `… ${lines} missing …`,
    onTrouble: (code) => void said.push(`trouble ${code}`),
    onWell: () => void said.push('well'),
    onClosed: () => void said.push('closed'),
  });
  return { file, disk, clock, said };
}
