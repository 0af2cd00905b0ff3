import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEnd } from '../../../../src/repl/history/entry.ts';
import { type History, openHistory } from '../../../../src/repl/history/history.ts';
import { makeTempHome, type TempHome } from '../../../helpers/temp-home.ts';

let home: TempHome;
let path: string;
let problems: string[];

beforeEach(() => {
  home = makeTempHome();
  path = join(home.path, 'data', 'history.jsonl');
  problems = [];
});
afterEach(() => home.remove());

function open(): Promise<History> {
  return openHistory({ path, onProblem: (line) => problems.push(line), nowMs: () => 1_234 });
}

function put(text: string): void {
  mkdirSync(join(home.path, 'data'), { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
}

function texts(history: History): string[] {
  return history.entries.map(({ text }) => text);
}

const DONE: HistoryEnd = { outcome: 'done', hosts: ['r1', 'r2'], elapsedMs: 12.4 };

describe('the history', () => {
  it('is there again in the next run, with what became of each input', async () => {
    const first = await open();
    first.begin('show a', 1);
    const id = first.begin('for (;;) {\n  日本\n}', 2);
    first.end(id, 2, DONE);
    await first.close();
    const second = await open();
    expect(second.inputs).toEqual(['show a', 'for (;;) {\n  日本\n}']);
    expect(second.entries).toMatchObject([
      { run: first.run, number: 1, atMs: 1_234, text: 'show a', end: undefined },
      { number: 2, end: { outcome: 'done', hosts: ['r1', 'r2'], elapsedMs: 12 } },
    ]);
    expect(readFileSync(path, 'utf8').split('\n').map(parsed)).toEqual([
      { v: 2, id: `${first.run}.1`, run: first.run, n: 1, at: 1_234, text: 'show a' },
      expect.objectContaining({ id, n: 2 }),
      { v: 2, id, n: 2, outcome: 'done', hosts: ['r1', 'r2'], ms: 12 },
      undefined,
    ]);
    expect(problems).toEqual([]);
  });

  it('reads the lines of version 1', async () => {
    put('{"v":1,"at":5,"text":"old"}\n{"v":1,"at":6,"text":"older"}\n');
    const history = await open();
    expect(history.entries).toMatchObject([
      { run: '', number: undefined, atMs: 5, text: 'old', end: undefined },
      { text: 'older' },
    ]);
    expect(new Set(history.entries.map(({ id }) => id)).size).toBe(2);
  });

  it('takes an input back that the person goes on typing, and numbers it as it ran', async () => {
    const history = await open();
    history.withdraw(history.begin('interface A {', 1));
    history.end(history.begin('interface A {\n}', 7), 1, DONE);
    history.end(history.begin('never ran', 2), 0, { ...DONE, outcome: 'interrupted' });
    await history.close();
    for (const one of [history, await open()]) {
      expect(one.entries).toMatchObject([
        { text: 'interface A {\n}', number: 1 },
        { text: 'never ran', number: undefined },
      ]);
      expect(one.inputs).toEqual(['interface A {\n}', 'never ran']);
    }
  });

  it('can be read by its owner only, even if it could be read by others before', async () => {
    const history = await open();
    history.begin('a', 1);
    await history.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(home.path, 'data')).mode & 0o777).toBe(0o700);
    chmodSync(path, 0o644);
    await open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes no secret down, and still brings it back while the run lasts', async () => {
    const history = await open();
    for (const input of ['a', ' ', "const password = 'hunter2'", 'b']) history.begin(input, 1);
    await history.close();
    expect(history.inputs).toEqual(['a', "const password = 'hunter2'", 'b']);
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
    const hidden = ['a', "const password = '‹secret›'", 'b'];
    expect(texts(history)).toEqual(hidden);
    expect((await open()).inputs).toEqual(hidden);
  });

  it('goes back through an input once that was repeated at once', async () => {
    const history = await open();
    for (const input of ['a', 'a', 'b', 'a']) history.begin(input, 1);
    await history.close();
    expect(history.inputs).toEqual(['a', 'b', 'a']);
    expect((await open()).entries).toHaveLength(4);
  });
});

describe('a history that is not to be kept', () => {
  it('is there for going up, and leaves nothing in the file', async () => {
    let keeps: 'on' | 'off' = 'off';
    const history = await openHistory({
      ...{ path, onProblem: (line) => problems.push(line), nowMs: () => 1_234 },
      keeps: () => keeps,
    });
    history.begin('not kept', 1);
    keeps = 'on';
    history.begin('kept', 2);
    await history.close();
    expect(history.inputs).toEqual(['not kept', 'kept']);
    expect(readFileSync(path, 'utf8')).not.toContain('not kept');
    expect(readFileSync(path, 'utf8')).toContain('kept');
  });
});

