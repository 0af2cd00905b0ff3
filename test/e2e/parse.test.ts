import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cleanEnvironment } from '../helpers/clean-environment.ts';
import { INDEX, makeIndexFolder, PORTS, TEMPLATES } from '../helpers/index-folder.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { showrunCommand } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const BRIEF = [
  'Interface                  IP-Address      OK? Method Status                Protocol',
  'GigabitEthernet0/0         10.0.12.1       YES manual up                    up      ',
  'GigabitEthernet0/1         unassigned      YES unset  administratively down down    ',
].join('\n');

let home: TempHome;
beforeEach(() => {
  home = makeTempHome();
});
afterEach(() => home.remove());

const parse = (words: readonly string[], input?: string) =>
  runShowrun(['parse', ...words], { home, ...(input === undefined ? {} : { input }) });

const IOS = ['-p', 'cisco_ios', '-c', 'sh ip int br'];

describe('showrun parse', () => {
  it('prints the table of an answer, and to stderr which template knew how many lines', async () => {
    const file = join(home.path, 'answer.txt');
    writeFileSync(file, BRIEF);
    const ran = await parse([...IOS, file]);
    expect(ran.stdout).toContain('GigabitEthernet0/0  10.0.12.1');
    expect(ran.stderr).toBe('cisco_ios/show_ip_interface_brief: 3 of 3 lines\n');
    expect(ran.code).toBe(0);
  });

  it('prints rows as JSON, CSV and Markdown from standard input', async () => {
    const json = await parse([...IOS, '-o', 'json'], BRIEF);
    expect(JSON.parse(json.stdout)).toEqual([
      { interface: 'GigabitEthernet0/0', ip_address: '10.0.12.1', status: 'up', proto: 'up' },
      {
        interface: 'GigabitEthernet0/1',
        ip_address: 'unassigned',
        status: 'administratively down',
        proto: 'down',
      },
    ]);
    expect((await parse([...IOS, '-o', 'csv', '-'], BRIEF)).stdout).toMatch(
      /^interface,ip_address,status,proto\r\nGigabitEthernet0\/0,10\.0\.12\.1,up,up\r\n/,
    );
    expect((await parse([...IOS, '-o', 'md'], BRIEF)).stdout).toMatch(/^\| interface/);
  });

  it('shows the lines left over, and in strict mode ends at the first of them', async () => {
    const text = `${BRIEF}\nwhat is \x1b[31mthis`;
    const lenient = await parse(IOS, text);
    expect(lenient.stderr).toBe(
      'cisco_ios/show_ip_interface_brief: 3 of 4 lines\n  line 4: what is ␛[31mthis\n',
    );
    const strict = await parse([...IOS, '--strict'], text);
    expect(strict).toMatchObject({ code: 1, stdout: '' });
    expect(strict.stderr).toContain('input line 4: no rule knows this line');
  });

  it('uses a template that is named, and folders with an index', async () => {
    const folder = makeIndexFolder(INDEX, TEMPLATES);
    try {
      const template = join(folder.path, 'acme_show_ports.template');
      const one = await parse(['--template', template, '-o', 'csv'], PORTS);
      expect(one.stdout).toBe('port,state\r\n1,up\r\n2,down\r\n3,up\r\n');
      const acme = ['-p', 'acme_os', '-c', 'show ports', '-o', 'csv'];
      expect((await parse([...acme, '--templates', folder.path], PORTS)).stdout).toBe(one.stdout);
      const env = { NET_TEXTFSM: folder.path };
      const words = ['parse', ...acme];
      expect((await runShowrun(words, { home, env, input: PORTS })).stdout).toBe(one.stdout);
      mkdirSync(join(home.path, '.config', 'showrun'), { recursive: true });
      const settings = JSON.stringify({ templates: folder.path });
      writeFileSync(join(home.path, '.config', 'showrun', 'config.json'), settings);
      expect((await parse(acme, PORTS)).stdout).toBe(one.stdout);
      const listed = await runShowrun(['parsers'], { home, env });
      expect(listed.stdout).toMatch(/^acme_os +show ports$/m);
    } finally {
      folder.remove();
    }
  });

  it.each([
    [[], /which command of what\?/, 2],
    [['-p', 'cisco_ios', '-c', 'show x', '/nowhere'], /\/nowhere is not there/, 2],
    [['-p', 'cisco_ios', '-c', 'show x', '/'], /\/ is a folder/, 2],
    [[...IOS, '-o', 'xml'], /-o wants one of/, 2],
    [[...IOS, '--templates', '/nowhere'], /there is no folder \/nowhere/, 2],
    [['-p', 'cisco_ios', '-c', 'show nothing'], /no template reads 'show nothing' of cisco_ios/, 1],
    [['--jsonl', '-p', 'cisco_ios'], /from each line/, 2],
  ])('says in one line what is wrong with %j', async (words, message, code) => {
    const ran = await parse(words, 'x');
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ran).toMatchObject({ code, stdout: '' });
  });

  it('says that the device refused the command', async () => {
    const ran = await parse(IOS, "% Invalid input detected at '^' marker.");
    expect(ran.stderr).toContain("the device refused 'sh ip int br'");
    expect(ran.code).toBe(1);
  });

  it('refuses binary and endless lines, or answers, within its limits', async () => {
    const binary = Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256)).toString('latin1');
    expect((await parse(IOS, binary)).code).toBe(1);
    const long = await parse(IOS, `${BRIEF}\n${'x'.repeat(5_000_000)}`);
    expect(long.stdout).toContain('GigabitEthernet0/1');
    expect(long.stderr.length).toBeLessThan(400);
  });
});

