import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import type { ConfigResult } from '../../src/core/config-result.ts';
import { ShowrunError } from '../../src/core/errors.ts';
import type { HeardResult } from '../../src/core/heard-result.ts';
import { packageFolder } from '../../src/core/package-folder.ts';
import type { Result } from '../../src/core/result.ts';
import type {
  HostAnswer,
  KernelBackend,
  OperateRequest,
  RunRequest,
} from '../../src/repl/link/backend.ts';
import type { CellOutcome } from '../../src/repl/link/cell-outcome.ts';
import type { KernelEvent } from '../../src/repl/link/kernel-event.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';

// The real kernel in its own process, over a backend that answers from memory.

const KERNEL = join(packageFolder(), 'dist', 'kernel.js');
const HOSTS = [
  { name: 'r1', groups: ['core'], platform: 'cisco_ios', address: '10.0.0.1' },
  { name: 'r2', groups: ['core'], platform: 'cisco_ios', address: '10.0.0.2' },
  { name: 'sw-1', groups: ['access'], platform: 'cisco_nxos', address: '10.0.0.3' },
  { name: 'dead', groups: [], platform: 'cisco_ios', address: '10.0.0.4' },
];

class FakeBackend implements KernelBackend {
  readonly requests: RunRequest[] = [];
  readonly operations: OperateRequest[] = [];
  readonly started = new EventTarget();
  list = HOSTS;

  hosts() {
    return this.list;
  }

  async run(request: RunRequest): Promise<readonly HostAnswer[]> {
    this.requests.push(request);
    const hosts = request.hosts.map((name) => ({ name }));
    this.started.dispatchEvent(new Event('run'));
    const [command = ''] = request.commands;
    if (command === 'hang') {
      if (!request.signal.aborted) await once(request.signal, 'abort');
      throw new ShowrunError('interrupted', 'interrupted');
    }
    return hosts.flatMap(({ name }) => request.commands.map((one) => answerOf(name, one)));
  }

  async operate(request: OperateRequest): Promise<readonly HostAnswer[]> {
    this.operations.push(request);
    const { operation } = request;
    return request.hosts.map((name) => {
      const answer = answerOf(name, operation.kind);
      if (answer.status === 'failed') return answer;
      if (operation.kind === 'wait-for') return { ...answer, result: heard(answer.result) };
      if (operation.kind !== 'config') return answer;
      const { length } = operation.lines;
      const refusal =
        name === 'r2'
          ? { line: 'shutdwon', number: 2, words: '         ^\n% Invalid', prompt: 'r2(config)#' }
          : undefined;
      request.onProgress?.({ host: name, status: 'lines', sent: 1, total: length });
      const result: ConfigResult = {
        ...answer.result,
        outcome: refusal ? 'refused' : 'ok',
        sent: refusal ? 1 : length,
        total: length,
        refusal,
        state: 'running',
      };
      return { status: 'done', result };
    });
  }
}

function heard(result: Result): HeardResult {
  const match = { line: 'to FULL', text: 'FULL', groups: ['FULL'], named: { state: 'FULL' } };
  return { ...result, text: match.line, endedBy: 'pattern', match };
}

function answerOf(host: string, command: string): HostAnswer {
  if (host === 'dead') {
    const error = { code: 'hung-up', message: 'dead is gone', advice: 'reconnect' };
    return { status: 'failed', host, error };
  }
  const hasTable = command === 'show ip interface brief';
  const result: Result = {
    host,
    platform: 'cisco_ios',
    command,
    text: hasTable ? `raw table of ${host}` : `Version 15.2 of ${host}\nuptime 3 days`,
    outcome: 'ok',
    mode: 'privileged',
    startedAtMs: 1_000,
    elapsedMs: 5,
    table: hasTable
      ? {
          columns: ['interface', 'ip_address', 'status'],
          rows: [
            ['Gi0/0', '10.0.12.1', 'up'],
            ['Gi0/1', 'unassigned', 'down'],
          ],
          origin: undefined,
        }
      : undefined,
  };
  return { status: 'done', result };
}