describe('the history of several windows', () => {
  it('shows the inputs of the others before its own, once it has looked', async () => {
    const [one, other] = [await open(), await open()];
    one.begin('mine 1', 1);
    other.end(other.begin('theirs', 1), 1, DONE);
    one.begin('mine 2', 2);
    await Promise.all([one.close(), other.close()]);
    expect(one.inputs).toEqual(['mine 1', 'mine 2']);
    await one.refresh();
    expect(one.inputs).toEqual(['theirs', 'mine 1', 'mine 2']);
    expect(one.entries).toHaveLength(3);
    expect(one.entries.find(({ text }) => text === 'theirs')?.end?.outcome).toBe('done');
    await one.refresh();
    expect(one.entries).toHaveLength(3);
  });

  it('waits for the end of a line that another is just writing', async () => {
    put('');
    const history = await open();
    appendFileSync(path, '{"v":2,"id":"x.1","run":"x","at":1,"te');
    await history.refresh();
    expect(history.entries).toEqual([]);
    appendFileSync(path, 'xt":"late"}\n');
    await history.refresh();
    expect(texts(history)).toEqual(['late']);
  });

  it('reads a file anew that was put in the place of the old one, and loses none of its own', async () => {
    const history = await open();
    history.begin('mine', 1);
    await history.close();
    writeFileSync(`${path}.new`, '{"v":1,"text":"theirs"}\n');
    renameSync(`${path}.new`, path);
    await history.refresh();
    expect(texts(history)).toEqual(['theirs', 'mine']);
  });
});

describe('a damaged history', () => {
  it('is read over, left as it is, and what is written after half a line is whole', async () => {
    const damaged =
      '{"v":1,"at":1,"text":"kept"}\nrubbish\n[]\nnull\n{"v":1,"text":5}\n\n{"v":2,"at":1,"te';
    put(damaged);
    const history = await open();
    expect(history.inputs).toEqual(['kept']);
    history.begin('new', 1);
    await history.close();
    expect((await open()).inputs).toEqual(['kept', 'new']);
    expect(readFileSync(path, 'utf8').startsWith(damaged)).toBe(true);
    expect(problems).toEqual([]);
  });

  it('is told when nothing in the file is ours', async () => {
    put('root:x:0:0\nbin:x:1:1\n');
    await open();
    expect(problems).toEqual([
      `the REPL's history is kept in memory only: ${path} holds no history`,
    ]);
  });

  it('does not wait for anybody when a pipe or a folder stands in its place', async () => {
    mkdirSync(join(home.path, 'data'), { recursive: true });
    execFileSync('mkfifo', [path]);
    const history = await open();
    expect(problems).toEqual([`the REPL's history is kept in memory only: ${path} is not a file`]);
    history.begin('a', 1);
    expect(history.inputs).toEqual(['a']);
    await history.close();
  });

  it('works in memory and says so once when its file cannot be written', async () => {
    put('{"text":"x"}\n');
    path = join(path, 'below-a-file', 'history.jsonl');
    const history = await open();
    history.begin('a', 1);
    history.begin('b', 2);
    await history.close();
    expect(history.inputs).toEqual(['a', 'b']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^the REPL's history is kept in memory only: /);
  });

  it('writes what it could not write as soon as it can', async () => {
    mkdirSync(path, { recursive: true });
    const history = await open();
    history.begin('a', 1);
    await history.close();
    renameSync(path, `${path}.folder`);
    history.begin('b', 2);
    await history.close();
    expect((await open()).inputs).toEqual(['a', 'b']);
  });
});

describe('a long history', () => {
  it('is there with its last inputs at once, and with the older ones soon after', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) =>
      [
        JSON.stringify({ v: 2, id: `x.${i}`, run: 'x', n: i, at: i, text: `input ${i} 日本` }),
        JSON.stringify({ v: 2, id: `x.${i}`, n: i, outcome: 'done', hosts: [], ms: 1 }),
      ].join('\n'),
    );
    put(`${lines.join('\n')}\n`);
    const history = await open();
    const atOnce = history.entries.length;
    expect(atOnce).toBeGreaterThan(1_000);
    expect(atOnce).toBeLessThan(5_000);
    expect(history.inputs.at(-1)).toBe('input 19999 日本');
    history.begin('meanwhile', 1);
    await history.readOlder();
    expect(history.entries).toHaveLength(20_001);
    expect(history.entries.every(({ end }, i) => i === 20_000 || end?.outcome === 'done')).toBe(
      true,
    );
    expect(history.entries[0]?.text).toBe('input 0 日本');
    expect(history.entries.at(-1)?.text).toBe('meanwhile');
    await history.close();
  });

  it('is read from its end only when it is huge, lines longer than a piece and all', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(1_000_000) });
    put(`${Array(40).fill(long).join('\n')}\n${JSON.stringify({ text: 'last' })}\n`);
    const history = await open();
    expect(history.inputs.at(-1)).toBe('last');
    await history.readOlder();
    expect(history.entries.length).toBeLessThan(30);
    expect(history.entries.length).toBeGreaterThan(20);
  });
});

function parsed(line: string): unknown {
  return line === '' ? undefined : JSON.parse(line);
}
