import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logServices } from '../../src/app/program-services/logs.ts';
import { recordServices } from '../../src/app/program-services/records.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { ConfigResult } from '../../src/core/config-result.ts';
import { ShowrunError } from '../../src/core/errors.ts';
import { packageFolder } from '../../src/core/package-folder.ts';
import { readLogName } from '../../src/journal/log/log-name.ts';
import { Logs } from '../../src/journal/log/logs.ts';
import { isMagic, wordsOf } from '../../src/repl/kernel/magic.ts';
import type { HostAnswer, OperateRequest } from '../../src/repl/link/backend.ts';
import type { HostFact } from '../../src/repl/link/host-requests.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import type { ProgramServices } from '../../src/repl/link/program-requests.ts';
import type { SettingFact } from '../../src/repl/link/setting-requests.ts';
import { cellsOfFile } from '../../src/repl/record/cell-file.ts';
import { Records } from '../../src/repl/record/records.ts';
import { FakeDisk } from '../helpers/fake-append-only.ts';
import { testHost } from '../helpers/test-host.ts';

// The magics in the real kernel process, over a program that answers from memory.

const MAGICS = readdirSync(join(packageFolder(), 'src/repl/magics')).map((file) =>
  file.replace(/\.ts$/, ''),
);
const HOSTS = [
  { name: 'r1', groups: ['core'], platform: 'cisco_ios', address: '10.0.0.1' },
  { name: 'r2', groups: ['core'], platform: 'cisco_ios', address: '10.0.0.2' },
  { name: 'sw1', groups: ['access'], platform: 'cisco_nxos', address: '10.0.0.3' },
];

describe('every magic of ours', () => {
  it.each(MAGICS)('%s says how it is used, what for, and shows it', async (name) => {
    const file = pathToFileURL(join(packageFolder(), 'dist/magics', `${name}.js`)).href;
    const { default: magic }: { default?: unknown } = await import(file);
    if (!isMagic(magic)) throw new Error(`${name} is no magic`);
    expect(magic.usage).toMatch(new RegExp(`^%%?${name}(?:\\s|$)`));
    expect(magic.summary).toMatch(/\S/);
    expect(magic.summary.length).toBeLessThan(100);
    expect(magic.examples.length).toBeGreaterThan(0);
    for (const example of magic.examples) {
      expect(example).toMatch(new RegExp(`(?:^|= )%%?${name}(?:\\s|$)`));
      const [, args = ''] = /%%?[\w-]+\s?(.*)/.exec(example) ?? [];
      expect(wordsOf(args).every((word) => word !== '')).toBe(true);
    }
  });
});

