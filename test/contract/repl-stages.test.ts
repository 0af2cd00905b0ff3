import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/core/result.ts';
import type { Table } from '../../src/core/table/table.ts';
import { isStage, type Stage } from '../../src/repl/kernel/stage.ts';
import type { HostAnswer, KernelBackend } from '../../src/repl/link/backend.ts';
import type { CellOutcome } from '../../src/repl/link/cell-outcome.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';

// Every stage in the real kernel, over hosts whose answers are known.

const HOSTILE = '\u001b]52;c;eA==\u0007\u001b[2J\u202e\u009b31m';
const STAGES = join(import.meta.dirname, '../../src/repl/stages');
const TABLES: Readonly<Record<string, Table>> = {
  'show ip interface brief': table(
    ['interface', 'ip_address', 'status', 'proto'],
    ['GigabitEthernet0/0', '10.0.12.1', 'up', 'up'],
    ['GigabitEthernet0/1', 'unassigned', 'administratively down', 'down'],
    ['Loopback0', '1.1.1.1', 'up', 'up'],
  ),
  'show interfaces': table(
    ['interface', 'mtu', 'input_errors', 'output_errors', 'input_packets', 'input_rate'],
    ['GigabitEthernet0/0', '1500', '3', '0', '100', '1000'],
    ['GigabitEthernet0/1', '1500', '12', '1', '0', '0'],
    ['Loopback0', '1514', '0', '0', '7', '0'],
  ),
  'show hostile': table(['na\u001b[2Jme', 'b'], [HOSTILE, `=cmd|' /C calc'!A1${HOSTILE}`]),
  'show ip arp': table(
    ['address', 'mac'],
    ['10.0.12.1', 'aabb.ccdd.eeff'],
    ['10.0.12.2', 'aabb.ccdd.ee00'],
  ),
};
const TEXTS: Readonly<Record<string, string>> = {
  'show version': 'Version 15.2\nuptime is 3 days',
  'show running-config': '!\ninterface Gi0/0\n ip address 10.0.12.1\n!\nend',
  'show clock': '12:00:00 UTC',
  'show banner': HOSTILE,
};
const NAMES = ['r1', 'r2', 'dead'];
const backend: KernelBackend = {
  hosts: () =>
    NAMES.map((name) => ({ name, groups: [], platform: 'cisco_ios', address: '10.0.0.1' })),
  run: async ({ hosts, commands }) =>
    hosts.flatMap((host) => commands.map((command) => answerOf(host, command))),
  operate: async () => [],
};

function table(columns: string[], ...rows: Table['rows'][number][]): Table {
  return { columns, rows, origin: undefined };
}

function answerOf(host: string, command: string): HostAnswer {
  if (host === 'dead') {
    const error = { code: 'hung-up', message: 'dead is gone', advice: 'reconnect' };
    return { status: 'failed', host, command, error };
  }
  const isRefused = command === 'shwo';
  const result: Result = {
    host,
    platform: 'cisco_ios',
    command,
    text: isRefused ? "   ^\n% Invalid input detected at '^' marker." : (TEXTS[command] ?? 'raw'),
    outcome: isRefused ? 'refused' : 'ok',
    mode: 'privileged',
    startedAtMs: 0,
    elapsedMs: 1,
    table: TABLES[command],
  };
  return { status: 'done', result };
}

let kernel: Kernel;
let folder: string;

beforeAll(async () => {
  kernel = new Kernel({ backend });
  folder = mkdtempSync(join(tmpdir(), 'showrun-stages-'));
  await value(`process.chdir(${JSON.stringify(folder)})`);
});

afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

async function evaluate(source: string): Promise<CellOutcome> {
  return await kernel.evaluate(source);
}

/** What a cell gives, as a person reads it. */
async function value(source: string): Promise<string> {
  const outcome = await evaluate(source);
  if (outcome.status === 'value') return plain(outcome.text);
  if (outcome.status === 'failed') return `failed: ${plain(outcome.text)}`;
  return outcome.status;
}

