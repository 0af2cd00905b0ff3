import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/core/asker.ts';
import { type Lab, type LabDevice, startLab } from '../../src/lab/lab.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { ParseService } from '../../src/parse/parse-service.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import { sessionBackend } from '../../src/repl/link/session-backend.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { testHost } from '../helpers/test-host.ts';

// The real kernel over real sessions to the lab: what cells can ask of hosts.

const SIZE = { cols: 100, rows: 24 };
const platforms = openPlatforms();
const parser = new ParseService({});
let folder: string;
let lab: Lab;
let sessions: Sessions;
let kernel: Kernel;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-repl-'));
  lab = await startLab();
  const asker: Asker = { trustHostKey: async () => 'once', secret: async () => undefined };
  const services = { asker, handshakes: new Gate(8) };
  sessions = new Sessions({
    transportTo: (host) => openSsh(host, services),
    platformOf: (name) => platforms.find(name),
    parse: (request) => parser.parse(request),
  });
  const opened = lab.devices.map((device) => sessions.open(hostOf(device), SIZE));
  await Promise.all(opened.map((session) => session.ready()));
  kernel = new Kernel({ backend: sessionBackend({ sessions }), heapMb: 256 });
});

afterAll(async () => {
  await kernel.close();
  await sessions.close();
  await lab.close();
  await parser.close();
  rmSync(folder, { recursive: true });
});

function hostOf({ name, address, port, username, platform, password }: LabDevice) {
  return testHost({
    ...{ name, address, port, username, platform, groups: ['lab'] },
    password: { from: 'memory', reveal: () => password },
    knownHostsFiles: [join(folder, 'known_hosts')],
  });
}

