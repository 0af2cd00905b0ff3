import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('the history', () => {
  it('is there again in the next run, multi-line inputs and all', async () => {
    const first = await open();
    first.add('show a');
    first.add('for (;;) {\n  日本\n}');
    await first.close();
    expect((await open()).inputs).toEqual(['show a', 'for (;;) {\n  日本\n}']);
    expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[0] ?? '')).toEqual({
      v: 1,
      at: 1_234,
      text: 'show a',
    });
    expect(problems).toEqual([]);
  });

  it('can be read by its owner only, even if it could be read by others before', async () => {
    const history = await open();
    history.add('a');
    await history.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(home.path, 'data')).mode & 0o777).toBe(0o700);
    chmodSync(path, 0o644);
    await open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is shared by two runs at once', async () => {
    const [one, other] = [await open(), await open()];
    for (let i = 0; i < 20; i++) {
      one.add(`one ${i}`);
      other.add(`other ${i}`);
    }
    await Promise.all([one.close(), other.close()]);
    expect((await open()).inputs).toHaveLength(40);
  });

  it('keeps neither secrets nor blanks nor the same input twice in a row', async () => {
    const history = await open();
    for (const input of ['a', 'a', ' ', "const password = 'hunter2'", 'b', 'a']) history.add(input);
    await history.close();
    expect(history.inputs).toEqual(['a', 'b', 'a']);
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
  });

  it('survives torn and foreign lines and never joins one', async () => {
    const damaged =
      '{"v":1,"at":1,"text":"kept"}\nrubbish\n[]\nnull\n{"v":1,"text":5}\n\n{"v":1,"at":1,"te';
    put(damaged);
    const history = await open();
    expect(history.inputs).toEqual(['kept']);
    expect(problems).toEqual([
      `4 lines of history.jsonl cannot be read; the file as it was is kept as ${path}.damaged`,
    ]);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(damaged);
    expect(statSync(`${path}.damaged`).mode & 0o777).toBe(0o600);
    history.add('new');
    await history.close();
    expect((await open()).inputs).toEqual(['kept', 'new']);
    expect(problems).toHaveLength(1);
  });

  it('says nothing of a last line that a killed run left unfinished', async () => {
    put('{"v":1,"at":1,"text":"kept"}\n{"v":1,"at":1,"te');
    expect((await open()).inputs).toEqual(['kept']);
    expect(problems).toEqual([]);
  });

  it('does not wait for anybody when a pipe or a folder stands in its place', async () => {
    mkdirSync(join(home.path, 'data'), { recursive: true });
    execFileSync('mkfifo', [path]);
    const history = await open();
    history.add('a');
    await history.close();
    expect(history.inputs).toEqual(['a']);
    expect(problems).toEqual([`the REPL's history is kept in memory only: ${path} is not a file`]);
  });

  it('gives the last ten thousand of very many', async () => {
    const lines = Array.from({ length: 10_050 }, (_, i) => JSON.stringify({ text: `input ${i}` }));
    put(`${lines.join('\n')}\n`);
    const { inputs } = await open();
    expect(inputs).toHaveLength(10_000);
    expect(inputs.at(-1)).toBe('input 10049');
  });

  it('reads only the end of a huge file', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(1_000_000) });
    put(`${Array(20).fill(long).join('\n')}\n${JSON.stringify({ text: 'last' })}\n`);
    const { inputs } = await open();
    expect(inputs.length).toBeLessThan(20);
    expect(inputs.at(-1)).toBe('last');
  });

  it('works in memory and says so once when its file cannot be written', async () => {
    put('x');
    path = join(path, 'below-a-file', 'history.jsonl');
    const history = await open();
    history.add('a');
    history.add('b');
    await history.close();
    expect(history.inputs).toEqual(['a', 'b']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^the REPL's history is kept in memory only: /);
  });
});