/** Real time, but a kernel that only has to be asked may take as long as a busy machine needs. */
let softLimitMs = 10_000;
const SOFT_MS = 150;
const clock: Clock = {
  ...systemClock,
  after: (delayMs, callback) =>
    systemClock.after(delayMs === SOFT_MS ? softLimitMs : 2 * delayMs, callback),
};

let backend: FakeBackend;
let kernel: Kernel;
let printed: string;
let events: KernelEvent[];

function open(heapMb = 256): void {
  backend = new FakeBackend();
  kernel = new Kernel({ backend, heapMb, clock });
  events = [];
  kernel.events.on((event) => {
    events.push(event);
    if (event.type === 'printed') printed += event.text;
  });
}

async function said(source: string): Promise<string> {
  const outcome = await kernel.evaluate(source);
  if (outcome.status === 'value') return plain(outcome.text);
  if (outcome.status === 'failed') return `failed: ${plain(outcome.text)}`;
  return outcome.status;
}

function plain(text: string): string {
  return text.replace(/\u001b\[[\d;]*m/g, '');
}

/** Runs a cell that prints `go` and then never ends by itself; interrupts it once it says so. */
async function interrupted(source: string): Promise<[string, CellOutcome]> {
  printed = '';
  const going = nextPrint('go');
  const outcome = kernel.evaluate(source);
  await going;
  const step = await kernel.interrupt();
  return [step, await outcome];
}

function nextPrint(text: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = kernel.events.on(() => {
      if (!printed.includes(text)) return;
      stop();
      resolve();
    });
  });
}

