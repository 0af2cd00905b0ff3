import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandsIn, lookAtRecording } from '../../../../src/journal/keep/kept-recording.ts';
import { listRecordings } from '../../../../src/journal/keep/list-recordings.ts';
import { prune, prunedText } from '../../../../src/journal/keep/prune.ts';
import {
  protectRecording,
  removeRecording,
} from '../../../../src/journal/keep/remove-recording.ts';
import { makeRecording } from '../../../helpers/make-recording.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 21, 12);
const SESSION = { name: 'r1', steps: [[0, 'hello\r\nr1#']] } as const;

let base = '';
let folder = '';
let logs = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'showrun-keep-'));
  folder = join(base, 'recordings');
  logs = join(base, 'logs');
  mkdirSync(folder);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('the list of recordings', () => {
  it('is the newest first, with what the file system says of each', async () => {
    const old = made('old', 3);
    const young = made('new', 1);
    const { recordings, others } = await listRecordings(folder);
    expect(recordings.map(({ name }) => name)).toEqual([young, old]);
    expect(recordings[0]).toMatchObject({ end: 'ended', files: 3, isProtected: false });
    expect(recordings[0]?.bytes).toBeGreaterThan(100);
    expect(others).toEqual([]);
  });

  it('has none that is not ours: files, links, other folders, a damaged run.json', async () => {
    const real = made('real', 1);
    mkdirSync(join(folder, 'photos'));
    mkdirSync(join(folder, 'damaged'));
    writeFileSync(join(folder, 'damaged/run.json'), '{"version":1,');
    writeFileSync(join(folder, 'a-file'), '');
    symlinkSync(join(folder, real), join(folder, 'link'));
    const { recordings, others } = await listRecordings(folder);
    expect(recordings).toHaveLength(1);
    expect(others).toEqual(['a-file', 'damaged', 'link', 'photos']);
  });

  it('is empty where there is no folder yet, and says why where it cannot be read', async () => {
    expect(await listRecordings(join(base, 'none'))).toMatchObject({ problem: undefined });
    writeFileSync(join(base, 'file'), '');
    expect((await listRecordings(join(base, 'file'))).problem).toBe('ENOTDIR');
  });

  it('counts the commands of a run that did not come to say how many', async () => {
    const command = { command: 'show clock', answer: '12:00' };
    const steps = [
      [0, 'r1#'],
      [1, command],
      [2, command],
    ] as const;
    makeRecording({ ...at('cut', 2), end: 'cut off', sessions: [{ name: 'r1', steps }] });
    const [one] = (await listRecordings(folder)).recordings;
    expect(one && commandsIn(one)).toBe(2);
  });
});

