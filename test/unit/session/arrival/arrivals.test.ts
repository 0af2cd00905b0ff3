import { afterEach, describe, expect, it } from 'vitest';
import type { Arrival, Hop } from '../../../../src/core/arrival.ts';
import { BoundedPattern } from '../../../../src/core/bounded-pattern.ts';
import { ShowrunError } from '../../../../src/core/errors.ts';
import type { Host } from '../../../../src/core/host.ts';
import { LineEar } from '../../../../src/net/login/line-ear.ts';
import { logInHere } from '../../../../src/net/login/log-in-here.ts';
import { Memory } from '../../../../src/net/memory.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { Session } from '../../../../src/session/session.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakeTerminalServer } from '../../../helpers/fake-terminal-server.ts';
import { ScriptedAsker, testHost } from '../../../helpers/ssh-client.ts';

const platforms = openPlatforms();
const sessions: Session[] = [];
const clocks = new Map<Session, FakeClock>();
afterEach(async () => {
  for (const session of sessions.splice(0)) {
    const closing = session.close();
    await clocks.get(session)?.pass(5_000);
    await closing;
  }
});

const SECRET = { from: 'memory', reveal: () => 'hush-hush' } as const;

function hop(send: string, more: Partial<Hop> = {}): Hop {
  const login = 'platform';
  return {
    send,
    platform: 'cisco_ios',
    username: 'ann',
    password: SECRET,
    wake: false,
    login,
    ...more,
  };
}

function arrival(known: Partial<Arrival> & Partial<Arrival['first']> = {}): Arrival {
  const { isConsole = false, hops = [], wake = false, login = 'usual' } = known;
  return { isConsole, hops, first: { wake, login } };
}

/** A session on its way along a line. */
async function opened(
  server: FakeTerminalServer,
  { retries = 'off', ...known }: Partial<Host> & { readonly retries?: 'on' | 'off' },
  next: readonly FakeTerminalServer[] = [],
) {
  const servers = [server, ...next];
  const clock = new FakeClock();
  const asker = new ScriptedAsker();
  const host = testHost({ name: 'r7', platform: 'linux', password: SECRET, ...known });
  const session = new Session({
    name: host.name,
    host,
    openTransport: async () => (servers.shift() ?? server).transport,
    platform: platforms.find(host.platform),
    newPlatform: (name) => ({ platform: platforms.find(name), recogniser: undefined }),
    logIn: (request) => logInHere(request, { asker, memory: new Memory(), clock, env: {} }),
    size: { cols: 80, rows: 24 },
    ...{ clock, retries },
  });
  sessions.push(session);
  clocks.set(session, clock);
  await session.open();
  const text = (): string => Buffer.concat([...session.rawLog.parts()]).toString();
  return { session, clock, asker, text };
}

/** How a promise ends once time has passed. */
async function within<Value>(clock: FakeClock, work: Promise<Value>): Promise<Value> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  done.catch(() => undefined);
  for (let left = 400; left > 0 && !isDone; left--) await clock.pass(100);
  return await done;
}