describe('magics about hosts', () => {
  it('%hosts has a table of them, and of those that are not open', async () => {
    const { said } = start();
    expect(await said('hosts')).toMatch(
      /^name .*\nr1 .*open\s+privileged.*\n.*\nedge .*not open$/s,
    );
    expect(await said('hosts', 'core')).not.toContain('edge');
  });

  it('%use makes a selector the one that is asked, and shows it', async () => {
    const { said, asked } = start();
    expect(await said('use', 'core')).toBe('core: r1, r2');
    expect(await said('use', '@r1,sw1')).toBe('@r1,sw1: r1, sw1');
    expect(await said('use', '')).toBe('@r1,sw1: r1, sw1');
    expect(await said('use', 'all')).toBe('all: r1, r2, sw1');
    expect(asked('show-targets')).toEqual([{ text: 'core' }, { text: '@r1,sw1' }, { text: '' }]);
  });

  it('%use refuses what names nobody, says how it is meant, and changes nothing', async () => {
    const { said, asked } = start();
    await said('use', 'r1');
    expect(await said('use', 'nobody')).toMatch(
      /^nothing matches 'nobody' that is open: .* usage: %use \[SELECTOR\] · e\.g\. %use core/,
    );
    expect(await said('use', '')).toBe('r1: r1');
    expect(asked('show-targets')).toHaveLength(1);
  });

  it('%open gives the words to the program, and shows how it went', async () => {
    const { said, asked } = start();
    expect(await said('open', "edge 'admin@192.0.2.7' --again")).toMatch(/edge .*open/);
    expect(asked('open')).toEqual([{ targets: ['edge', 'admin@192.0.2.7'], again: true }]);
    expect(await said('open', '')).toMatch(/^no host was named · usage: %open/);
    expect(await said('open', 'x --agian')).toMatch(/did you mean --again\?/);
  });

  it('%close closes one at once, asks before several, and closes nothing without a yes', async () => {
    const { said, asked, answer } = start();
    expect(await said('close', 'r1')).toBe('closed r1');
    expect(asked('confirm')).toEqual([]);
    answer.confirm = false;
    expect(await said('close', 'core')).toBe('nothing was closed');
    expect(asked('confirm')).toMatchObject([{ title: 'Close 2 sessions?' }]);
    expect(await said('close', 'core --yes')).toBe('closed r1, r2');
    answer.confirm = true;
    expect(await said('close', 'r1 sw1')).toBe('closed r1, sw1');
    expect(asked('close')).toEqual([
      { names: ['r1'] },
      { names: ['r1', 'r2'] },
      { names: ['r1', 'sw1'] },
    ]);
    expect(await said('close', 'edge')).toMatch(/^none of edge is open/);
  });

  it('%doctor looks at this machine and at its own process, or at one connection', async () => {
    const { said, asked } = start();
    expect(await said('doctor')).toMatch(
      /clock +ok +right\nkernel +ok +\d+ MB of \d+ MB in use\nagent +bad +none/,
    );
    expect(await said('doctor', 'r1')).not.toContain('kernel');
    expect(asked('doctor')).toEqual([{}, { host: 'r1' }]);
  });
});

describe('magics about names and settings', () => {
  it('%who has the names that cells have made, and no others', async () => {
    const { said, run } = start();
    expect(await said('who')).toBe('no names yet: x = @all show version makes one');
    await run('let count = 3; function twice(n) { return 2 * n }; text = "a\\nb"');
    await run(
      'Object.defineProperty(globalThis, "trap", { get() { throw new Error("ran") }, configurable: true })',
    );
    const shown = await said('who');
    expect(shown).toMatch(/^name +type +value\n/);
    expect(shown).toMatch(/\ncount +number +3\n/);
    expect(shown).toMatch(/\ntwice +function/);
    expect(shown).toMatch(/\ntext +string +'a\\nb'/);
    expect(shown).not.toMatch(/\b(r1|In|Out|print|ran)\b/);
    expect(await said('who', 'count')).toMatch(/^name.*\ncount +number +3$/s);
    expect(await said('who', 'nothing')).toMatch(/^you have made no name 'nothing'/);
  });

  it('%reset forgets them after a yes; hosts come back, inputs stay', async () => {
    const { said, run, answer } = start();
    await run('x = 1; r1 = "mine"; print = 5; 7');
    answer.confirm = false;
    expect(await said('reset')).toBe('nothing was forgotten');
    expect(await run('x')).toBe('1');
    expect(await said('reset', '-f')).toBe('gone: r1, x');
    expect(await run('typeof x')).toMatch(/undefined/);
    expect(await run('r1.name')).toMatch(/r1/);
    expect(await run('typeof print')).toMatch(/function/);
    expect(await run('In[1]')).toContain('x = 1');
    expect(await run('1 in Out')).toBe('false');
  });

  it('%set shows the settings, sets one, and passes on what the program says of a wrong one', async () => {
    const { said, asked } = start();
    expect(await said('set')).toMatch(/\neditor +emacs +emacs vi +the keys of the REPL/);
    expect(await said('set', 'editor vi')).toBe('editor is vi');
    expect(await said('set', 'editor default')).toBe('editor is emacs');
    expect(await said('set', 'editr vi')).toBe("there is no setting 'editr': did you mean editor?");
    expect(asked('set')).toMatchObject([
      { name: 'editor', value: 'vi' },
      { name: 'editor', value: undefined },
      { name: 'editr' },
    ]);
  });

  it('%theme shows the themes, and switches', async () => {
    const { said, asked } = start();
    expect(await said('theme')).toBe('ansi, dark (now)');
    expect(await said('theme', 'ansi')).toBe('the theme is ansi');
    expect(asked('set')).toEqual([{ name: 'theme', value: 'ansi' }]);
  });
});

