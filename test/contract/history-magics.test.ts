import { mkdtempSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { historyServices } from '../../src/app/program-services/history.ts';
import { type History, openHistory } from '../../src/repl/history/history.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import type { EditedText, ProgramServices } from '../../src/repl/link/program-requests.ts';
import type { Repl } from '../../src/repl/repl.ts';

// The magics about the history and about files of cells, in the real kernel, over a real history.

const MINUTE = 60_000;

async function start() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'showrun-history-')));
  let nowMs = Date.now() - 10 * MINUTE;
  const opened = (): Promise<History> =>
    openHistory({
      path: join(folder, 'history.jsonl'),
      onProblem: (line) => {
        throw new Error(line);
      },
      nowMs: () => nowMs,
    });
  const earlier = await opened();
  const inputs = ["'old one'", "token = 'hunter2'", "'old three'"];
  inputs.forEach((text, place) => {
    const id = earlier.begin(text, place + 1);
    earlier.end(id, place + 1, { outcome: 'value', hosts: ['r9'], elapsedMs: 5 });
  });
  await earlier.close();
  nowMs += 9 * MINUTE;
  const history = await opened();
  const loaded: string[] = [];
  const edited: string[] = [];
  const editing: { gives: EditedText } = { gives: { status: 'edited', text: "'edited'" } };
  const repl = { history, wallMs: () => nowMs, load: (text: string) => loaded.push(text) };
  const services: ProgramServices = {
    ...historyServices(() => repl as unknown as Repl),
    'edit-text': async (asked) => {
      edited.push(Object(asked).text);
      return editing.gives;
    },
  };
  const backend = { hosts: () => [], run: async () => [], operate: async () => [] };
  const kernel = new Kernel({ backend, services, env: {} });
  onTestFinished(async () => {
    await kernel.close();
    await history.close();
    await rm(folder, { recursive: true });
  });
  let printed = '';
  kernel.events.on((event) => {
    if (event.type === 'printed') printed += event.text;
  });
  const run = async (source: string): Promise<string> => {
    printed = '';
    const number = kernel.nextNumber;
    const id = history.begin(source, number);
    const outcome = await kernel.evaluate(source, { widthCols: 200 });
    if (outcome.status === 'incomplete') throw new Error(`${source} ends too early`);
    const ended = outcome.status === 'value' || outcome.status === 'failed';
    const became = ended ? outcome.status : 'done';
    history.end(id, number, { outcome: became, hosts: [], elapsedMs: 1 });
    const text = 'text' in outcome ? outcome.text : '';
    return `${printed}${text}`.replace(/\u001b\[[\d;]*m/g, '').trimEnd();
  };
  await run(`process.chdir(${JSON.stringify(folder)})`);
  return { folder, run, loaded, edited, editing };
}

describe('%history', () => {
  it('prints inputs with their numbers, of ranges, of an earlier run, with what they gave', async () => {
    const { run } = await start();
    await run('6 * 7');
    await run('function f() {\n  return 1\n}');
    expect(await run('%history 2-')).toBe('2: 6 * 7\n3: function f() {\n     return 1\n   }');
    expect(await run('%history -o 2')).toBe('2: 6 * 7\n42');
    expect(await run('%history -1')).toBe('5: %history -o 2');
    expect(await run('%history -n 2')).toBe('5: %history -o 2\n6: %history -1');
    expect(await run('%history -n x')).toContain('-n wants a number of inputs');
    expect(await run('%history -r -n 2')).toBe('7: %history -n 2\n8: %history -n x');
    expect(await run('%history ~1/2-3')).toBe("~1/2: token = '‹secret›'\n~1/3: 'old three'");
    expect(await run('%history -g OLD*one')).toBe("~1/1: 'old one'");
    expect(await run('%history 77')).toContain('no input is named 77');
    expect(await run('%history ~7')).toContain('the history knows no run ~7');
    expect(await run('%history x')).toContain("'x' names no cells");
  });

  it('shows no secret of this run either', async () => {
    const { run } = await start();
    await run("password = 'hunter2'");
    expect(await run('%history 2')).toBe("2: password = '‹secret›'");
  });
});

describe('inputs of a kernel that died', () => {
  it('can still be named', async () => {
    const { run } = await start();
    await run("'kept'");
    await run("password = 'hunter2'");
    await run("process.kill(process.pid, 'SIGKILL')");
    expect(await run('%history 2-3')).toBe("2: 'kept'\n3: password = '‹secret›'");
    expect(await run('%rerun 2')).toBe("── 2: 'kept'\n'kept'");
    expect(await run('%rerun 3')).toContain('has ‹secret› in it');
  });
});

describe('%search', () => {
  it('prints what Ctrl-R finds, the best last, by names that others understand', async () => {
    const { run } = await start();
    await run("'old and new'");
    const lines = (await run('%search old')).split('\n');
    expect(lines).toHaveLength(3);
    // Behind midnight it was on another day.
    expect(lines[0]).toMatch(/^~1\/1 (?:\w{3} )?\d\d:\d\d.* ✓ r9 +5ms {2}'old one'$/);
    expect(lines[2]).toMatch(/^ {3}2 .* ✓ .*'old and new'$/);
    expect(await run('%search old host:r9 -n 1')).toMatch(/1 more[^\n]*\n~1\/3 [^\n]*'old three'$/);
    expect(await run('%search qqqq')).toBe('nothing found');
    expect(await run('%search day:never')).toContain('no such filter; there are day:today');
  });
});