describe('a way through other devices', () => {
  const way = {
    'telnet ts1': { prompt: 'ts1#', username: 'ann', password: 'hush-hush' },
    'connect 7': { prompt: 'r7>', password: 'hush-hush', greeting: '\r\n' },
  };

  it('is gone hop by hop, each with its own login, and the session stands on the last one', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ', way);
    server.greet();
    const { session, clock } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1'), hop('connect 7', { platform: 'cisco_nxos' })] }),
    });
    await within(clock, session.ready());
    expect(server.device.entered).toEqual(['telnet ts1', 'connect 7']);
    expect(server.secrets).toEqual(['hush-hush', 'hush-hush']);
    expect([session.platform.name, session.hostname, session.path]).toEqual([
      'cisco_nxos',
      'r7',
      ['jump', 'ts1'],
    ]);
    server.device.replies['show clock'] = '10:00:00\r\n';
    server.device.replies['terminal length 0'] = '';
    const result = await within(clock, session.run('show clock'));
    expect([result.text, result.platform]).toEqual(['10:00:00', 'cisco_nxos']);
  });

  it('is come back one by one when the person leaves, each with its platform', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ', way);
    server.greet();
    const { session, clock } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1'), hop('connect 7', { platform: 'cisco_nxos' })] }),
    });
    await within(clock, session.ready());
    session.write(Buffer.from('exit\r'));
    await clock.pass(500);
    expect([session.platform.name, session.path]).toEqual(['cisco_ios', ['jump']]);
    session.write(Buffer.from('exit\r'));
    await clock.pass(500);
    expect([session.platform.name, session.path, session.hostname]).toEqual(['linux', [], 'jump']);
  });

  it('is left by nobody without notice: no script takes a device on the way for the one behind', async () => {
    const server = new FakeTerminalServer('jump#', way);
    server.device.replies['terminal length 0'] = '';
    server.greet();
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ hops: [hop('telnet ts1')] }),
    });
    await within(clock, session.ready());
    expect((await within(clock, session.run('terminal length 0'))).outcome).toBe('ok');
    const both = session.exclusive('paste', async (run) => {
      await run('exit');
      return await run('reload');
    });
    await expect(within(clock, both)).rejects.toMatchObject({
      code: 'not-open',
      message: 'r7 was left: the session stands at jump',
    });
    await expect(within(clock, session.run('reload'))).rejects.toMatchObject({ code: 'not-open' });
    expect(server.device.entered).not.toContain('reload');
    await within(clock, session.redispatch('cisco_ios'));
    await within(clock, session.run('echo on'));
    expect(server.device.entered.at(-1)).toBe('echo on');
  });

  it('that ends early is an error, and no script takes the device before for the one behind', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ');
    server.device.replies['telnet ts1'] =
      'Trying 10.0.0.9...\r\ntelnet: Unable to connect to remote host: Connection refused\r\n';
    server.greet();
    const { session, clock } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1')] }),
    });
    await expect(within(clock, session.ready())).rejects.toMatchObject({
      code: 'unreachable',
      message:
        "r7: 'telnet ts1' (hop 1) did not get there: telnet: Unable to connect to remote host: Connection refused",
    });
    await expect(within(clock, session.run('reload'))).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(server.device.entered).toEqual(['telnet ts1']);
    expect(session.platform.name).toBe('linux');
    // A person who says what it is may go on.
    await within(clock, session.redispatch('linux'));
    expect((await within(clock, session.run('echo on'))).outcome).toBe('ok');
  });

  it('with a wrong password is refused, and it is not sent again', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ', {
      'telnet ts1': { prompt: 'ts1#', username: 'ann', password: 'other' },
    });
    server.greet();
    const { session, clock } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1')] }),
    });
    await expect(within(clock, session.ready())).rejects.toMatchObject({ code: 'auth-failed' });
    expect(server.secrets).toEqual(['hush-hush']);
  });

  it('shows no password, even where a device echoes it', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ', {
      'telnet ts1': { prompt: 'ts1#', username: 'ann', password: 'hush-hush', echoes: 'all' },
    });
    server.greet();
    const { session, clock, text } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1')] }),
    });
    await within(clock, session.ready());
    expect(text()).toContain('Password: *********');
    expect(text()).not.toContain('hush');
  });

  it('holds the keys of the person until it is over, and Ctrl-C stops it', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ');
    server.device.replies['telnet ts1'] = (device) => device.say('Trying 10.0.0.9...\r\n');
    server.greet();
    const { session, clock } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1')] }),
    });
    await clock.pass(1_000);
    expect(session.holder?.owner).toBe('login');
    session.write(Buffer.from('x'));
    expect(session.heldKeyBytes).toBe(1);
    session.write(Buffer.from('\x03'));
    await clock.pass(100);
    expect(session.holder).toBeUndefined();
    expect(server.transport.written).toMatch(/telnet ts1\rx$/);
  });

  it('is gone again from its beginning on the next connection', async () => {
    const first = new FakeTerminalServer('ann@jump:~$ ', way);
    const second = new FakeTerminalServer('ann@jump:~$ ', way);
    first.greet();
    second.greet();
    const hops = [hop('telnet ts1'), hop('connect 7', { platform: 'cisco_nxos' })];
    const { session, clock } = await opened(first, { arrival: arrival({ hops }) }, [second]);
    await within(clock, session.ready());
    first.transport.end({ kind: 'ended', exitCode: undefined });
    await clock.pass(100);
    expect(session.platform.name).toBe('linux');
    await within(clock, session.ready());
    expect(second.device.entered).toEqual(['telnet ts1', 'connect 7']);
    expect([session.platform.name, session.path]).toEqual(['cisco_nxos', ['jump', 'ts1']]);
  });

  it('is over when the line is', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ');
    server.device.replies['telnet ts1'] = () =>
      server.transport.end({ kind: 'ended', exitCode: undefined });
    server.greet();
    const { session, clock } = await opened(server, {
      arrival: arrival({ hops: [hop('telnet ts1')] }),
    });
    await clock.pass(1_000);
    expect(session.holder).toBeUndefined();
    expect(session.status.status).toBe('closed');
  });
});

