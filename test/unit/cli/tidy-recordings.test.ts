import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tidyRecordings } from '../../../src/cli/tidy-recordings.ts';
import { makeRecording } from '../../helpers/make-recording.ts';

const DAY_MS = 86_400_000;

let base = '';
let recordings = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'showrun-tidy-'));
  recordings = join(base, 'recordings');
  mkdirSync(recordings);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('what a run that begins does about old recordings', () => {
  it('lets them go by the setting, and says in one line what went', async () => {
    made(100);
    const young = made(1);
    const said = await tidied('90d');
    expect(said).toEqual([
      expect.stringMatching(/^1 recording \([\d.]+ k?B\) removed: keepRecordings is 90d$/),
    ]);
    expect(names()).toEqual([young]);
  });

  it('says nothing where nothing goes', async () => {
    made(1);
    expect(await tidied('90d 20GB')).toEqual([]);
  });

  it('looks once where runs follow each other closely', async () => {
    await tidied('90d');
    const old = made(100);
    expect(await tidied('90d')).toEqual([]);
    expect(names()).toEqual([old]);
    expect(await tidied('90d', Date.now() + 2 * 3_600_000)).toHaveLength(1);
    expect(names()).toEqual([]);
  });

  it('keeps all where the setting says so', async () => {
    const old = made(5_000);
    expect(await tidied('all')).toEqual([]);
    expect(names()).toEqual([old]);
  });

  it('removes nothing by a setting that makes no sense, and says so in one line', async () => {
    const old = made(5_000);
    expect(await tidied('90 days')).toEqual([
      expect.stringMatching(/^keepRecordings: '90' is neither an age nor a size.*; nothing is/),
    ]);
    expect(names()).toEqual([old]);
  });
});

async function tidied(keepRecordings: string, wallMs = Date.now()): Promise<string[]> {
  const said: string[] = [];
  await tidyRecordings({
    folders: { home: base, config: base, state: base, data: base },
    clock: { wallMs: () => wallMs },
    settings: { keepRecordings },
    say: (line) => void said.push(line),
  });
  return said;
}

function made(days: number): string {
  const session = { name: 'r1', steps: [[0, 'r1#']] } as const;
  const startedAtMs = Date.now() - days * DAY_MS;
  return makeRecording({ folder: recordings, startedAtMs, end: 'ended', sessions: [session] }).name;
}

function names(): string[] {
  return readdirSync(recordings).filter((name) => !name.startsWith('.'));
}
