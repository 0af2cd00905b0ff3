import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../../src/core/host.ts';
import { Gate } from '../../../../src/net/gate.ts';
import { Memory } from '../../../../src/net/memory.ts';
import { openTelnet } from '../../../../src/net/telnet/telnet.ts';
import type { TelnetServices } from '../../../../src/net/telnet/telnet-services.ts';
import { modeOf } from '../../../../src/platforms/mode-of.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { ScriptedAsker, Shell, testHost } from '../../../helpers/ssh-client.ts';

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A device's end: what it says at first, and after each line it gets. `null` hangs up. */
function device(hello: string | undefined, answers: readonly (string | null)[] = []) {
  const lines: string[] = [];
  const left = [...answers];
  const server = createServer((socket) => {
    sockets.push(socket);
    let typed = '';
    socket.on('error', () => {});
    if (hello !== undefined) socket.write(hello, 'latin1');
    socket.on('data', (chunk) => {
      typed += chunk.toString('latin1');
      for (let end = typed.indexOf('\r\0'); end >= 0; end = typed.indexOf('\r\0')) {
        lines.push(typed.slice(0, end));
        typed = typed.slice(end + 2);
        const answer = left.shift();
        if (answer === null) socket.end('% Bad passwords\r\n');
        else if (answer !== undefined) socket.write(answer, 'latin1');
      }
    });
  });
  servers.push(server);
  return new Promise<{ port: number; lines: string[] }>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : 0, lines });
    });
  });
}

const generic = openPlatforms().find('generic');
const platform = { ...generic, isPrompt: (line: string) => modeOf(generic, line) !== undefined };
const password = { from: 'memory', reveal: () => 's3cret' } as const;

async function open(
  known: Partial<Host>,
  services: Partial<TelnetServices> & { signal?: AbortSignal } = {},
): Promise<Shell> {
  const { signal = new AbortController().signal, ...rest } = services;
  const start = openTelnet(testHost({ transport: 'telnet', ...known }), {
    asker: new ScriptedAsker(),
    handshakes: new Gate(8),
    platform,
    withoutPassword: 'pane',
    ...rest,
  });
  const request = { size: { cols: 80, rows: 24 }, signal, onProgress: () => {} };
  return new Shell(await start(request));
}

describe('a login over telnet', () => {
  it('answers user name and password once each, and shows all that was said', async () => {
    const { port, lines } = await device('hello\r\nUsername: ', ['ann\r\nPassword: ', '\r\nsw1#']);
    const session = await open({ port, password });
    expect(lines).toEqual(['ann', 's3cret']);
    expect(session.text).toBe('hello\r\nUsername: ann\r\nPassword: \r\nsw1#');
  });

  it('takes a prompt without a login, and a password without a user name', async () => {
    const free = await device('sw1>');
    expect((await open({ port: free.port, password })).text).toBe('sw1>');
    const lone = await device('Password: ', ['\r\nsw1>']);
    await open({ port: lone.port, password });
    expect(lone.lines).toEqual(['s3cret']);
  });

  it('never sends a refused password again', async () => {
    for (const no of ['\r\n% Login invalid\r\n\r\nUsername: ', '\r\nPassword: ']) {
      const { port, lines } = await device('Username: ', ['Password: ', no, 'Password: ']);
      const attempt = open({ port, password });
      await expect(attempt).rejects.toMatchObject({ code: 'auth-failed', subject: 'r1' });
      await expect(attempt).rejects.toThrow('r1 refused the password of ann');
      expect(lines).toEqual(['ann', 's3cret']);
    }
  });

  it('takes words of refusal before hanging up as a refusal', async () => {
    const { port } = await device('Password: ', [null]);
    await expect(open({ port, password })).rejects.toThrow('r1 refused the password of ann');
  });

  it('forgets a typed password that was refused, and keeps one that was not', async () => {
    const memory = new Memory();
    const asker = new ScriptedAsker('once', ['wrong', 'right']);
    const source = { from: 'prompt' } as const;
    const { port, lines } = await device('Password: ', [
      '% Bad passwords\r\n',
      '\r\nsw1>',
      '\r\nsw1>',
    ]);
    const known = { port, password: source };
    await expect(open(known, { memory, asker })).rejects.toThrow('refused the password');
    await open(known, { memory, asker });
    await open(known, { memory, asker });
    expect(asker.secrets).toHaveLength(2);
    expect(lines).toEqual(['wrong', 'right', 'right']);
  });

  it('is not tried when the person cancels', async () => {
    const { port, lines } = await device('Password: ');
    const asker = new ScriptedAsker('once', [undefined]);
    await expect(open({ port, password: { from: 'prompt' } }, { asker })).rejects.toThrow(
      'r1: no password was given',
    );
    expect(lines).toEqual([]);
  });

  it('hides a password the device echoes', async () => {
    const { port } = await device('Password: ', ['s3cret\r\nsw1>']);
    expect((await open({ port, password })).text).toBe('Password: ******\r\nsw1>');
  });

  it('is the person’s own without a known password: the pane opens with the first bytes', async () => {
    const { port, lines } = await device('Username: ');
    const session = await open({ port });
    await session.sees(/Username: $/);
    session.types('ann\r');
    expect(lines).toEqual([]);
  });

  it('asks for the password where there is no pane', async () => {
    const { port, lines } = await device('Username: ', ['Password: ', '\r\nsw1>']);
    const asker = new ScriptedAsker('once', ['typed']);
    await open({ port }, { asker, withoutPassword: 'ask' });
    expect(lines).toEqual(['ann', 'typed']);
  });
});

