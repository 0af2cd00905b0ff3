import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import { FakeKernelBackend } from '../helpers/fake-kernel-backend.ts';

// Hosts and sets of them as cells see them, in the real kernel process.

let backend: FakeKernelBackend;
let kernel: Kernel;

beforeAll(() => {
  const host = (name: string, ...groups: string[]) => ({
    ...{ name, groups, platform: name === 'sw-1' ? 'cisco_nxos' : 'cisco_ios' },
    address: `10.0.0.${name.length}`,
  });
  backend = new FakeKernelBackend([
    ...[host('r1', 'core', 'lab'), host('r2', 'core'), host('r10', 'edge')],
    ...[host('sw-1', 'edge'), host('dead')],
  ]);
  kernel = new Kernel({ backend, heapMb: 256 });
});

afterAll(() => kernel.close());

beforeEach(() => {
  backend.requests.length = 0;
});

async function said(source: string): Promise<string> {
  const outcome = await kernel.evaluate(source);
  if (outcome.status === 'value') return outcome.text.replace(/\u001b\[[\d;]*m/g, '');
  return outcome.status === 'failed' ? `failed: ${outcome.text}` : outcome.status;
}

function asked() {
  return backend.requests.at(-1);
}

describe('a set of hosts', () => {
  it.each([
    ['all.names.join()', 'r1,r2,r10,sw-1,dead'],
    ['core.names.join()', 'r1,r2'],
    ["group('edge').names.join()", 'r10,sw-1'],
    ["pick('r*').names.join()", 'r1,r2,r10'],
    ["pick('r1', hosts['sw-1'], core).names.join()", 'r1,sw-1,r2'],
    ["core.and('edge').names.join()", 'r1,r2,r10,sw-1'],
    ['core.and(r1, [r10]).names.join()', 'r1,r2,r10'],
    ["all.except('r3'.replace('3', '2'), core).names.join()", 'r10,sw-1,dead'],
    ["all.where(h => h.platform === 'cisco_nxos').names.join()", 'sw-1'],
    ["all.where('r*').where(core).names.join()", 'r1,r2'],
    ['[...edge].map(String).join()', 'r10,sw-1'],
    ['edge[1].name + edge.length + all.map(h => h.address).length', 'sw-125'],
    ["core.has('r1') + ' ' + core.has('sw-1')", 'true false'],
    ['hosts.r10.name + hosts.names.length + [...hosts].length', 'r1055'],
    ['`${core}`', 'r1,r2'],
  ])('%s is %s', async (source, text) => {
    expect(await said(source)).toBe(`'${text}'`);
  });

  it('shows who is in it', async () => {
    expect(await said('core')).toBe('Hosts { @core: r1, r2 }');
    expect(await said('core.except(r1)')).toBe('Hosts { some hosts: r2 }');
  });

  it.each([
    ["group('nosuch')", "nothing matches '@nosuch'"],
    ["pick('x*')", "nothing matches 'x*'"],
    ["all.except('r3')", "nothing matches 'r3'"],
    ['core.except(core).run("show clock")', "there is no host in 'some hosts': nothing was sent"],
    ['core.run("x", { stopOnFailure: "refuse" })', "stopOnFailure wants true, 'refused' or 'lost'"],
    ['core.run("x", { serial: 0 })', 'serial wants a number above 0'],
    ['await core.run([])', 'no command was given'],
  ])('tells nobody anything for %s', async (source, words) => {
    expect(await said(source)).toContain(words);
    expect(backend.requests).toEqual([]);
  });

  it('is told what one host can be told, with how', async () => {
    await said("await core.and('sw-1').run('show clock', { serial: 2, stopOnFailure: true })");
    expect(asked()).toMatchObject({
      ...{ hosts: ['r1', 'r2', 'sw-1'], commands: ['show clock'] },
      ...{ serial: 2, stopOnFailure: 'any', concurrency: undefined },
    });
    await said("await all.config('a', { concurrency: 3, stopOnFailure: 'lost', timeoutMs: 9 })");
    expect(asked()).toMatchObject({ concurrency: 3, stopOnFailure: 'lost', timeoutMs: 9 });
    for (const [call, kind] of [
      ["send('x')", 'send'],
      ['save()', 'save'],
      ['commit()', 'commit'],
      ['abort()', 'abort'],
      ["mode('shell')", 'mode'],
      ['waitFor(/x/)', 'wait-for'],
      ["write('x')", 'write'],
      ['read()', 'read'],
      ['reloaded()', 'reloaded'],
    ]) {
      await said(`await core.${call}`);
      expect(asked()).toMatchObject({ hosts: ['r1', 'r2'], operation: { kind } });
    }
  });

  it('is asked several things at once', async () => {
    expect(await said("(await core.run(['a', 'b'])).map(r => r.host + r.command).join()")).toBe(
      "'r1a,r1b,r2a,r2b'",
    );
    expect(await said("(await r1.run(['a', 'b'])).length")).toBe('2');
    expect(await said("(await run(all, 'a')).failed[0].host")).toBe("'dead'");
  });
});

describe('help on hosts', () => {
  it('says how a method is called, with its options and examples', async () => {
    const text = await said('r1.run?');
    expect(text).toMatch(
      /^r1\.run: run\(command: string, options\?: RunOptions\): Coming<Result>\n/,
    );
    expect(text).toMatch(/^ {2}serial\?: number +So many hosts at a time/m);
    expect(text).toContain("e.g. r1.run('show version').text");
    expect(await said('pick?')).toContain("pick('r*').except('r3')");
    expect(await said('core.except?')).toContain("all.except('r3', core)");
  });

  it('lists what a value has', async () => {
    const text = await said('r1?');
    expect(text).toMatch(/^r1: host at 10\.0\.0\.2, cisco_ios, groups: core, lab\n/);
    expect(text).toMatch(/^ {2}config\(lines, options\?\) +Sends configuration lines/m);
    expect(text).toMatch(/^ {2}facts +What the device is/m);
    expect(text).toMatch(/^ {2}save\(options\?\) +Makes the running configuration survive/m);
    expect(text).not.toContain('every stage');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(await said('all?')).toMatch(/^all: 5 hosts: r1, r2, r10, sw-1, dead$/m);
    await said("res = await core.run('a')");
    expect(await said('res?')).toMatch(/and every stage as a method: \.where/);
  });
});

describe('completion', () => {
  async function labels(text: string): Promise<string[]> {
    const { items } = await kernel.complete(text, text.length);
    return items.map(({ label }) => label);
  }

  it.each([
    ["r1.run('show version').", 'rows'],
    ["r1.run('show (a) version').ta", 'table'],
    ["all.run('x').", 'byHost'],
    ["run('all', 'x').where('a == b').", 'columns'],
    ["pick('r*').except(r1)[0].", 'facts'],
    ["group('core').and(r1).run('x').where('y').sort('z').", 'columns'],
    ["r1.config('x', { save: true }).", 'state'],
    ["x = await r1.expect(['a', /b/]).", 'endedBy'],
    ['core[0].', 'config'],
    ['r1.last.', 'rows'],
    ['(await r1.facts).', 'version'],
    ['r1.facts.ver', 'version'],
    ['all.facts.', 'columns'],
  ])('of %s has %s', async (text, label) => {
    const found = await labels(text);
    expect(found).toContain(label);
  });

  it('runs nothing', async () => {
    backend.requests.length = 0;
    await labels("r1.run('reload').");
    await labels('r1.last.');
    await labels('r1.facts.');
    expect(backend.requests).toEqual([]);
    expect(await labels('mine().')).toEqual([]);
  });
});