describe('the kernel', () => {
  beforeAll(() => open());
  afterAll(() => kernel.close());
  beforeEach(() => {
    printed = '';
    backend.requests.length = 0;
  });

  describe('evaluates', () => {
    it.each([
      ['1 + 1', '2'],
      ['const a = 1', 'done'],
      ['const a = 2; let b', 'done'],
      ['a + 1', '3'],
      ['_ * 10', '30'],
      ['__', '3'],
      ['let {x, y: [z]} = {x: 5, y: [6]}; [x, z]', '[ 5, 6 ]'],
      ['b', 'done'],
      ['function f(n) {\n  return n * 2\n}\nf(21)', '42'],
      ['function f(n) { return n * 3 }; f(await 2)', '6'],
      ['f(3)', '9'],
      ['class P { constructor(n) { this.n = n } }', 'done'],
      ['class P { constructor(n) { this.m = n } }\nnew P(3)', 'P { m: 3 }'],
      ['{a: 1, b: [1, 2]}', '{ a: 1, b: [ 1, 2 ] }'],
      ["import os from 'node:os'; import {join as j} from 'node:path'; j('a', 'q')", "'a/q'"],
      ["import os from 'node:os'\ntypeof os.platform()", "'string'"],
      ['interface Dev { name: string }\nconst d: Dev = {name: "r9"} as Dev; d', "{ name: 'r9' }"],
      ['const xs: number[] = [1, 2]; xs.map((v: number): string => `v${v}`)', "[ 'v1', 'v2' ]"],
      ['a < 3 > (1)', 'false'],
      ['await Promise.resolve(7)', '7'],
      ['Promise.resolve(8)', '8'],
      ['const v = await 3', 'done'],
      ['v', '3'],
      ['const navigator = 5; navigator', '5'],
      ['"two\\nlines"', 'two\nlines'],
      ['In[1]', "'1 + 1'"],
      ['Out[1]', '2'],
      ["(await import('node:path')).sep", "'/'"],
      ["require('node:path').sep", "'/'"],
      [
        "const {setTimeout: later} = await import('node:timers/promises'); await later(1, 'x')",
        "'x'",
      ],
    ])('%s', async (source, expected) => {
      expect(await said(source)).toBe(expected);
    });

    it.each(['for (const i of [1, 2]) {', '`abc', '[1].map(x => {', '1 +', 'interface A {'])(
      'nothing of what is cut off: %s',
      async (source) => {
        const before = kernel.nextNumber;
        expect(await said(source)).toBe('incomplete');
        expect(kernel.nextNumber).toBe(before);
      },
    );

    it.each([
      ['const q = ;', 1, 11],
      ['let s = "abc\nd"', 1, 9],
      ['const w = await 3;\nconst {u} = null', 2, 8],
      ['const { a: { b: deep } } = {a: 1}; null.foo', 1, 41],
      ['x1 = 1; @r1', 1, 9],
      ['const t = await @r1 show version\n  t.nothing.more', 2, 13],
      ['const n: number = 1; (null as any).foo', 1, 36],
    ])('and shows where %s is wrong', async (source, line, column) => {
      const outcome = await kernel.evaluate(source);
      expect(outcome).toMatchObject({ status: 'failed', position: { line, column } });
    });

    it('and shows what was thrown, whatever it is', async () => {
      expect(await said('throw {code: 5}')).toBe('failed: Thrown: { code: 5 }');
      expect(await said("await Promise.reject(new Error('boom'))")).toMatch(/^failed: Error: boom/);
      expect(await said('throw null')).toBe('failed: Thrown: null');
      expect(await said('const e = new Error("x"); e.stack = 5; throw e')).toBe('failed: Error: x');
    });

    it('and keeps frames of its own out of an error', async () => {
      const text = await said('function g() { null.x }\ng()');
      expect(text).toMatch(/at g \(In\[\d+\]:1:21\)\n.*at In\[\d+\]:2:1$/);
    });
  });

  it.each([
    "{ kind: 'outcome', number, outcome: { status: 'value', number, text: 5 } }",
    "{ kind: 'outcome', number, outcome: { status: 'odd', number } }",
    "{ kind: 'completions', id: 1, completions: null }",
    "{ kind: 'completions', id: 1, completions: { items: [null] } }",
    '{ kind: 7 }',
    'null',
  ])('drops a message that a cell has made up: %s', async (message) => {
    const { nextNumber } = kernel;
    expect(await said(`number = ${nextNumber}; process.send(${message}); 'mine'`)).toBe("'mine'");
  });

  describe('prints', () => {
    it('what cells print and log, before their value', async () => {
      await said('print("a", 1, {b: 2}); console.log("%s!", "c"); console.table([{d: 3}])');
      expect(plain(printed)).toMatch(/^a 1 \{ b: 2 \}\nc!\n[\s\S]*│ d [\s\S]*3/);
    });

    it('what is written to its own output, in its place', async () => {
      await said(
        'print("a"); process.stdout.write("b"); console.error("c"); process.stderr.write("d")',
      );
      expect(plain(printed)).toBe('a\nbc\nd');
    });

    it('no more than a million characters of one cell', async () => {
      await said('for (let i = 0; i < 40; i++) print("x".repeat(100_000))');
      expect(printed.length).toBeLessThan(1_400_000);
      expect(printed).toContain('printing stops here');
      printed = '';
      await said('print("again")');
      expect(printed).toBe('again\n');
    });

    it('large values cut', async () => {
      expect((await said('"x".repeat(5e7)')).length).toBeLessThan(11_000);
      expect(await said('_.length')).toBe('50000000');
      expect((await said('Array.from({length: 1e5}, (_, i) => ({i}))')).length).toBeLessThan(9_000);
    });

    it('the error nobody waited for', async () => {
      const seen = nextPrint('late');
      await said('setTimeout(() => { throw new Error("late") }, 1); 1');
      await seen;
      expect(printed).toMatch(/Uncaught, after its cell: Error: late\n +at .*In\[\d+\]:1:26/);
      const lost = nextPrint('lost');
      await said("const q1 = 1; Promise.reject(new Error('lost')); 1");
      await lost;
      expect(printed).toMatch(/Nobody waited for: Error: lost\n +at In\[\d+\]:1:30/);
    });
  });

  describe('runs commands', () => {
    it('on a host that is a global', async () => {
      expect(await said("(await r1.run('show version')).text")).toMatch(/^Version 15.2 of r1/);
      expect(await said('r1')).toBe('Host { r1, cisco_ios, 10.0.0.1, in core }');
    });

    it('whose result is chained before it arrives', async () => {
      expect(await said("r1.run('show version').text.split('\\n').length")).toBe('2');
      expect(await said("r1.run('show ip interface brief').rows[1].status")).toBe("'down'");
      const filter = "r1.run('show ip interface brief').rows.filter(r => r.status === 'up')";
      expect(await said(filter)).toMatch(/^interface +ip_address +status\nGi0\/0/);
      expect(await said("const p = r1.run('show version'); const q = [await p.host, p]")).toBe(
        'done',
      );
      expect(await said('`${p}`')).toMatch(/^failed: TypeError: .* has not arrived yet: put await/);
      expect(await said('p.outcome')).toBe("'ok'");
    });

    it('on one host by a selector line', async () => {
      const outcome = await kernel.evaluate('@r1 show ip interface brief');
      expect(outcome).toMatchObject({
        status: 'value',
        view: { kind: 'results', answers: [{ status: 'done', result: { host: 'r1' } }] },
      });
      expect(outcome.status === 'value' && plain(outcome.text)).toBe(
        'interface  ip_address  status\nGi0/0      10.0.12.1   up\nGi0/1      unassigned  down',
      );
      expect(await said('_.rows.length')).toBe('2');
    });

    it('on many, with a joined table and the failed ones by name', async () => {
      const outcome = await kernel.evaluate('t = @all show ip interface brief');
      expect(outcome).toMatchObject({ status: 'value', view: { kind: 'results' } });
      if (outcome.status !== 'value' || outcome.view?.kind !== 'results')
        throw new Error('no results');
      expect(outcome.view.answers).toHaveLength(4);
      expect(plain(outcome.text).split('\n')).toEqual([
        'host  interface  ip_address  status',
        'r1    Gi0/0      10.0.12.1   up',
        'r1    Gi0/1      unassigned  down',
        'r2    Gi0/0      10.0.12.1   up',
        'r2    Gi0/1      unassigned  down',
        'sw-1  Gi0/0      10.0.12.1   up',
        'sw-1  Gi0/1      unassigned  down',
        'dead is gone: reconnect',
      ]);
      expect(await said('t.failed[0].host + t.length + t.table.columns[0]')).toBe("'dead4host'");
      expect(await said("t.byHost['sw-1'].outcome")).toBe("'ok'");
      expect(await said('t.map(r => r.host + r.ok).join()')).toBe(
        "'r1true,r2true,sw-1true,deadfalse'",
      );
      expect(await said('t.byHost.dead.error.message')).toBe("'dead is gone: reconnect'");
      expect(
        await said('[t.ok, t.rows.length, t.rows[0].host, t.table.failed.length].join()'),
      ).toBe("'false,6,r1,1'");
    });

    it('on groups, bare or with their sign, and on names that are no identifiers', async () => {
      expect(await said('(await @core show version).length')).toMatch(/^failed: SyntaxError/);
      expect(await said('g = @core,sw-1 show version\ng.length')).toBe('3');
      expect(backend.requests.at(-1)?.hosts).toEqual(['r1', 'r2', 'sw-1']);
      expect(await said("hosts['sw-1'].run('show version').host")).toBe("'sw-1'");
      expect(await said('[...all].map(String).join()')).toBe("'r1,r2,sw-1,dead'");
      expect(await said("core.run('show version').length")).toBe('2');
    });

    it('and tells a lost host, a bad selector and a refusal apart', async () => {
      expect(await said('@dead show version')).toBe('failed: dead is gone: reconnect');
      expect(await said('@nosuch show version')).toMatch(
        /^failed: nothing matches 'nosuch': there are r1/,
      );
      expect(await said('@r1 show x |> whre')).toMatch(
        /^failed: there is no stage 'whre'.*\n {2}@r1 show x \|> whre\n {16}\^$/s,
      );
      expect(await said('show version')).toMatch(
        /^failed: SyntaxError: .* at In\[\d+\]:1:\d+\nto ask the devices: @all show version$/,
      );
      expect(await said('help')).toContain('@r1 show version');
    });

    it('although a variable has taken the name of the host', async () => {
      expect(await said('let r1 = 5; r1')).toBe('5');
      expect(await said('@r1 show version')).toMatch(/of r1/);
      expect(await said("hosts.r1.run('show version').host")).toBe("'r1'");
      kernel.setHosts();
      expect(await said('r1')).toBe('5');
      await said('delete globalThis.r1');
      kernel.setHosts();
      expect(await said('r1')).toMatch(/^Host/);
    });

    it('on hosts that appear later', async () => {
      backend.list = [...HOSTS, { name: 'r9', groups: ['edge'], platform: 'x', address: 'a' }];
      kernel.setHosts();
      expect(await said('r9.run("show version").host')).toBe("'r9'");
      expect(await said('edge')).toBe('Hosts { @edge: r9 }');
      backend.list = HOSTS;
      kernel.setHosts();
      expect(await said('typeof r9')).toBe("'undefined'");
    });

    it('with a time limit when asked', async () => {
      await said("r1.run('show version', { timeoutMs: 50 })");
      expect(backend.requests.at(-1)?.timeoutMs).toBe(50);
    });
  });

  describe('changes hosts', () => {
    it('sends configuration lines as a text or as an array', async () => {
      backend.operations.length = 0;
      expect(await said("r1.config('interface Gi0/1\\nshutdown')")).toBe('r1: 2 lines');
      expect(
        await said(
          "r1.config(['hostname r1'], { mode: 'exclusive', answers: [{ when: /a/, send: 'b' }] })",
        ),
      ).toBe('r1: 1 line');
      expect(backend.operations.map(({ hosts, operation }) => [hosts.join(), operation])).toEqual([
        ['r1', { kind: 'config', lines: ['interface Gi0/1', 'shutdown'], mode: undefined }],
        [
          'r1',
          {
            ...{ kind: 'config', lines: ['hostname r1'], mode: 'exclusive' },
            answers: [{ when: { source: 'a', flags: '' }, send: 'b' }],
          },
        ],
      ]);
    });

    it('shows one line for each host of a group, and what was refused', async () => {
      expect(await said("all.config('interface Gi0/1\\nshutdwon')")).toBe(
        [
          'r1: 2 lines',
          'r2: 1 of 2 lines; line 2 was refused',
          '  r2(config)#shutdwon',
          '           ^',
          '  % Invalid',
          'sw-1: 2 lines',
          'dead is gone: reconnect',
        ].join('\n'),
      );
      expect(await said("(await core.config('a')).byHost.r2.refusal.number")).toBe('2');
      expect(await said("r2.config('a').refusal.line")).toBe("'shutdwon'");
    });

    it('saves, commits, drops and goes to a mode', async () => {
      backend.operations.length = 0;
      await said('await r1.save()');
      await said('await core.commit({ confirmed: 5 })');
      await said('await core.abort()');
      await said("await r1.mode('configuration', { timeoutMs: 5 })");
      expect(backend.operations.map(({ hosts, operation }) => [hosts.join(), operation])).toEqual([
        ['r1', { kind: 'save' }],
        ['r1,r2', { kind: 'commit', comment: undefined, confirmed: 5 }],
        ['r1,r2', { kind: 'abort' }],
        ['r1', { kind: 'mode', mode: 'configuration' }],
      ]);
      expect(backend.operations.at(-1)?.timeoutMs).toBe(5);
    });

    it('tells how far each host is', async () => {
      events.length = 0;
      await said("core.config('a\\nb')");
      expect(events.filter(({ type }) => type === 'progress')).toEqual(
        ['r1', 'r2'].map((host) => ({
          type: 'progress',
          progress: { host, status: 'lines', sent: 1, total: 2 },
        })),
      );
    });

    it('sends texts with answers and patterns, and gives what was heard', async () => {
      backend.operations.length = 0;
      await said(
        "await r1.send('reload', { answers: ['no', { when: /conf(irm)?/gi, send: '' }, { secret: 'enable' }], timeoutMs: 9 })",
      );
      await said("await core.send('menu', { expect: 'choice>', timing: true, secret: true })");
      expect(await said('r1.waitFor(/FULL/).match.named.state')).toBe("'FULL'");
      expect(await said("r1.waitFor('FULL')")).toBe('to FULL');
      expect(backend.operations.map(({ operation }) => operation)).toEqual([
        {
          kind: 'send',
          text: 'reload',
          answers: [
            'no',
            { when: { source: 'conf(irm)?', flags: 'gi' }, send: '' },
            { secret: 'enable' },
          ],
          secret: false,
        },
        { kind: 'send', text: 'menu', expect: 'choice>', timing: 2_000, secret: true },
        { kind: 'wait-for', pattern: { source: 'FULL', flags: '' } },
        { kind: 'wait-for', pattern: 'FULL' },
      ]);
      expect(backend.operations[0]?.timeoutMs).toBe(9);
    });

    it('writes and reads bytes as they are', async () => {
      backend.operations.length = 0;
      expect(await said("r1.write('\\x1b[A')")).toBe('done');
      await said('await r1.write(Buffer.from([3]))');
      expect(await said("dead.write('x')")).toMatch(/^failed: .*dead is gone/s);
      expect(await said('r1.read({ until: /x$/, quietMs: 5 }).outcome')).toBe("'ok'");
      expect(backend.operations.map(({ operation }) => operation)).toEqual([
        { kind: 'write', data: '\x1b[A' },
        { kind: 'write', data: Uint8Array.of(3) },
        { kind: 'write', data: 'x' },
        { kind: 'read', until: { source: 'x$', flags: '' }, quietMs: 5 },
      ]);
    });

    it('offers all of it, and tells what it does', async () => {
      const { items } = await kernel.complete('r1.', 3);
      const labels = items.map(({ label }) => label);
      expect(labels).toEqual(
        expect.arrayContaining([
          ...['abort', 'commit', 'config', 'mode', 'read', 'run', 'save'],
          ...['send', 'waitFor', 'write'],
        ]),
      );
      expect(await said('r1.config?')).toContain('up to the first one that is refused');
      expect(await said('all.save?')).toContain('survive a reboot');
      expect(await said('r1.send?')).toContain('answers what it asks');
      expect(await said('r1.waitFor?')).toContain('from now on');
    });
  });

  describe('helps', () => {
    it.each([
      ['r1.run?', /^r1.run: run\(command: string, options\?: RunOptions\).*\n {2}Runs a command/],
      ['r1?', /^r1: host at 10.0.0.1, cisco_ios, groups: core/],
      ['all?', /^all: 4 hosts: r1, r2/],
      ['nosuch?', /^nosuch: nosuch is not defined/],
    ])('%s', async (source, expected) => {
      expect(await said(source)).toMatch(expected);
    });
  });

  describe('completes', () => {
    const labels = async (text: string) =>
      (await kernel.complete(text, text.length)).items.map(({ label }) => label);

    it('names, members and keywords', async () => {
      await said('const record = {alpha: {beta: [1]}}');
      expect(await labels('recor')).toEqual(['record']);
      expect(await labels('1 + record.alpha.be')).toEqual(['beta']);
      expect(await labels("record['alpha'].")).toContain('beta');
      expect(await labels('awai')).toEqual(['await']);
      expect(await labels('await r1.ru')).toEqual(['run']);
      expect(await labels('record.alpha.beta.fla')).toEqual(['flat', 'flatMap']);
    });

    it('the parts of a result', async () => {
      await said('res = @r1 show ip interface brief');
      expect(await labels('res.')).toEqual(expect.arrayContaining(['rows', 'table', 'text']));
      expect(await labels('res.rows[0].int')).toEqual(['interface']);
    });

    it('without running a getter, a proxy or a call', async () => {
      await said('let ran = 0; const trap = { get g() { ran++; return {z: 1} } }');
      await said(
        'const proxy = new Proxy({}, { get() { ran++ }, ownKeys() { ran++; return [] } })',
      );
      await said('const child = Object.create(proxy)');
      await labels('trap.g.');
      await labels('trap.');
      await labels('proxy.');
      await labels('child.x');
      expect(await labels('f().')).toEqual([]);
      expect(await said('ran')).toBe('0');
    });
  });

  describe('is interrupted', () => {
    afterEach(async () => {
      softLimitMs = 10_000;
      expect(await said('kept')).toBe("'kept'");
    });
    beforeEach(async () => {
      await said("const kept = 'kept'");
    });

    it.each([
      ['print("go"); await new Promise(() => {})', 'soft'],
      ['print("go"); while (true) await new Promise(r => setTimeout(r, 1))', 'soft'],
      ['print("go"); while (true) {}', 'terminated'],
      ['await 1; print("go"); for (;;);', 'terminated'],
      ['print("go"); for (;;) await 1', 'terminated'],
      [
        'const l = () => process.nextTick(l); l(); print("go"); await new Promise(() => {})',
        'terminated',
      ],
      ['print("go"); /(a+)+$/.test("a".repeat(40) + "!")', 'terminated'],
      [
        'setTimeout(() => { print("go"); for (;;); }, 1); await new Promise(() => {})',
        'terminated',
      ],
      [
        '({ [Symbol.for("nodejs.util.inspect.custom")]() { print("go"); for (;;); } })',
        'terminated',
      ],
      ['print("go"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', 'terminated'],
      ['print("go"); try { for (;;); } finally { print("finally") }', 'terminated'],
    ])('in %s', async (source, step) => {
      if (step === 'terminated') softLimitMs = SOFT_MS;
      const [taken, outcome] = await interrupted(source);
      expect(taken).toBe(step);
      expect(outcome).toMatchObject({ status: 'interrupted' });
    });

    it('in a loop that goes on after its cell', async () => {
      const going = nextPrint('go');
      await said('setTimeout(() => { print("go"); for (;;); }, 1); 1');
      await going;
      softLimitMs = SOFT_MS;
      expect(await kernel.interrupt()).toBe('terminated');
    });

    it('in a command, which is ended on the device', async () => {
      const running = once(backend.started, 'run');
      const outcome = kernel.evaluate('@r1 hang');
      await running;
      expect(await kernel.interrupt()).toBe('soft');
      expect(await outcome).toMatchObject({ status: 'interrupted' });
      expect(backend.requests.at(-1)?.signal.aborted).toBe(true);
    });

    it('in a loop that tries its command again whatever happens', async () => {
      const running = once(backend.started, 'run');
      const outcome = kernel.evaluate("for (;;) { try { await r1.run('hang') } catch {} }");
      await running;
      expect(await kernel.interrupt()).toBe('soft');
      expect(await outcome).toMatchObject({ status: 'interrupted' });
      await said('await new Promise(r => setImmediate(r))');
      await said('1');
      expect(backend.requests.filter(({ commands }) => commands[0] === 'hang')).toHaveLength(1);
    });

    it('again and again', async () => {
      softLimitMs = SOFT_MS;
      for (let round = 0; round < 5; round++) {
        const [taken] = await interrupted('print("go"); while (true) {}');
        expect(taken).toBe('terminated');
      }
    });

    it('in a loop that prints', async () => {
      softLimitMs = SOFT_MS;
      const [taken] = await interrupted('print("go"); for (;;) print("x".repeat(1000))');
      expect(taken).toBe('terminated');
    });

    it('with the timers of its cell, not those of others', async () => {
      await said('let early = 0; const tick = setInterval(() => early++, 1)');
      await said('let late = 0');
      await interrupted('setInterval(() => late++, 1); print("go"); await new Promise(() => {})');
      await said('const then = [early, late]; await new Promise(r => setTimeout(r, 20))');
      expect(await said('[early > then[0], late === then[1]]')).toBe('[ true, true ]');
      await said('clearInterval(tick)');
    });

    it('or says that nothing runs', async () => {
      expect(await kernel.interrupt()).toBe('idle');
    });

    it('and drops the cells behind it', async () => {
      const going = nextPrint('go');
      const first = kernel.evaluate('print("go"); await new Promise(() => {})');
      const second = kernel.evaluate('globalThis.secondRan = true');
      await going;
      await kernel.interrupt();
      expect([(await first).status, (await second).status]).toEqual(['interrupted', 'interrupted']);
      expect(await said('typeof secondRan')).toBe("'undefined'");
    });
  });
});