describe('a host that cannot be reached over telnet', () => {
  it('is told apart: nothing listens, it hangs up with its reason, it speaks SSH', async () => {
    const { port } = await device(undefined);
    servers.splice(0).forEach((server) => void server.close());
    await expect(open({ port })).rejects.toMatchObject({
      code: 'refused',
      advice: expect.stringContaining('telnet is enabled'),
    });
    const ssh = await device('SSH-2.0-Cisco-1.25\r\n');
    await expect(open({ port: ssh.port })).rejects.toThrow('r1 speaks SSH there, not telnet');
    const busy = await device('Sorry, all lines are busy\r\n');
    const attempt = open({ port: busy.port, password });
    await expect.poll(() => sockets.length).toBe(2);
    sockets[1]?.end();
    await expect(attempt).rejects.toThrow(
      'r1 closed the connection during the login: Sorry, all lines are busy',
    );
  });

  it('is given up when the attempt is stopped', async () => {
    const { port } = await device('Password: ');
    const stop = new AbortController();
    const attempt = open({ port, password }, { signal: stop.signal });
    stop.abort();
    await expect(attempt).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('an open telnet session', () => {
  it('ends when the device says goodbye, and is closed twice without harm', async () => {
    const { port } = await device('sw1>');
    const session = await open({ port });
    sockets[0]?.end();
    expect(await session.ended).toEqual({ kind: 'ended', exitCode: undefined });
    await session.transport.close();
    await session.transport.close();
    session.types('late');
  });

  it('is lost when the line breaks', async () => {
    const { port } = await device('sw1>');
    const session = await open({ port });
    sockets[0]?.resetAndDestroy();
    expect(await session.ended).toMatchObject({ kind: 'lost', error: { code: 'hung-up' } });
  });

  it('to a console is open at once, and nothing is said there before the session sees it', async () => {
    const { port, lines } = await device(undefined, []);
    const session = await open({
      port,
      arrival: { isConsole: true, first: { wake: true, login: 'platform' }, hops: [] },
    });
    sockets[0]?.write('Username: ');
    await session.sees(/Username: /);
    expect(lines).toEqual([]);
  });

  it('sends a break', async () => {
    const { port } = await device('sw1>');
    const session = await open({ port });
    const got = new Promise<Buffer>((resolve) => sockets[0]?.once('data', resolve));
    await session.transport.sendBreak?.();
    expect([...(await got)]).toEqual([255, 243]);
  });
});