describe('%rerun', () => {
  it('runs inputs again in their order, and stops at the first that fails', async () => {
    const { run } = await start();
    await run('globalThis.count = 0');
    await run('++count');
    await run("throw new Error('here')");
    await run('count += 100');
    expect(await run('%rerun 3 3')).toBe('── 3: ++count\n102\n── 3: ++count\n103');
    const failed = await run('%rerun 3-5');
    expect(failed).toContain('Error: here');
    expect(failed).toContain('In[4]:1:7');
    expect(await run('count')).toBe('104');
  });

  it('runs the last input that did something, and one of an earlier run', async () => {
    const { run } = await start();
    await run("'mine'");
    await run('%history 1');
    expect(await run('%rerun')).toBe("── 2: 'mine'\n'mine'");
    expect(await run('%rerun ~1/1')).toBe("── ~1/1: 'old one'\n'old one'");
    expect(await run('%rerun ~1/2')).toMatch(/^~1\/2 has ‹secret› in it: %load ~1\/2/);
  });
});

describe('%save, %load and %run', () => {
  it('make a round trip, bodies of cells and all', async () => {
    const { run, folder, loaded } = await start();
    await run('a = 20');
    await run('// a note\nb = a + 1');
    await run('%history 1');
    expect(await run('%save 2 other')).toBe(`1 input in ${folder}/other.ts`);
    expect(await run('%save work')).toBe(`3 inputs in ${folder}/work.ts`);
    const text = readFileSync(join(folder, 'work.ts'), 'utf8');
    expect(text).toMatch(/^\/\/ Cells of showrun, saved .*\n\/\/ %run work\.ts/);
    expect(text).toContain('// %% In[2]\na = 20\n\n// %% In[3]\n// a note\nb = a + 1\n');
    expect(statSync(join(folder, 'work.ts')).mode & 0o777).toBe(0o600);
    await run('a = b = 0');
    expect(await run('%run work')).toBe('21');
    await run('%load work.ts');
    expect(loaded).toEqual([text.trimEnd()]);
    await run('%load 2-3');
    expect(loaded[1]).toBe('a = 20\n// a note\nb = a + 1');
  });

  it('never writes over a file unless told, and hides secrets', async () => {
    const { run, folder } = await start();
    writeFileSync(join(folder, 'mine.ts'), 'mine');
    await run("password = 'hunter2'");
    expect(await run('%save mine 2')).toContain('it is there already; -f writes over it');
    expect(readFileSync(join(folder, 'mine.ts'), 'utf8')).toBe('mine');
    expect(await run('%save -f mine 2')).toContain('one secret was hidden');
    expect(readFileSync(join(folder, 'mine.ts'), 'utf8')).not.toContain('hunter2');
    expect(await run('%run mine')).toMatch(/a secret was hidden here.*mine\.ts:\d+:13/);
    expect(await run('%save no/such/folder/x 2')).toContain('there is no such file');
  });

  it('gives a file its arguments, and errors in it their places', async () => {
    const { run, folder } = await start();
    writeFileSync(join(folder, 'args.ts'), 'const n: number = args.length;\n[n, ...args].join()');
    expect(await run("%run args.ts one 'two three'")).toBe("'2,one,two three'");
    expect(await run('typeof args')).toBe("'undefined'");
    writeFileSync(join(folder, 'bad.js'), 'function f() {\n  throw new Error("no")\n}\n\nf()\n');
    expect(await run('%run bad')).toMatch(/^Error: no\n +at f \(bad\.js:2:9\)\n +at bad\.js:5:1/);
    writeFileSync(join(folder, 'wrong.ts'), 'const a = 1\nconst b = )\n');
    expect(await run('%run wrong')).toContain('wrong.ts:2:11');
    writeFileSync(join(folder, 'magic.ts'), '1\n\n%history nope\n');
    expect(await run('%run magic.ts')).toMatch(
      /names no cells.*usage: %history[\s\S]*magic\.ts:3:1/,
    );
    expect(await run('%run nowhere')).toBe('nowhere: there is no such file');
    expect(await run('%run .')).toBe('.: it is a folder');
  });
});

describe('%edit', () => {
  it('puts what was made of inputs or of a function where one types', async () => {
    const { run, loaded, edited } = await start();
    await run('function f() { return 1 }');
    await run("password = 'hunter2'");
    expect(await run('%edit 2')).toBe('');
    await run('%edit f');
    await run('%edit 3');
    expect(edited).toEqual([
      'function f() { return 1 }',
      'function f() { return 1 }',
      "password = '‹secret›'",
    ]);
    expect(loaded).toEqual(["'edited'", "'edited'", "'edited'"]);
    expect(await run('%edit 2 x')).toContain('one file or one name at a time');
  });

  it('saves a file, also a new one, and leaves it when nothing was changed', async () => {
    const { run, folder, editing, edited, loaded } = await start();
    expect(await run('%edit fresh')).toContain('fresh.ts: %run fresh runs it');
    expect(readFileSync(join(folder, 'fresh.ts'), 'utf8')).toBe("'edited'");
    expect(await run('%run fresh')).toBe("'edited'");
    editing.gives = { status: 'unchanged', reason: 'vi ended with 1' };
    expect(await run('%edit fresh.ts')).toBe('vi ended with 1');
    expect(edited).toEqual(['', "'edited'"]);
    expect(loaded).toEqual([]);
  });
});