async function said(source: string): Promise<string> {
  const outcome = await kernel.evaluate(source);
  if (outcome.status === 'value') return outcome.text.replace(/\u001b\[[\d;]*m/g, '');
  return outcome.status === 'failed' ? `failed: ${outcome.text}` : outcome.status;
}

function session(name: string): Session {
  const found = sessions.byName(name);
  if (found === undefined) throw new Error(`no session ${name}`);
  return found;
}

/** Types as a person does in the pane, and waits until the device shows that prompt again. */
async function type(name: string, text: string, prompt = `${name}#`): Promise<void> {
  const one = session(name);
  const standing = () => {
    const channel = one.connections.current?.driver.channel;
    return { line: channel?.lastLine, lineCount: channel?.lineCount ?? 0 };
  };
  const before = standing().lineCount;
  one.write(Buffer.from(`${text}\r`));
  await expect
    .poll(() => standing().lineCount > before && standing().line, { timeout: 5_000 })
    .toBe(prompt);
}

describe('what has been run on a host', () => {
  it('is found whoever ran it, with where, when and how it went', async () => {
    expect(await said('await r1.last')).toBe('failed: r1 has run nothing yet');
    expect(await said('(await r1.blocks).length')).toBe('0');
    await type('r1', 'show clock');
    expect(await said('r1.last.command')).toBe("'show clock'");
    await said("await r1.run('show ip interface brief')");
    await type('r1', 'shwo');
    await type('r1', 'conf t', 'r1(config)#');
    await type('r1', 'end');
    expect(
      await said(
        "(await r1.blocks).map(b => [b.command, b.mode, b.outcome].join(' ')).join('\\n')",
      ),
    ).toBe(
      [
        'show clock privileged ok',
        'show ip interface brief privileged ok',
        'shwo privileged refused',
        'conf t privileged ok',
        'end configuration ok',
      ].join('\n'),
    );
    expect(await said('(await r1.blocks)[0].text')).toMatch(/^'\*?\d\d:\d\d:\d\d/);
    expect(await said('const b = (await r1.blocks)[0]; Date.now() - b.startedAtMs < 60000')).toBe(
      'true',
    );
    expect(await said('(await r1.blocks)[1].elapsedMs > 0')).toBe('true');
  });

  it('reads as a table, and gives the tables of what was said', async () => {
    expect(await said('r1.blocks')).toMatch(
      /^\s*host\s+started\s+mode\s+command\s+outcome\s+seconds\s+lines\n\s*0\s+r1\s+\d\d:\d\d:\d\d\s+privileged\s+show clock/,
    );
  });

  it('is told of several hosts at once', async () => {
    await said("await all.run('show clock')");
    expect(await said('(await all.last).map(r => r.host + r.command).join()')).toBe(
      "'r1show clock,r2show clock,r3show clock,r4show clock'",
    );
    expect(await said("(await pick('r2,r3').blocks).map(b => b.host).sort().join()")).toBe(
      "'r2,r3'",
    );
  });

  it('is the block a result is', async () => {
    await said("const r = await r2.run('show version')");
    expect(await said('[r.block.command, r.block.host, r.block.ok].join()')).toBe(
      "'show version,r2,true'",
    );
    expect(await said('r.block.startedAtMs === (await r2.last).startedAtMs')).toBe('true');
  });

  it('has no secret that was typed at a prompt', async () => {
    await type('r3', 'conf t', 'r3(config)#');
    await type('r3', 'enable secret typed-in-the-open', 'r3(config)#');
    await type('r3', 'end');
    await type('r3', 'disable', 'r3>');
    await type('r3', 'enable', 'Password: ');
    await type('r3', 'typed-in-the-open', 'r3#');
    await type('r3', 'disable', 'r3>');
    await type('r3', 'enable', 'Password: ');
    await type('r3', 'not-the-secret', 'Password: ');
    await type('r3', '\x03', 'r3>');
    await type('r3', 'show clock', 'r3>');
    const blocks = await said('JSON.stringify([...await r3.blocks])');
    expect(blocks).toContain('"command":"enable"');
    expect(blocks).not.toContain('not-the-secret');
    expect(blocks.split('typed-in-the-open')).toHaveLength(2);
  });
});

describe('what a host is', () => {
  it('is asked once for each connection, and is there at once from then on', async () => {
    expect(await said('r4.facts.vendor')).toBe("'Cisco'");
    const ran = session('r4').blocks(10).length;
    expect(
      await said('const f = r4.facts; [typeof f, f.hostname, f.version.length > 0].join()'),
    ).toBe("'object,r4,true'");
    expect(await said('(await r4.facts).uptime >= 0')).toBe('true');
    expect(session('r4').blocks(10)).toHaveLength(ran);
  });

  it('is where its session is', async () => {
    expect(await said('(await r4.state).connected')).toBe('true');
    expect(
      await said(
        'await r4.exclusive(async () => { const s = await r4.state; return [s.status, s.mode, s.hostname, s.holder].join() })',
      ),
    ).toBe("'open,privileged,r4,REPL'");
    expect(await said('all.state')).toMatch(/^host +status +mode +hostname +platform/);
  });

  it('is a table of several hosts, and then each knows', async () => {
    const text = await said('all.facts');
    expect(text).toMatch(/^host +vendor +model +version +serial +hostname +uptime/);
    expect(text.match(/^r\d .*Cisco/gm)).toHaveLength(4);
    expect(
      await said(
        "const old = []; for (const d of all) if (d.facts.version < '99') old.push(d.name); old.join()",
      ),
    ).toBe("'r1,r2,r3,r4'");
    expect(await said("all.where(h => h.facts.vendor === 'Cisco').length")).toBe('4');
  });

  it('is asked again once the line may lead elsewhere', async () => {
    expect(await said('await r2.facts; typeof r2.facts')).toBe("'object'");
    const ran = session('r2').blocks(50).length;
    await said("await r2.redispatch('cisco_ios')");
    expect(await said('typeof r2.facts')).toBe("'function'");
    expect(await said('r2.facts.hostname')).toBe("'r2'");
    expect(session('r2').blocks(50).length).toBeGreaterThan(ran);
  });

  it('is asked again on another connection', async () => {
    session('r4').write(Buffer.from('exit\r'));
    await expect.poll(() => session('r4').status.status).not.toBe('open');
    await session('r4').open();
    await session('r4').ready();
    kernel.setHosts();
    expect(await said('typeof r4.facts')).toBe("'function'");
    expect(await said('r4.facts.hostname')).toBe("'r4'");
  });
});

describe('a dialogue with a host', () => {
  it('is answered by what its questions say', async () => {
    expect(
      await said("r1.send('copy run start', { answers: { 'Destination filename': '' } }).text"),
    ).toContain('[OK]');
    expect(await said("r1.send('show clock', { answers: 'y' })")).toContain('answers wants a list');
    expect(await said("r1.config('a', { answers: ['x'] })")).toContain(
      "an answer wants its question here: { 'a text of it': 'the answer' }",
    );
  });

  it('goes on for as long as somebody likes, page by page, with nobody in between', async () => {
    const other = said("await r1.run('terminal length 4')");
    await other;
    const source = `
      const pages = await r1.exclusive(async (d) => {
        await d.write('show version\\r');
        const seen = [];
        for (;;) {
          const m = await d.expect(['--More--', 'prompt'], { timeoutMs: 5000 });
          seen.push(m.before);
          if (m.endedBy !== 'pattern') return [...seen, m.index, m.pattern, m.after, m.endedBy];
          await d.write(' ');
        }
      });
      pages.slice(-4).join() + ' ' + (pages.length > 6) + ' ' + pages[0].includes('uptime is')`;
    const turns: string[] = [];
    const stop = session('r1').onChanged.on(() =>
      turns.push(session('r1').holder?.owner ?? 'nobody'),
    );
    expect(await said(source)).toMatch(/^'1,prompt,r1#,prompt true (true|false)'$/);
    stop();
    expect(turns.filter((owner, place) => owner !== turns[place - 1])).toEqual(['REPL', 'nobody']);
    await said("await r1.run('terminal length 0')");
  });

  it('says which pattern came, what it caught, and what was before', async () => {
    await said("await r2.write('show clock\\r')");
    await said(
      'const m = await r2.expect([/nothing/, /(\\d+):(?<min>\\d+)/], { timeoutMs: 5000 })',
    );
    expect(await said('[m.index, m.pattern, m.endedBy, m.match.groups.length, m.ok].join()')).toBe(
      "'1,/(\\\\d+):(?<min>\\\\d+)/,pattern,2,true'",
    );
    expect(
      await said('m.match.named.min === m.match.groups[1] && m.before.includes("clock")'),
    ).toBe('true');
    expect(await said("(await r2.expect('prompt', { timeoutMs: 5000 })).after")).toBe("'r2#'");
  });

  it('is told that time is up, and loses nothing', async () => {
    await said("await r2.write('show clock\\r')");
    expect(await said("(await r2.expect('never', { timeoutMs: 50 })).endedBy")).toBe("'timeout'");
    expect(await said('(await r2.expect(/UTC/, { timeoutMs: 5000 })).index')).toBe('0');
    await said("await r2.expect('prompt')");
  });

  it.each([
    ["print('go'); await d.expect('never', { timeoutMs: 1e6 })"],
    ["print('go'); for (;;);"],
    ["print('go'); await new Promise(() => {})"],
  ])('gives its turn back when it is interrupted in %s', async (body) => {
    const going = new Promise<void>((resolve) => {
      const stop = kernel.events.on((event) => {
        if (event.type !== 'printed') return;
        stop();
        resolve();
      });
    });
    const outcome = kernel.evaluate(`await r3.exclusive(async (d) => { await d.read(); ${body} })`);
    await going;
    expect(session('r3').holder?.owner).toBe('REPL');
    await kernel.interrupt();
    expect((await outcome).status).toBe('interrupted');
    await expect.poll(() => session('r3').holder).toBeUndefined();
    expect(await said("r3.run('show clock').ok")).toBe('true');
  });

  it('gives its turn back when its function throws, and can be within another', async () => {
    expect(await said("await r3.exclusive(async () => { throw new Error('no') })")).toContain('no');
    expect(
      await said(
        "await r3.exclusive((d) => all.exclusive(async () => (await d.run('show clock')).ok))",
      ),
    ).toBe('true');
    await expect.poll(() => session('r3').holder).toBeUndefined();
    expect(session('r1').holder).toBeUndefined();
  });
});