describe('%%config', () => {
  const BODY = 'interface Loopback9\n! why\n description x\n';

  it('shows what would be sent to whom, asks, and then tells all at once', async () => {
    const { run, asked, told } = start();
    const shown = await run(`%%config core --save\n${BODY}`);
    expect(shown).toMatch(/^1 {2}interface Loopback9\n2 {2}! why\n3 {3}description x\n\nhost /);
    expect(shown).toMatch(/\nr1 .* 2 +comments: 2 +count at once\n/);
    expect(asked('config-preview')).toEqual([
      {
        ...{ names: ['r1', 'r2'], lines: ['interface Loopback9', '! why', ' description x'] },
        ...{ mode: undefined, commits: false, saves: true },
      },
    ]);
    expect(asked('confirm')).toMatchObject([
      { title: 'Push 3 lines to 2 hosts?', yes: 'sends them' },
    ]);
    expect(told).toMatchObject([
      {
        hosts: ['r1', 'r2'],
        operation: {
          ...{ kind: 'config', lines: ['interface Loopback9', '! why', ' description x'] },
          keep: { save: true, commit: undefined },
        },
      },
    ]);
    expect(shown).toMatch(/host +outcome +sent +total +state +refusal\nr1 +ok +2 +2 +running/);
    expect(shown).toMatch(/\nr2 +refused +1 +2 +running +line 3 'description x': % Invalid input/);
  });

  it('sends nothing without a yes, and nothing in a dry run', async () => {
    const { run, told, answer, asked } = start();
    answer.confirm = false;
    expect(await run(`%%config r1\n${BODY}`)).toMatch(/\nnothing was sent$/);
    expect(await run(`%%config r1 --dry-run --yes\n${BODY}`)).toMatch(/\nnothing was sent$/);
    expect(asked('confirm')).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('does not ask where the yes is among the words, and passes on how', async () => {
    const { run, told, asked } = start();
    await run(
      `%%config r1,sw1 --yes --comment "ticket 7" --confirmed 5 --mode private --serial 1\n${BODY}`,
    );
    expect(asked('confirm')).toEqual([]);
    expect(told).toMatchObject([
      {
        ...{ hosts: ['r1', 'sw1'], serial: 1, stopOnFailure: 'any' },
        operation: {
          mode: 'private',
          keep: { save: false, commit: { comment: 'ticket 7', confirmed: 5 } },
        },
      },
    ]);
  });

  it('tells nobody anything where one of them cannot be told it', async () => {
    const { run, told, asked } = start();
    const shown = await run(`%%config all --yes\n${BODY}`);
    expect(shown).toMatch(/nothing was sent: sw1 takes lines with a commit only: --commit/);
    expect(asked('confirm')).toEqual([]);
    expect(told).toEqual([]);
  });

  it('goes to the current targets where no host is named, and refuses what it does not know', async () => {
    const { run, said, told } = start();
    expect(await run(`%%config --yes\n${BODY}`)).toMatch(/^no host was named · usage: %%config/);
    expect(told).toEqual([]);
    await said('use', 'r2');
    await run(`%%config --yes\n${BODY}`);
    expect(told).toMatchObject([{ hosts: ['r2'] }]);
    expect(await run(`%%config r1 --yse\n${BODY}`)).toMatch(/did you mean --yes\?/);
    expect(await run(`%%config r1 --serial x --yes\n${BODY}`)).toMatch(/--serial wants a number/);
    expect(await run('%%config r1 --yes\n \n')).toMatch(/there are no lines below it/);
    expect(told).toHaveLength(1);
  });
});

describe('cells kept in files', () => {
  it('%log puts cells with their answers behind what a file has, as clean text without secrets', async () => {
    const { said, run, base } = start();
    const file = join(base, 'change.log');
    writeFileSync(file, 'before\n');
    expect(await said('log')).toBe('there is no log of cells; %log hosts has those of the hosts');
    expect(await said('log', `start ${file}`)).toMatch(new RegExp(`go to ${file}, secrets hidden`));
    expect(await said('log', 'start other.log')).toMatch(/there is a log already: .*%log stop/);
    await run('print("\\u001b[31mred\\u001b[0m \\u001b]0;x\\u0007"); [1,\n2]');
    await run('@r1 enable secret hunter2');
    await run('nothing()');
    expect(await said('log', 'state')).toBe(`${file}: 3 cells so far`);
    expect(await said('log', 'stop')).toBe(`${file}: 3 cells`);
    await run('"not any more"');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(
      /^before\n# \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d · \d+ ms\nIn \[\d+\]: print/,
    );
    expect(text).toMatch(/\n +\.\.\.: 2\]\nred ␛\]0;x␇\nOut\[\d+\]: \[ 1, 2 \]\n\n#/);
    expect(text).toContain('ReferenceError: nothing is not defined');
    expect(text).not.toMatch(/hunter2|not any more|\u001b/);
  });

  it('%log makes a file for the person alone, and says where it cannot', async () => {
    const { said, base } = start();
    await said('log', `start '${base}/new folder/x.log'`);
    expect(statSync(join(base, 'new folder/x.log')).mode & 0o777).toBe(0o600);
    expect(await said('log', 'stop')).toMatch(/0 cells/);
    expect(await said('log', `start ${base}`)).toMatch(/^cannot write .* \(EISDIR\)/);
    expect(await said('log', 'begin')).toMatch(/'begin' is none of on, off, hosts, start/);
  });

  it('%log begins and ends the logs of hosts, also of those that are not open yet', async () => {
    const { said, logs } = start();
    const host = testHost({ name: 'r1' });
    logs.tapFor({ name: 'r1', host });
    expect(await said('log', 'hosts')).toMatch(
      /^session +log +lines +file\nr1 +on +1 +\/logs\/r1\.log$/,
    );
    expect(await said('log', 'off r1')).toBe('r1: logged no longer');
    expect(logs.of('r1')?.isOn).toBe(false);
    expect(await said('log', 'on')).toBe('all sessions: logged\nr1: /logs/r1.log');
    expect(await said('log', 'off edge')).toBe('edge: logged no longer');
    expect(logs.tapFor({ name: 'edge', host }).isOn).toBe(false);
    expect(await said('log', 'off')).toBe('all sessions: logged no longer');
    expect(logs.tapFor({ name: 'sw1', host }).isOn).toBe(false);
    expect(await said('log', 'off nobody')).toMatch(/nobody/);
  });

  it('%record keeps cells as a file that runs, failed ones and notes as comments', async () => {
    const { said, run, base } = start();
    const file = join(base, 'records', 'upgrade.ts');
    expect(await said('record', 'start upgrade')).toBe(`cells go to ${file} until %record stop`);
    await run('x = 20');
    await run('nothing()');
    await run('%%note\nall well\n// %%\nso far');
    await run('%%js\nx += 1');
    expect(await said('record', 'stop')).toBe(`4 cells: %run ${file}`);
    const cells = cellsOfFile(readFileSync(file, 'utf8')).map((cell) => cell.trim());
    expect(cells).toEqual(['x = 20', '%%js\nx += 1']);
    expect(readFileSync(file, 'utf8')).toMatch(/ms · failed\n\/\/ nothing\(\)\n/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await said('record', 'start upgrade')).toMatch(/upgrade-2\.ts/);
    await said('record', 'stop');
    expect(await said('record', 'start ../x')).toMatch(/no name for a recording/);
  });

  it('%snippet keeps inputs under a name, lists them, and runs them', async () => {
    const { said, run } = start();
    await run('y = 3');
    await run('y * 2');
    expect(await said('snippet', 'double 1-2')).toMatch(/snippets\/double\.ts$/);
    expect(await said('snippet', 'double 1')).toMatch(/is there: -f writes over it/);
    await run('y = 50');
    expect(await said('snippet', 'run double')).toBe('3\n6');
    expect(await said('snippet')).toMatch(/^name +cells +begins\ndouble +2 +y = 3$/m);
    expect(await said('snippet', 'run doubel')).toMatch(/did you mean double\?/);
    expect(await said('snippet', 'x 900')).toMatch(/no input is named 900/);
    expect(await said('snippet', '../x 1')).toMatch(/is no name/);
  });

  it('%snippet hides secrets, and says so', async () => {
    const { said, run, base } = start();
    await run('@r1 enable secret hunter2');
    expect(await said('snippet', 'login 1')).toMatch(/secrets are hidden/);
    expect(await said('snippet', 'run login')).toMatch(/has ‹secret› where one was hidden/);
    expect(readFileSync(join(base, 'snippets/login.ts'), 'utf8')).not.toContain('hunter2');
  });
});

describe('%%js and %%note', () => {
  it('%%js takes its lines for code and nothing else, with the places of its errors', async () => {
    const { run } = start();
    expect(await run('%%js\nlet rest = 17\n%5\nrest')).toBe('2');
    expect(await run('rest')).toBe('2');
    expect(await run('%%js\nconst n: number = await Promise.resolve(4); n')).toBe('4');
    expect(await run('%%js\nlet q = 1')).toBe('');
    expect(await run('%%js\n1\nnothing()')).toMatch(
      /nothing is not defined[\s\S]*In\[\d+\]\+?:3:1/,
    );
    expect(await run('%%js\n@r1 show clock')).toMatch(/SyntaxError/);
  });

  it('%%note keeps words that nothing is made of', async () => {
    const { run } = start();
    expect(await run('%%note\n@r1 reload ${x}')).toBe('noted in the recording');
    expect(await run('In[1]')).toContain('@r1 reload');
    expect(await run('%%note\n \n')).toMatch(/there are no words in it/);
  });

  it('%note puts words into the logs and the recording of the run', async () => {
    const { run, logs, notes } = start();
    logs.tapFor({ name: 'r1', host: testHost({ name: 'r1' }) });
    expect(await run('%note r2 is drained')).toBe('noted in 1 log and the recording');
    expect(notes).toEqual(['r2 is drained']);
    expect(await run('%note')).toMatch(/there are no words in it/);
  });
});

describe('help on magics', () => {
  it('lists all of them with what they are for, and tells how one is used', async () => {
    const { said } = start();
    const list = await said('help');
    for (const name of MAGICS) expect(list).toContain(`\n%${name} `);
    expect(await said('help', '%use')).toMatch(/^%use \[SELECTOR\]\n.*\ne\.g\. +%use core\n/s);
    expect(await said('help', 'ues')).toMatch(/there is no %ues: did you mean %use\?/);
  });

  it('names the nearest where there is no such magic', async () => {
    const { said } = start();
    expect(await said('hsots')).toBe('there is no %hsots: did you mean %hosts?');
  });

  it('completes names with what they are for, and arguments', async () => {
    const { complete } = start();
    expect(await complete('%ho')).toContainEqual(
      expect.objectContaining({ label: 'hosts', detail: expect.stringContaining('hosts') }),
    );
    expect(await complete('x = %ho')).toContainEqual(expect.objectContaining({ label: 'hosts' }));
    expect(labels(await complete('%use co'))).toEqual(['core']);
    expect(labels(await complete('%use r1,'))).toEqual(['r1,r2', 'r1,sw1', 'r1,core', 'r1,access']);
    expect(labels(await complete('%open '))).toContain('edge');
    expect(labels(await complete('%set ed'))).toEqual(['editor']);
    expect(labels(await complete('%set editor '))).toEqual(['emacs', 'vi', 'default']);
    expect(labels(await complete('%theme a'))).toEqual(['ansi']);
  });
});

describe('magics of a person’s own', () => {
  it('are used like ours, in JavaScript and TypeScript, and read again when their file changes', async () => {
    const { said, own } = start();
    own('greet.js', magic('`hello ${words.join("+")} of ${world.fleet.hosts.length}`'), 1);
    own('typed.ts', magic('(words as readonly string[]).length satisfies number'), 1);
    expect(await said('greet', "a 'b c'")).toBe("'hello a+b c of 3'");
    expect(await said('typed', 'a b')).toBe('2');
    own('greet.js', magic('"bye"'), 2);
    expect(await said('greet')).toBe("'bye'");
  });

  it('win over ours, and are listed with where they are from', async () => {
    const { said, own, folder } = start();
    own('ls.js', magic('"mine"'), 1);
    expect(await said('ls')).toBe("'mine'");
    expect(await said('help')).toMatch(new RegExp(`%ls +does something \\(${folder}`));
  });

  it('that are broken are one clear line, and stop nothing', async () => {
    const { said, own, run, folder } = start();
    own('broken.js', 'export default {\n  usage: "%broken\n};', 1);
    own('empty.ts', 'export const x = 1;', 1);
    own('throws.js', 'throw new Error("no\\nway")', 1);
    expect(await said('broken')).toMatch(
      new RegExp(`^${folder}/broken\\.js:2: SyntaxError: Unterminated string constant$`),
    );
    expect(await said('empty')).toMatch(/empty\.ts is no magic: export default/);
    expect(await said('throws')).toMatch(/throws\.js: Error: no$/);
    expect(await said('help')).toMatch(/%broken +broken: /);
    expect(await said('doctor')).toMatch(/%broken +bad +.*SyntaxError/);
    expect(await run('1 + 1')).toBe('2');
  });
});

function magic(gives: string): string {
  return `export default { usage: '%x', summary: 'does something', examples: ['%x'], run({ words }, world) { return ${gives}; } };`;
}

function labels(items: readonly { readonly label: string }[]): readonly string[] {
  return items.map(({ label }) => label);
}

function start() {
  const base = mkdtempSync(join(tmpdir(), 'showrun-magics-'));
  const folder = join(base, 'magics');
  mkdirSync(folder);
  const answer = { confirm: true };
  const all: { readonly name: string; readonly given: unknown }[] = [];
  const services = Object.fromEntries(
    Object.entries(fakeProgram(answer)).map(([name, service]) => [
      name,
      async (given: unknown, signal: AbortSignal) => {
        all.push({ name, given });
        return await service(given, signal);
      },
    ]),
  ) as ProgramServices;
  const told: OperateRequest[] = [];
  const records = new Records({
    folder: join(base, 'records'),
    nowMs: Date.now,
    onProblem: (line) => {
      throw new Error(line);
    },
  });
  const logs = new Logs({
    name: readLogName('%S.log', { folder: '/logs', home: '/home/ann' }),
    ...{ run: 'test', clock: systemClock, begins: 'on', times: 'on', open: new FakeDisk().open },
    onProblem: () => undefined,
  });
  const notes: string[] = [];
  const writeNote = (text: string) => {
    notes.push(text);
    return { logs: logs.note(text), isRecorded: true };
  };
  const kernel = new Kernel({
    backend: {
      hosts: () => HOSTS,
      run: async () => [],
      operate: async (request) => {
        told.push(request);
        return request.hosts.map(pushed);
      },
    },
    services: {
      ...services,
      ...recordServices(records),
      ...logServices(() => ({ logs, writeNote })),
    },
    folders: { config: base, data: base },
    env: {},
  });
  records.follow(kernel.events);
  onTestFinished(async () => {
    await kernel.close();
    await records.close();
    await logs.close();
    await rm(base, { recursive: true });
  });
  let printed = '';
  kernel.events.on((event) => {
    if (event.type === 'printed') printed += event.text;
  });
  const run = async (source: string): Promise<string> => {
    printed = '';
    const outcome = await kernel.evaluate(source, { widthCols: 200 });
    const text = 'text' in outcome ? outcome.text : '';
    return `${printed}${text}`.replace(/\u001b\[[\d;]*m/g, '').trimEnd();
  };
  return {
    logs,
    notes,
    base,
    folder,
    answer,
    told,
    run,
    said: (name: string, args = '') => run(`%${name} ${args}`),
    asked: (name: string) => all.filter((one) => one.name === name).map(({ given }) => given),
    complete: async (text: string) => {
      await run('1');
      return (await kernel.complete(text, text.length)).items;
    },
    /** Writes a file of the person's; `atS` tells one change from another. */
    own: (name: string, text: string, atS: number) => {
      writeFileSync(join(folder, name), text);
      utimesSync(join(folder, name), atS, atS);
    },
  };
}

/** r2 takes no description. */
function pushed(host: string): HostAnswer {
  const isRefused = host === 'r2';
  const words = '         ^\n% Invalid input';
  const refusal = { line: ' description x', number: 3, words, prompt: 'r2(config-if)#' };
  const result: ConfigResult = {
    ...{ host, platform: 'cisco_ios', command: 'config', text: '', mode: 'privileged' },
    ...{ startedAtMs: 0, elapsedMs: 1, table: undefined, total: 2, state: 'running' },
    ...{ outcome: isRefused ? 'refused' : 'ok', sent: isRefused ? 1 : 2 },
    refusal: isRefused ? refusal : undefined,
  };
  return { status: 'done', result };
}

const FACTS: readonly HostFact[] = [
  ...HOSTS.map((host) => ({ ...host, state: 'open', mode: 'privileged', sinceMs: 0 })),
  {
    ...{ name: 'edge', groups: ['far'], platform: 'auto', address: '10.0.0.9' },
    ...{ state: 'not open', mode: '', sinceMs: undefined },
  },
];

const EDITOR: SettingFact = {
  ...{ name: 'editor', value: 'emacs', defaultValue: 'emacs', values: ['emacs', 'vi'] },
  ...{ summary: 'the keys of the REPL', applies: 'at once' },
};

function fakeProgram(answer: { readonly confirm: boolean }): ProgramServices {
  return {
    confirm: async () => answer.confirm,
    hosts: async (asked) => {
      const { selector = '' }: { selector?: string } = Object(asked);
      const words = selector.split(',').filter((word) => word !== '');
      const isMeant = ({ name, groups }: HostFact) =>
        words.length === 0 || words.includes(name) || groups.some((group) => words.includes(group));
      return FACTS.filter(isMeant);
    },
    open: async (asked) =>
      Object(asked).targets.map((host: string) => ({ host, state: 'open', says: '' })),
    close: async (asked) => Object(asked).names,
    'show-targets': async () => undefined,
    settings: async () => ({ file: 'config.json', settings: [EDITOR] }),
    set: async (asked) => {
      const { name, value } = Object(asked);
      if (name === 'editor') return { ...EDITOR, value: value ?? 'emacs' };
      if (name === 'theme') return { ...EDITOR, name, value };
      const advice = 'did you mean editor?';
      throw new ShowrunError('bad-usage', `there is no setting '${name}'`, { advice });
    },
    themes: async () => ({ names: ['ansi', 'dark'], current: 'dark' }),
    'config-preview': async (asked) =>
      Object(asked).names.map((host: string) => ({
        ...{ host, platform: 'Cisco IOS', now: 'privileged', lines: 2, leftOut: [2] },
        ...{ fate: 'count at once' },
        problem:
          host === 'sw1' && Object(asked).commits === false
            ? 'takes lines with a commit only: --commit'
            : '',
      })),
    doctor: async () => [
      { what: 'agent', state: 'bad', says: 'none' },
      { what: 'clock', state: 'ok', says: 'right' },
    ],
  };
}
