import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lookAtRecording } from '../../../../src/journal/keep/kept-recording.ts';
import { runByNames } from '../../../../src/journal/keep/run-by-names.ts';

describe('a recording whose run.json is lost', () => {
  it('is known by the name of its folder and its casts', () => {
    const run = runByNames('2026-11-21T0142-17-lab', ['blocks.jsonl', 'r1.cast', 'r2.cast']);
    expect(run).toMatchObject({ name: 'lab', pid: 0 });
    expect(run?.startedAtMs).toBe(new Date(2026, 10, 21, 1, 42, 17).getTime());
    expect(run?.sessions.map(({ name }) => name)).toEqual(['r1', 'r2']);
  });

  it.each([
    ['holiday', ['r1.cast']],
    ['2026-11-21T0142-17-lab', ['notes.txt']],
    ['2026-11-21', ['r1.cast']],
  ])('is nothing of ours where it may be anything: %s with %j', (folder, files) => {
    expect(runByNames(folder, files)).toBeUndefined();
  });

  it('is listed with its size, as cut off', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'recordings-'));
    onTestFinished(() => rm(parent, { recursive: true, force: true }));
    const folder = join(parent, '2026-11-21T0142-17-lab');
    await mkdir(folder);
    await writeFile(join(folder, 'run.json'), '{"version":1,"sess');
    await writeFile(join(folder, 'r1.cast'), '{"version":2}\n');
    const found = await lookAtRecording(folder);
    expect(found).toMatchObject({ end: 'cut off', bytes: 32, files: 2, isProtected: false });
  });
});
