import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Host } from '../../src/core/host.ts';
import { Gate } from '../../src/net/gate.ts';
import { openTelnet } from '../../src/net/telnet/telnet.ts';
import { modeOf } from '../../src/platforms/mode-of.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { ScriptedAsker, Shell, testHost } from '../helpers/ssh-client.ts';
import { startTelnetd, type Telnetd, telnetdMissing } from '../helpers/telnetd.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

peer('telnetd', telnetdMissing)('a real telnetd', () => {
  let telnetd: Telnetd;
  const opened: Shell[] = [];
  beforeAll(async () => {
    telnetd = await startTelnetd();
  });
  afterAll(() => telnetd?.close());
  afterEach(async () => {
    for (const { transport } of opened.splice(0)) await transport.close();
  });

  const platform = openPlatforms().find('auto');

  async function shell(known: Partial<Host> = {}, asker = new ScriptedAsker()): Promise<Shell> {
    const { port, username, password } = telnetd;
    const source = { from: 'memory', reveal: () => password } as const;
    const host = testHost({ port, username, password: source, transport: 'telnet', ...known });
    const open = openTelnet(host, {
      asker,
      handshakes: new Gate(8),
      platform: { ...platform, isPrompt: (line) => modeOf(platform, line) !== undefined },
      withoutPassword: 'pane',
    });
    const request = { size: { cols: 91, rows: 33 }, onProgress: () => {} };
    const one = new Shell(await open({ ...request, signal: new AbortController().signal }));
    opened.push(one);
    return one;
  }

  it('lets a known password in, and is told terminal and size', async () => {
    const session = await shell();
    session.types('echo "<$TERM>"; stty size; stty -a\r');
    await session.sees(/<xterm-256color>\r\n33 91\r\n[\s\S]*\$ $/);
    expect(session.text).toMatch(/ echo /);
    expect(session.text).not.toContain(telnetd.password);
  });

  it('answers a timing mark without the person seeing it, and is lost when it no longer does', async () => {
    const session = await shell();
    await session.sees(/\$ $/);
    const { transport } = session;
    transport.onSilence?.(() => undefined);
    const before = session.text;
    // The first question comes after a second; what the shell says after it comes after the answer.
    session.types("sleep 1.5; echo la''ter\r");
    await session.sees(/later\r\n/);
    expect(session.text.slice(before.length)).not.toMatch(/[\x80-\xff]/);
    telnetd.freezeSessions();
    transport.checkLife?.(500);
    expect(await session.ended).toMatchObject({ kind: 'lost', error: { code: 'timeout' } });
    telnetd.killSessions();
  });

  it('is told of a break, and goes on', async () => {
    const session = await shell();
    session.types(
      "stty raw -echo; echo rea''dy; dd bs=1 count=1 2>/dev/null | od -An -tx1; stty sane\r",
    );
    await session.sees(/ready\r?\n/);
    expect(await session.transport.sendBreak?.()).toBe('sent');
    // What this telnetd makes of it on its pty: the quit character.
    await session.sees(/\n\s*1c\r?\n/);
  });

  it('is told of every change of the size', async () => {
    const session = await shell();
    session.transport.resize({ cols: 255, rows: 70 });
    session.types('stty size\r');
    await session.sees(/70 255\r\n/);
    session.transport.resize({ cols: 60, rows: 20 });
    session.types('stty size\r');
    await session.sees(/20 60\r\n/);
  });

  it('carries every byte both ways, and line ends as they were typed', async () => {
    const session = await shell();
    session.types('stty raw -echo; echo rea"dy"; head -c 6 | od -An -tx1; stty sane\r');
    await session.sees(/ready/);
    session.transport.write(Uint8Array.of(0xff, 0x0d, 0x00, 0x0a, 0xfe, 0x41));
    await session.sees(/ff 0d 00 0a fe 41[\s\S]*\$ /);
    session.types('printf \'\\377\\376\\r\\0\\377\\n\'; echo do"ne"\r');
    await session.sees(/done/);
    expect(session.text).toContain('\xff\xfe\r\0\xff\r\n');
  });

  it('loses nothing around an interrupt, which telnetd marks with urgent data', async () => {
    const session = await shell();
    for (const round of [1, 2, 3]) {
      session.types(`sh -c 'echo sta"rted"${round}; exec cat'\r`);
      await session.sees(new RegExp(`started${round}\r\n`));
      session.types('\x03');
      await session.sees(new RegExp(`started${round}\r\n\\^C\r\n\\$ $`));
    }
  });

  it('is sent a wrong password exactly once', async () => {
    const wrong = { from: 'memory', reveal: () => 'not it' } as const;
    const attempt = shell({ password: wrong });
    await expect(attempt).rejects.toMatchObject({ code: 'auth-failed', subject: 'r1' });
    await expect(attempt).rejects.toThrow(`r1 refused the password of ${telnetd.username}`);
  });

  it('lets the person log in by hand where no password is known', async () => {
    const session = await shell({ password: undefined });
    await session.sees(/login: $/);
    session.types(`${telnetd.username}\r`);
    await session.sees(/Password: $/);
    session.types(`${telnetd.password}\r`);
    await session.sees(/\$ $/);
  });

  it('asks for a password that the inventory wants asked', async () => {
    const asker = new ScriptedAsker('once', [telnetd.password]);
    await shell({ password: { from: 'prompt' } }, asker);
    expect(asker.secrets).toMatchObject([
      { text: `password for ${telnetd.username}@r1`, echo: false },
    ]);
  });

  it('ends the session when the shell ends', async () => {
    const session = await shell();
    session.types('exit\r');
    expect(await session.ended).toEqual({ kind: 'ended', exitCode: undefined });
  });

  function home(): TempHome {
    const one = makeTempHome();
    onTestFinished(() => one.remove());
    return one;
  }

  function inventoryIn(where: TempHome): string {
    const file = join(where.path, 'inventory.yaml');
    const { port, username } = telnetd;
    const host = `{ address: 127.0.0.1, port: ${port}, transport: telnet, username: ${username}, password: { env: TELNET_PASSWORD } }`;
    writeFileSync(file, `hosts:\n  old: ${host}\n`);
    return file;
  }

  it('answers showrun run through an inventory', async () => {
    const where = home();
    const env = { TELNET_PASSWORD: telnetd.password };
    const args = ['run', 'echo $((6*7)); stty size', '-i', inventoryIn(where), '-H', 'old'];
    const { code, stdout, stderr } = await runShowrun(args, { home: where, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/42\n100 511/);
    expect(stdout).not.toContain(telnetd.password);
  });

  it('answers showrun run with every line of a long output', async () => {
    const where = home();
    const env = { TELNET_PASSWORD: telnetd.password };
    const args = ['run', 'seq 50000', '-i', inventoryIn(where), '-H', 'old', '-o', 'raw'];
    const { code, stdout, stderr } = await runShowrun(args, { home: where, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd()).toBe(Array.from({ length: 50_000 }, (_, i) => i + 1).join('\n'));
  });

  it('fails showrun run with one line when the password is wrong', async () => {
    const where = home();
    const args = ['run', 'true', '-i', inventoryIn(where), '-H', 'old'];
    const { code, stderr } = await runShowrun(args, {
      home: where,
      env: { TELNET_PASSWORD: 'not it' },
    });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `old refused the password of ${telnetd.username}: check the user name, key or password; it is not tried again by itself\n`,
    });
  });

  it('is a pane that says it is not encrypted', async () => {
    const where = home();
    const person = await atShowrun(['-i', inventoryIn(where), 'old'], {
      home: where,
      env: { TELNET_PASSWORD: telnetd.password },
      cols: 100,
      rows: 30,
    });
    await person.sees(/1 old .*telnet, not encrypted/);
    await person.sees(/\$ /);
    person.types('echo $((6*7)) && stty size\r');
    await person.sees(/^42 *$/m);
    await person.sees(/^\d+ 100 *$/m);
    person.types('while sleep 0.1; do stty size; done\r');
    person.resizes(133, 41);
    await person.sees(/^\d+ 133 *$/m);
    expect(person.screen()).not.toContain(telnetd.password);
  });
});