describe('a kernel that dies', () => {
  beforeEach(() => {
    printed = '';
    softLimitMs = 10_000;
    open(48);
  });
  afterEach(() => kernel.close());

  it('of a full heap says so and starts again with the hosts', async () => {
    await said('const lost = 1');
    const outcome = await kernel.evaluate('const h = []; for (;;) h.push(new Array(1e5).fill({}))');
    expect(outcome).toMatchObject({ status: 'died' });
    expect(outcome.status === 'died' && outcome.text).toMatch(
      /^kernel restarted, variables are gone: its memory was full/,
    );
    expect(await said('typeof lost')).toBe("'undefined'");
    expect(await said('@r1 show version')).toMatch(/of r1/);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['started', 'died', 'started']),
    );
  });

  it('because a cell leaves it says so too', async () => {
    expect(await kernel.evaluate('process.exit(3)')).toMatchObject({
      status: 'died',
      text: 'kernel restarted, variables are gone: it left with code 3',
    });
    expect(await said('1')).toBe('1');
  });

  it('because nothing else could stop its cell', async () => {
    softLimitMs = SOFT_MS;
    await said('const lost = 1');
    const blocked = "require('node:crypto').pbkdf2Sync('a', 'b', 2 ** 31 - 1, 64, 'sha512')";
    const [taken, outcome] = await interrupted(`print("go"); ${blocked}`);
    expect(taken).toBe('killed');
    expect(outcome).toMatchObject({ status: 'died' });
    expect(await said('typeof lost')).toBe("'undefined'");
  });

  it('again and again before it is ready is given up, until the next cell', async () => {
    await kernel.close();
    vi.stubEnv('NODE_OPTIONS', '--require=/nonexistent/module');
    open();
    const text =
      "the REPL's process does not start: Error: Cannot find module '/nonexistent/module'";
    expect(await kernel.evaluate('1')).toEqual({ status: 'died', number: 1, text });
    expect(events).toEqual([{ type: 'died', text }]);
    vi.unstubAllEnvs();
    expect(await said('1')).toBe('1');
  });

  it('survives messages a cell makes up', async () => {
    await said(
      "process.send({kind: 'run', id: 'x'}); process.send(null); process.send({kind: 'outcome', number: 1})",
    );
    expect(await said('1')).toBe('1');
  });

  it('is not outlived by its own process, however busy that is', async () => {
    // A program in our place: it starts the kernel, has it connect to us and loop, and is then killed.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const cell = `require('node:net').connect(${port}, '127.0.0.1', () => { for (;;); }); 1`;
    const message = { kind: 'evaluate', number: 1, source: cell, widthCols: 80 };
    const program = `
      const kernel = require('node:child_process').fork(${JSON.stringify(KERNEL)}, [], {
        serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'] });
      kernel.send(${JSON.stringify(message)});`;
    const parent = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
    const [socket] = (await once(server, 'connection')) as [Socket];
    socket.on('error', () => undefined);
    parent.kill('SIGKILL');
    await once(socket.resume(), 'close');
    server.close();
  });

  it('closes twice, and answers what still waits', async () => {
    await said('1');
    const waiting = kernel.evaluate('await new Promise(() => {})');
    await kernel.close();
    await kernel.close();
    expect(await waiting).toMatchObject({ status: 'died' });
  });
});
