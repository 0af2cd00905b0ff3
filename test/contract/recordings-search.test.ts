import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readSearchQuery } from '../../src/journal/search/read-query.ts';
import { RecordingsSearch } from '../../src/journal/search/recordings-search.ts';
import type { SearchProgress } from '../../src/journal/search/search-run.ts';
import { makeBigRecording } from '../helpers/make-big-recording.ts';
import { makeRecording } from '../helpers/make-recording.ts';
import { type MadeRecording, STARTED_AT_MS } from '../helpers/recording-folder.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

let home: TempHome | undefined;
let search: RecordingsSearch | undefined;
afterEach(async () => {
  await search?.close();
  search = undefined;
  home?.remove();
});

describe('the search over all recordings', () => {
  it('finds in all of them, the newest first', async () => {
    const folder = folderWith(3);
    const { found, searched, of, status } = await find(folder, 'same');
    expect(found.map(({ recording, block }) => [recording, block?.command])).toEqual([
      ['2026-11-21T1602-11-lab', 'show 2'],
      ['2026-11-21T1502-11-lab', 'show 1'],
      ['2026-11-21T1402-11-lab', 'show 0'],
    ]);
    expect({ searched, of, status }).toEqual({ searched: 3, of: 3, status: 'done' });
  });

  it('leaves older recordings where the newest have as many as were asked for', async () => {
    const folder = folderWith(6);
    for (const [at, name] of readdirSync(folder).sort().entries()) {
      const atS = STARTED_AT_MS / 1_000 + at * 3_600 + 60;
      const files = readdirSync(join(folder, name)).map((file) => join(name, file));
      for (const file of [...files, name]) utimesSync(join(folder, file), atS, atS);
    }
    const { found, searched, status } = await find(folder, 'same', 2);
    expect(found.map(({ block }) => block?.command)).toEqual(['show 5', 'show 4']);
    expect(status).toBe('enough');
    expect(searched).toBeLessThan(6);
  });

  it('gives up what is asked no more when another search begins', async () => {
    const folder = folderWith(3);
    const one = opened(folder);
    const seen: SearchProgress[] = [];
    one.changed.on((progress) => seen.push(progress));
    one.start(readSearchQuery('show', STARTED_AT_MS).query, 10);
    const { found } = await one.search(readSearchQuery('"show 1"', STARTED_AT_MS).query, 10);
    expect(found).toHaveLength(1);
    expect(seen.every((progress) => progress.found.length <= 1)).toBe(true);
  });

  it('ends an expression that takes for ever with one line, and searches on', async () => {
    const folder = folderWith(1, 'a'.repeat(60));
    const slow = await find(folder, '/(a+)+[bc]$/');
    expect(slow).toMatchObject({ status: 'failed', found: [] });
    expect(slow.problem).toMatch(/takes too long/);
    expect((await find(folder, '/a{60}/')).found).toHaveLength(1);
  }, 20_000);

  it('reads over recordings that are torn, empty, links, or no recordings', async () => {
    const folder = folderWith(2);
    const torn = recordingIn(folder, 5, 'same');
    truncateSync(join(torn.path, 'r1.cast'), 300);
    truncateSync(join(torn.path, 'blocks.jsonl'), 100);
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'a file'), 'same');
    symlinkSync(join(folder, '..'), join(folder, 'link'));
    const gone = recordingIn(folder, 6, 'same');
    rmSync(join(gone.path, 'r1.cast'));
    const { found, status } = await find(folder, 'same');
    expect(status).toBe('done');
    expect(found.filter(({ block }) => block !== undefined)).toHaveLength(2);
  });

  it('sees what a recording has got meanwhile', async () => {
    const folder = folderWith(0);
    const growing = recordingIn(folder, 0, 'one');
    expect((await find(folder, 'latecomer')).found).toEqual([]);
    appendFileSync(join(growing.path, 'r1.cast'), '[30.5, "o", "\\r\\na latecomer\\r\\nr1#"]\n');
    const { found } = await find(folder, 'latecomer');
    expect(found).toMatchObject([{ atS: 30.5, block: undefined, line: { text: 'a latecomer' } }]);
  });

  it('reads the lines around what was found', async () => {
    const folder = folderWith(0);
    const lines = Array.from({ length: 900 }, (_, at) => `line ${at}`).join('\n');
    recordingIn(folder, 0, lines);
    const { found } = await find(folder, '"line 700"');
    const read = found[0] && (await search?.read(found[0]));
    expect(read?.lines[read.at]).toBe('line 700');
    expect(read?.lines.at(-1)).toBe('line 899');
    expect(read?.isCut).toEqual({ before: true, behind: false });
  });

  it('searches the sessions of a large recording apart', async () => {
    const folder = folderWith(0);
    makeBigRecording({ folder, megabytes: 40, sessions: 3, needle: 'needle in it' });
    const { found, of, searched } = await find(folder, 'needle');
    expect(found.map(({ session }) => session)).toEqual(['r3']);
    expect({ of, searched }).toEqual({ of: 1, searched: 1 });
  });

  it('says nothing of recordings where there is no folder', async () => {
    expect(await find('/nowhere/at/all', 'x')).toMatchObject({ found: [], of: 0, status: 'done' });
  });
});

function folderWith(count: number, answer = 'same'): string {
  home = makeTempHome();
  const folder = join(home.path, 'recordings');
  mkdirSync(folder);
  for (let at = 0; at < count; at++) recordingIn(folder, at, answer);
  return folder;
}

function recordingIn(folder: string, at: number, answer: string): MadeRecording {
  const steps = [
    [0, 'r1#'],
    [10, { command: `show ${at}`, answer }],
  ] as const;
  return makeRecording({
    folder,
    startedAtMs: STARTED_AT_MS + at * 3_600_000,
    sessions: [{ name: 'r1', steps }],
  });
}

function opened(folder: string): RecordingsSearch {
  search ??= new RecordingsSearch({ folder });
  return search;
}

async function find(folder: string, text: string, most = 100): Promise<SearchProgress> {
  await search?.close();
  search = new RecordingsSearch({ folder });
  return await search.search(readSearchQuery(text, STARTED_AT_MS).query, most);
}