describe('showrun parse --jsonl', () => {
  it('answers each line in order, whatever is wrong with one', async () => {
    const ask = (id: unknown, command: string, text: string) =>
      JSON.stringify({ id, platform: 'cisco_ios', command, text });
    const lines = [
      ask(1, 'show ip interface brief', BRIEF),
      '{',
      ask('two', 'show nothing', 'x'),
      '[]',
      ask(3, 'show ip interface brief', ''),
    ];
    const ran = await parse(['--jsonl'], lines.join('\n'));
    const answers = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual([1, null, 'two', null, 3]);
    expect(answers[0]).toMatchObject({
      template: 'cisco_ios/show_ip_interface_brief',
      matched: 3,
      lines: 3,
      error: null,
    });
    expect(answers[0]?.['rows']).toHaveLength(2);
    expect(answers[1]?.['error']).toMatch(/^line 2: expected one JSON object/);
    expect(answers[2]).toMatchObject({ rows: [], template: null, matched: 0, lines: 0 });
    expect(answers[4]).toMatchObject({ rows: [], error: null });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('answers each line before the next one comes', async () => {
    const { command, args = [], cwd } = showrunCommand(['parse', '--jsonl']);
    const env = cleanEnvironment(home);
    const child = spawn(command, args, { ...(cwd === undefined ? {} : { cwd }), env });
    const answers = createInterface({ input: child.stdout });
    for (const id of ['first', 'second']) {
      const asked = { id, platform: 'cisco_ios', command: 'sh ip int br', text: BRIEF };
      const answer = once(answers, 'line');
      child.stdin.write(`${JSON.stringify(asked)}\n`);
      const [line] = (await answer) as [string];
      expect(JSON.parse(line)).toMatchObject({ id, matched: 3 });
    }
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('keeps the order over many lines', async () => {
    const lines = Array.from({ length: 300 }, (_, id) =>
      JSON.stringify({ id, platform: 'cisco_ios', command: 'sh ip int br', text: BRIEF }),
    );
    const ran = await parse(['--jsonl'], `${lines.join('\n')}\n`);
    const ids = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: number }).id);
    expect(ids).toEqual(lines.map((_, id) => id));
  });
});