describe('a session dispatched by hand', () => {
  it('logs in with the account of its host only where that is asked for', async () => {
    const server = new FakeTerminalServer('ann@jump:~$ ', {
      'telnet r7': { prompt: 'r7#', username: 'ann', password: 'hush-hush' },
    });
    server.greet();
    const { session, clock } = await opened(server, {});
    await within(clock, session.ready());
    session.write(Buffer.from('telnet r7\r'));
    await clock.pass(1_000);
    await within(clock, session.redispatch('cisco_ios'));
    expect(server.secrets).toEqual([]);
    await within(clock, session.redispatch('cisco_ios', 'platform'));
    expect(server.secrets).toEqual(['hush-hush']);
    expect([session.hostname, session.mode, session.path]).toEqual(['r7', 'privileged', ['jump']]);
  });
});

describe('a console', () => {
  it('gets nothing by itself where it is silent', async () => {
    const server = new FakeTerminalServer('r7#');
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, login: 'platform' }),
    });
    await clock.pass(20_000);
    expect(server.transport.written).toBe('');
    expect(session.holder).toBeUndefined();
  });

  it('is woken where that is asked for, found logged in, and says so', async () => {
    const server = new FakeTerminalServer('r7#');
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, wake: true, login: 'platform' }),
    });
    await within(clock, session.ready());
    expect(server.transport.written).toBe('\r');
    expect(session.mode).toBe('privileged');
    expect(session.notices.map(({ text }) => text)).toEqual([
      'r7: the console was logged in already, at r7#',
    ]);
  });

  it('is logged in to by the words of its platform, its first questions answered', async () => {
    const server = new FakeTerminalServer('r7>');
    server.device.onKeys = () => {
      server.device.onKeys = undefined;
      server.login({ prompt: 'r7>', username: 'ann', password: 'hush-hush' });
    };
    server.device.say('\r\nPress RETURN to get started!\r\n\r\n');
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, wake: true, login: 'platform' }),
    });
    await within(clock, session.ready());
    expect(session.mode).toBe('exec');
    expect(server.secrets).toEqual(['hush-hush']);
  });

  it('left at a pager is taken out of it, not read on', async () => {
    const server = new FakeTerminalServer('r7#');
    const keys: string[] = [];
    server.device.onKeys = (typed) => {
      keys.push(typed);
      if (typed !== 'q') {
        server.device.say('\r          \rline 2\r\n --More-- ');
        return;
      }
      server.device.onKeys = undefined;
      server.device.say('\r          \rr7#');
    };
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, wake: true, login: 'platform' }),
    });
    await within(clock, session.ready());
    expect(keys).toEqual(['\r', 'q']);
    expect(session.mode).toBe('privileged');
  });

  it('in ROMMON is known for that', async () => {
    const server = new FakeTerminalServer('rommon 1 > ');
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, wake: true, login: 'platform' }),
    });
    await within(clock, session.ready());
    expect(session.mode).toBe('rommon');
  });

  it('is logged out of before it is left, from whatever mode', async () => {
    const server = new FakeTerminalServer('r7(config-if)#');
    server.device.replies['end'] = (device) => {
      device.prompt = 'r7#';
      device.say(device.prompt);
    };
    server.device.replies['exit'] = (device) => {
      device.prompt = 'r7>';
      device.say('\r\nr7 con0 is now available\r\n\r\nPress RETURN to get started.\r\n');
    };
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, wake: true, login: 'platform' }),
    });
    await within(clock, session.ready());
    await within(clock, session.close());
    expect(server.device.entered).toEqual(['', 'end', 'exit']);
    expect(server.transport.isClosed).toBe(true);
  });

  it('that does not answer is left in bounded time', async () => {
    const server = new FakeTerminalServer('r7#');
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      arrival: arrival({ isConsole: true, wake: true, login: 'platform' }),
    });
    await within(clock, session.ready());
    server.device.onKeys = () => undefined;
    const startMs = clock.nowMs();
    await within(clock, session.close());
    expect(clock.nowMs() - startMs).toBeLessThanOrEqual(2_500);
  });

  it('at which nobody is logged in is left as it is', async () => {
    const server = new FakeTerminalServer('r7>');
    server.login({ prompt: 'r7>', username: 'ann', password: 'hush-hush' });
    const { session, clock } = await opened(server, {
      platform: 'cisco_ios',
      password: undefined,
      arrival: arrival({ isConsole: true, login: 'platform' }),
    });
    await clock.pass(1_000);
    await within(clock, session.close());
    expect(server.transport.written).toBe('');
  });
});