describe('letting recordings go', () => {
  it('removes what is too old with all its files, and leaves the rest', async () => {
    made('old', 100);
    const young = made('new', 1);
    const pruned = await pruneFor({ ageMs: 90 * DAY_MS });
    expect(pruned.problems).toEqual([]);
    expect(prunedText(pruned)).toMatch(/^1 recording \(\d+ B\)$/);
    expect(readdirSync(folder)).toEqual([young]);
  });

  it('only says what would go in a dry run', async () => {
    const old = made('old', 100);
    const pruned = await pruneFor({ ageMs: 90 * DAY_MS }, 'dry');
    expect(pruned.gone.map(({ recording }) => recording.name)).toEqual([old]);
    expect(readdirSync(folder)).toEqual([old]);
  });

  it('follows no link, in a recording or beside it', async () => {
    const old = made('old', 100);
    const outside = join(base, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'precious'), 'x');
    symlinkSync(outside, join(folder, old, 'link'));
    symlinkSync(outside, join(folder, 'elsewhere'));
    await pruneFor({ ageMs: DAY_MS, bytes: 1 });
    expect(readdirSync(folder)).toEqual(['elsewhere']);
    expect(existsSync(join(outside, 'precious'))).toBe(true);
  });

  it('leaves one that a person protects, until it is protected no more', async () => {
    const old = made('old', 100);
    const one = await lookAtRecording(join(folder, old));
    if (one === undefined) throw new Error('not found');
    await protectRecording(one, 'on');
    await protectRecording(one, 'on');
    expect((await pruneFor({ ageMs: DAY_MS })).gone).toEqual([]);
    await protectRecording(one, 'off');
    expect((await pruneFor({ ageMs: DAY_MS })).gone).toHaveLength(1);
  });

  it('leaves one whose run goes on, however old and big it is', async () => {
    const startedAtMs = Date.now();
    const { name } = makeRecording({
      ...at('live', 0),
      startedAtMs,
      end: 'running',
      sessions: [SESSION],
    });
    const policy = { ageMs: DAY_MS, bytes: 1 };
    await prune({
      recordings: folder,
      logs,
      policy,
      nowMs: startedAtMs + 99 * DAY_MS,
      run: 'real',
    });
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('removes what a killed run left half removed', async () => {
    const old = made('old', 1);
    const one = await lookAtRecording(join(folder, old));
    mkdirSync(join(folder, '.deleted-half'));
    writeFileSync(join(folder, '.deleted-half/x.cast'), '');
    await pruneFor({});
    expect(readdirSync(folder)).toEqual([old]);
    if (one !== undefined) await removeRecording(one);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is whole where there are many more than are looked at at once', async () => {
    const run = { version: 1, showrun: '0', kind: 'run', name: 'x', pid: 1, sessions: [] };
    for (let at = 0; at < 300; at++) {
      const path = join(folder, `2026-01-01T0000-00-x-${at}`);
      mkdirSync(path);
      const startedAtMs = NOW_MS - at * 60_000;
      const text = JSON.stringify({ ...run, startedAtMs, endedAtMs: startedAtMs });
      writeFileSync(join(path, 'run.json'), text);
    }
    const { recordings } = await listRecordings(folder);
    expect(recordings).toHaveLength(300);
    expect(recordings[0]?.run.startedAtMs).toBe(NOW_MS);
  });
});

describe('letting logs go', () => {
  const HEAD = '2026-01-02 12:03:04.000 ── log of r1 (10.0.0.1) begins ──\n';

  it('removes old logs of ours and folders left empty, and nothing else', async () => {
    aged('r1/2026-01-02.log', HEAD, 200);
    aged('r2/2026-01-02.log', HEAD.replace('── log', '[r2.2] ── log'), 200);
    aged('r2/2026-11-20.log', HEAD, 1);
    aged('r2/notes.txt', 'mine, and old\n', 200);
    symlinkSync(join(logs, 'r2/notes.txt'), join(logs, 'link.log'));
    const pruned = await pruneFor({ ageMs: 90 * DAY_MS });
    expect(pruned.logs).toMatchObject({ files: 2 });
    expect(prunedText(pruned)).toMatch(/^2 old logs/);
    expect(readdirSync(logs)).toEqual(['link.log', 'r2']);
    expect(readdirSync(join(logs, 'r2'))).toEqual(['2026-11-20.log', 'notes.txt']);
  });

  it('leaves them all where only a size is said', async () => {
    aged('r1/2026-01-02.log', HEAD, 200);
    await pruneFor({ bytes: 1 });
    expect(readdirSync(join(logs, 'r1'))).toHaveLength(1);
  });

  function aged(name: string, text: string, days: number): void {
    const path = join(logs, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    const seconds = (NOW_MS - days * DAY_MS) / 1_000;
    utimesSync(path, seconds, seconds);
  }
});

function pruneFor(
  policy: { readonly ageMs?: number; readonly bytes?: number },
  run: 'real' | 'dry' = 'real',
) {
  return prune({ recordings: folder, logs, policy, nowMs: NOW_MS, run });
}

function at(name: string, days: number) {
  return { name, folder, startedAtMs: NOW_MS - days * DAY_MS };
}

/** A recording of some days ago; gives its name. */
function made(name: string, days: number): string {
  return makeRecording({ ...at(name, days), end: 'ended', sessions: [SESSION] }).name;
}