/** The same as data. */
async function data(expression: string): Promise<unknown> {
  const outcome = await value(`JSON.stringify(await (${expression}))`);
  const text: unknown = new Function(`return ${outcome}`)();
  return JSON.parse(String(text));
}

function plain(text: string): string {
  return text.replace(/\u001b\[[\d;]*m/g, '');
}

async function stages(): Promise<(readonly [string, Stage])[]> {
  const files = (await readdir(STAGES)).sort();
  return await Promise.all(
    files.map(async (file) => {
      const module: { default?: unknown } = await import(pathToFileURL(join(STAGES, file)).href);
      if (!isStage(module.default)) throw new Error(`${file} is no stage`);
      return [file.replace('.ts', ''), module.default] as const;
    }),
  );
}

describe('every stage', () => {
  it('has examples that run', async () => {
    const wrong: string[] = [];
    for (const [name, { examples, usage, summary }] of await stages()) {
      expect(usage.startsWith(name)).toBe(true);
      expect(summary.length).toBeGreaterThan(10);
      expect(summary.length).toBeLessThanOrEqual(80);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples.filter((line) => !NEEDS_MORE.test(line))) {
        await value('before = @all show interfaces');
        await value('after = @all show ip interface brief');
        await value('before');
        await value('after');
        const said = await value(example);
        if (said.startsWith('failed')) wrong.push(`${example}\n${said}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  /** A watch goes on and on; an answer that was there before. */
  const NEEDS_MORE = /^w\b|\.last\b|watch/;
});

const BRIEF = "run('r1,r2', 'show ip interface brief')";
const INTERFACES = "run('r1,r2', 'show interfaces')";

describe('stages as methods, before the answer has arrived', () => {
  it.each([
    [`${BRIEF}.where('status == up').select('host', 'interface').rows.length`, 4],
    [`${BRIEF}.where(r => r.status === 'up').count()`, 4],
    [
      `${BRIEF}.where('interface == Gi0/1').select('ip_address as ip').rows[0]`,
      { ip: 'unassigned' },
    ],
    [
      `${BRIEF}.drop('host', 'p*', 'ip_address').unique().rows.map(r => r.interface)`,
      ['GigabitEthernet0/0', 'GigabitEthernet0/1', 'Loopback0'],
    ],
    [
      `${BRIEF}.rename({ ip_address: 'ip', status: 'state' }).columns`,
      ['host', 'interface', 'ip', 'state', 'proto'],
    ],
    [
      `${INTERFACES}.sort('-input_errors', 'host').rows.map(r => r.host + r.input_errors)`,
      ['r112', 'r212', 'r13', 'r23', 'r10', 'r20'],
    ],
    [`${INTERFACES}.sort((a, b) => a.mtu - b.mtu).rows.at(-1).interface`, 'Loopback0'],
    [`${INTERFACES}.top(2, 'input_errors').rows.map(r => r.input_errors)`, ['12', '12']],
    [`${INTERFACES}.top(1, '-input_errors').rows.map(r => r.input_errors)`, ['0']],
    [
      `${INTERFACES}.group('host', { n: 'count', errors: 'sum input_errors' }).rows`,
      [
        { host: 'r1', n: 3, errors: 15 },
        { host: 'r2', n: 3, errors: 15 },
      ],
    ],
    [
      `${INTERFACES}.group('mtu, max(input_errors), list interface as names').rows[1]`,
      { mtu: '1514', max_input_errors: '0', names: ['Loopback0', 'Loopback0'] },
    ],
    [
      `${BRIEF}.count('status').rows`,
      [
        { status: 'up', count: 4 },
        { status: 'administratively down', count: 2 },
      ],
    ],
    [`${INTERFACES}.sum('input_errors')`, 30],
    [`${INTERFACES}.sum('input_errors, mtu').rows`, [{ input_errors: 30, mtu: 9028 }]],
    [
      `${BRIEF}.join(${INTERFACES}, 'host', 'interface').where('input_errors > 3').columns`,
      [
        'host',
        'interface',
        'ip_address',
        'status',
        'proto',
        'mtu',
        'input_errors',
        'output_errors',
        'input_packets',
        'input_rate',
      ],
    ],
    [
      `${BRIEF}.join(run('r1', 'show ip arp'), 'left on ip_address = address').rows.map(r => r.mac)`,
      ['aabb.ccdd.eeff', null, null, 'aabb.ccdd.eeff', null, null],
    ],
    [`${BRIEF}.each(async r => r.interface.length).length`, 6],
    [`${BRIEF}.unique('status').each(r => r.status)`, ['up', 'administratively down']],
    [
      `run('r1', 'show running-config').grep('-A 1 ^interface')`,
      'interface Gi0/0\n ip address 10.0.12.1',
    ],
    [`run('r1,r2', 'show version').grep(/UPTIME/i)`, 'r1: uptime is 3 days\nr2: uptime is 3 days'],
    [`run('r1,r2', 'show version').where('line ~ uptime').count()`, 2],
    [`run('r1', 'show version').where('line ~ uptime').rows`, [{ line: 'uptime is 3 days' }]],
  ])('%s', async (expression, wanted) => {
    expect(await data(expression)).toEqual(wanted);
  });
});

describe('stages take', () => {
  it.each([
    ["'a\\nb\\na' |> count line", 'line  count\na         2\nb         1'],
    ['[{ a: 1 }, { a: 20 }, { b: [1, 2] }] |> sort -a', ' a     b\n20\n 1\n    1, 2'],
    ['[{ a: 1, b: 2 }, { a: 0 }] |> sort by a;', 'a  b\n0\n1  2'],
    ['[{ a: 1 }, { a: 0 }] |> where a == 0; // none', 'a\n0'],
    ['[3, 1, 2] |> sort value', 'value\n    1\n    2\n    3'],
    ["new Map([['x', { n: 1 }], ['y', { n: 2 }]]) |> where n > 1", 'key  n\ny    2'],
    ['({ x: { n: 1 }, y: { n: 2 } }) |> sum n', '3'],
    ['all |> select name, platform |> top 1', 'name  platform\nr1    cisco_ios'],
    ['[] |> count', '0'],
  ])('%s', async (source, wanted) => {
    expect(await value(source)).toBe(wanted);
  });
});

describe('what is wrong is told with the stage, the place and the fix', () => {
  it.each([
    [
      '@r1 show ip interface brief |> where stauts != up',
      "where: no column 'stauts'. Did you mean status? Columns: interface, ip_address, status, proto\n  @r1 show ip interface brief |> where stauts != up\n                                       ^",
    ],
    [
      "(await run('r1', 'show ip interface brief')).where('stauts != up')",
      "where: no column 'stauts'. Did you mean status? Columns: interface, ip_address, status, proto\n  stauts != up\n  ^^^^^^",
    ],
    ['@r1 show ip interface brief |> select host', "select: no column 'host'. Columns: interface"],
    [
      '@r1 show ip interface brief |> sort',
      'sort needs columns: interface, ip_address, status, proto',
    ],
    ['@r1 show ip interface brief |> group status, sum proto', "group: 'proto' has no numbers"],
    ['@r1 show ip interface brief |> where', 'where needs a condition'],
    ['@r1 show ip interface brief |> each', 'each needs a function'],
    ['(x => x) |> table', '[Function (anonymous)] is no table'],
    ['@r1 show ip interface brief |> save x', "save: 'x' does not say what to write"],
    ['@r1 show ip interface brief |> grep -Z x', 'grep: there is no option -Z'],
    ['@r1 show ip interface brief |> table |> grep "("', "grep: '(' is no regular expression"],
    ['@r1 show ip interface brief |> drop *', 'drop: no column would be left'],
  ])('%s', async (source, wanted) => {
    expect(await value(source)).toContain(`failed: ${wanted}`);
  });
});

describe('a value of several hosts', () => {
  it('tells lost and refusing hosts beside what is made of the others', async () => {
    expect(
      (await value('@all show ip interface brief |> where status == up |> select host')).split(
        '\n',
      ),
    ).toEqual(['host', 'r1', 'r1', 'r2', 'r2', 'dead is gone: reconnect']);
    expect(
      await data(
        "run('all', 'shwo').then(t => [t.ok, t.refused.length, t[0].refusal, t.failed[0].host])",
      ),
    ).toEqual([false, 2, "% Invalid input detected at '^' marker.", 'dead']);
  });

  it('names the command where there were several', async () => {
    expect(
      await data(
        "run('r1,r2', ['show ip interface brief', 'show interfaces']).then(t => [t.length, t.columns, t.rows[0].command, t.byHost.r1.length])",
      ),
    ).toEqual([4, null, 'show ip interface brief', 2]);
    expect(await value('@r1 show clock; show version |> where command ~ clock')).toContain(
      '12:00:00',
    );
  });

  it('is kept as it came, whatever cells do with it', async () => {
    await value('t = @all show ip interface brief');
    for (const attempt of [
      't.rows[0].host = 1',
      't.rows.push(1)',
      't.table.table.rows[0][0] = 1',
      't.table.rows[0] = 1',
      't[0].text = 1',
      't.results.length = 0',
      't.columns = 1',
    ]) {
      await value(`'use strict'; try { ${attempt} } catch {}`);
    }
    expect(await data('[t.rows.length, t.rows[0].host, t.results.length, t[0].text]')).toEqual([
      6,
      'r1',
      3,
      'raw',
    ]);
  });

  it('opens as a table over the panes, with what stands beside it', async () => {
    const outcome = await evaluate('@all show ip interface brief |> where status == up');
    expect(outcome).toMatchObject({
      view: {
        kind: 'table',
        title: '@all show ip interface brief |> where status == up',
        failures: ['dead is gone: reconnect'],
      },
    });
  });
});

describe("a device's text", () => {
  it.each([
    '@all show hostile',
    '@r1 show hostile |> sort b',
    '@r1 show banner',
    '@r1,r2 show banner',
    '@r1 show banner |> where line is not empty',
    '@all show hostile |> group b',
    "run('r1', 'show hostile').rows",
  ])('acts on no terminal: %s', async (source) => {
    const outcome = await evaluate(source);
    expect(outcome.status).toBe('value');
    const text = outcome.status === 'value' ? outcome.text : '';
    expect(plain(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('is searched for no longer than a second', async () => {
    const startedAtMs = performance.now();
    expect(await value(`"${'a'.repeat(60)}!" |> where line ~ (a+)+$`)).toContain('takes too long');
    expect(await value(`"${'a'.repeat(60)}!" |> grep (a+)+$`)).toContain('takes too long');
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    expect(await value('1 + 1')).toBe('2');
  });
});

describe('saving', () => {
  it('writes a form by the name, safe for spreadsheets, and never over a file unless told', async () => {
    expect(await value("[{ a: '=1+1', b: 'x,y' }] |> save one.csv")).toBe(
      `1 row written to ${join(folder, 'one.csv')}`,
    );
    expect(readFileSync(join(folder, 'one.csv'), 'utf8')).toBe('a,b\r\n\'=1+1,"x,y"\r\n');
    expect(await value('[{ a: 1 }] |> save one.csv')).toContain(
      `failed: save: ${join(folder, 'one.csv')} was not written: it is there already; an ! behind its name writes over it`,
    );
    expect(await value('[{ a: 2 }] |> save one.csv !')).toMatch(/^1 row written/);
    expect(readFileSync(join(folder, 'one.csv'), 'utf8')).toBe('a\r\n2\r\n');
    await value("[{ a: 2 }] |> save 'two words.json'");
    expect(readFileSync(join(folder, 'two words.json'), 'utf8')).toBe(
      '[\n  {\n    "a": 2\n  }\n]\n',
    );
    await value('@r1 show version |> save version.txt');
    expect(readFileSync(join(folder, 'version.txt'), 'utf8')).toBe(`${TEXTS['show version']}\n`);
    writeFileSync(join(folder, 'kept.md'), 'kept');
    await value('[{ a: 1 }] |> save kept.md');
    expect(readFileSync(join(folder, 'kept.md'), 'utf8')).toBe('kept');
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/\.new$/));
  });
});