describe('a device that asks again inside SSH', () => {
  it('is logged in to with the words of its platform', async () => {
    const server = new FakeTerminalServer('');
    server.login({
      prompt: '(Cisco Controller) >',
      username: 'ann',
      password: 'hush-hush',
      asks: ['\r\nUser: ', 'Password:'],
    });
    const { session, clock } = await opened(server, { platform: 'cisco_wlc' });
    await within(clock, session.ready());
    expect(server.secrets).toEqual(['hush-hush']);
    expect(session.mode).toBe('exec');
  });

  it('is woken where it waits for a key first', async () => {
    const server = new FakeTerminalServer('sw1#');
    const { session, clock } = await opened(server, { platform: 'extreme_slx' });
    await within(clock, session.ready());
    expect(server.transport.written).toBe('\r');
    expect(session.hostname).toBe('sw1');
  });

  it('is asked nothing and told nothing where its platform knows of no such thing', async () => {
    const server = new FakeTerminalServer('r7#');
    const { session, clock } = await opened(server, { platform: 'cisco_ios' });
    await clock.pass(20_000);
    expect(server.transport.written).toBe('');
    expect(session.holder).toBeUndefined();
  });
});

describe('a login script', () => {
  it('says each thing when what it waits for has come, and leaves out what need not come', async () => {
    const server = new FakeTerminalServer('menu>');
    server.login({ prompt: 'menu>', username: 'ann', password: 'hush-hush' });
    const { session, clock } = await opened(server, {
      platform: 'generic',
      arrival: arrival({
        login: [
          { expect: /press return/i, send: { kind: 'text', text: '' }, isOptional: true },
          { expect: /sername/i, send: { kind: 'username' }, isOptional: false },
          { expect: /assword/i, send: { kind: 'password' }, isOptional: false },
          { expect: /menu>/, send: { kind: 'text', text: '4' }, isOptional: false },
          { expect: /never/, send: { kind: 'text', text: 'x' }, isOptional: true },
        ],
      }),
    });
    await within(clock, session.ready());
    expect(server.secrets).toEqual(['hush-hush']);
    expect(server.device.entered).toEqual(['4']);
  });

  const ASKED = [
    { expect: /sername/i, send: { kind: 'username' }, isOptional: false },
    { expect: /assword/i, send: { kind: 'password' }, isOptional: false },
  ] as const;

  it('that ends with a password waits for the verdict, and sends a refused one once in all', async () => {
    const first = new FakeTerminalServer('r7>');
    first.login({ prompt: 'r7>', username: 'ann', password: 'another' });
    const second = new FakeTerminalServer('r7>');
    second.login({ prompt: 'r7>', username: 'ann', password: 'another' });
    const known = {
      platform: 'cisco_ios',
      retries: 'on',
      arrival: arrival({ login: ASKED }),
    } as const;
    const { session, clock } = await opened(first, known, [second]);
    await expect(within(clock, session.ready())).rejects.toMatchObject({
      code: 'auth-failed',
      message: expect.stringContaining('r7 refused the password of'),
    });
    first.transport.end({ kind: 'lost', error: new ShowrunError('hung-up', 'r7 is gone') });
    await clock.pass(120_000);
    expect([...first.secrets, ...second.secrets]).toEqual(['hush-hush']);
  });

  it('that gets stuck behind a password does not send it again by itself', async () => {
    const servers = [new FakeTerminalServer('r7>'), new FakeTerminalServer('r7>')] as const;
    for (const server of servers) server.login({ prompt: 'r7>', username: 'ann', password: 'x' });
    const login = [
      ...ASKED,
      { expect: /menu/, send: { kind: 'text', text: '1' }, isOptional: false },
    ] as const;
    // Words of a refusal that nobody knows.
    const known = { platform: 'generic', retries: 'on', arrival: arrival({ login }) } as const;
    const { session, clock } = await opened(servers[0], known, [servers[1]]);
    await expect(within(clock, session.ready())).rejects.toMatchObject({ retry: 'never' });
    const error = new ShowrunError('hung-up', 'r7 is gone');
    servers[0].transport.end({ kind: 'lost', error });
    await clock.pass(120_000);
    expect(servers[1].secrets).toEqual([]);
  });

  it('with a pattern that takes for ever on what comes does not keep everything waiting', async () => {
    const server = new FakeTerminalServer('r7>');
    server.device.say(`\r\n${'a'.repeat(60)}!`);
    const slow = new BoundedPattern('^(a|a)+$', 'im');
    const login = [{ expect: slow, send: { kind: 'password' }, isOptional: false }] as const;
    const { session, clock } = await opened(server, { arrival: arrival({ login }) });
    await expect(within(clock, session.ready())).rejects.toMatchObject({ code: 'timeout' });
    expect(slow.isTooSlow).toBe(true);
  });

  it('asks for a secret of its own anew the next time, without waiting for ever', async () => {
    const PROMPT = { from: 'prompt' } as const;
    const login = [
      { expect: /PIN/, send: { kind: 'secret', source: PROMPT }, isOptional: false },
    ] as const;
    const memory = new Memory();
    const asker = new ScriptedAsker('once', ['1111', '2222']);
    const answers: string[] = [];
    for (const pin of ['1111', '2222']) {
      const clock = new FakeClock();
      const ear = new LineEar(clock);
      const done = logInHere(
        {
          ...{ host: testHost({ name: 'r7' }), plan: login, strangeMs: 0 },
          platform: { ...platforms.find('linux'), isPrompt: (line) => line.endsWith('$ ') },
          ear: Object.assign(ear, { hideEchoOf: () => undefined }),
          write: (bytes) => {
            answers.push(Buffer.from(bytes).toString());
            ear.hear(Buffer.from('\r\nr7$ '));
          },
          signal: new AbortController().signal,
        },
        { asker, memory, clock, env: {} },
      );
      ear.hear(Buffer.from('PIN: '));
      expect(await within(clock, done)).toBe(1);
      expect(answers.at(-1)).toContain(pin);
    }
  });

  it('that waits in vain says for what, and what came instead', async () => {
    const server = new FakeTerminalServer('r7>');
    server.device.say('\r\nAll lines are busy\r\n');
    const { session, clock } = await opened(server, {
      arrival: arrival({
        login: [{ expect: /sername/i, send: { kind: 'username' }, isOptional: false }],
      }),
    });
    await expect(within(clock, session.ready())).rejects.toMatchObject({
      code: 'timeout',
      line: "r7: nothing came that step 1 of its login waits for; it says 'All lines are busy': compare its expect with what the device says",
    });
  });
});
