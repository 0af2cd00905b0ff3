import { afterEach, describe, expect, it } from 'vitest';
import { charsetOf, UTF_8 } from '../../../src/core/charset.ts';
import { asShowrunError, ShowrunError } from '../../../src/core/errors.ts';
import type { Host } from '../../../src/core/host.ts';
import type { OpenTransport } from '../../../src/core/transport.ts';
import { type OwnPrompt, ownPromptOf } from '../../../src/platforms/own-prompt.ts';
import { Session } from '../../../src/session/session.ts';
import type { SessionOptions } from '../../../src/session/session-options.ts';
import { Feeder } from '../../../src/term/feeder.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { FakeDevice } from '../../helpers/fake-device.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { fakeRecogniser } from '../../helpers/fake-recogniser.ts';
import { FakeTransport } from '../../helpers/fake-transport.ts';
import { settled } from '../../helpers/settled.ts';
import { testHost } from '../../helpers/test-host.ts';

const sessions: Session[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

function setUp(options: Partial<SessionOptions> & { host?: Host } = {}) {
  const devices: FakeDevice[] = [];
  const clock = options.clock ?? new FakeClock();
  const openTransport: OpenTransport = async ({ onProgress }) => {
    onProgress('logging in');
    const transport = new FakeTransport({ software: 'Cisco-1.25' });
    const device = new FakeDevice(transport);
    devices.push(device);
    device.say(`\r\n${device.prompt}`);
    return transport;
  };
  const session = new Session({
    name: 'r1',
    host: testHost({ platform: 'fake_ios' }),
    openTransport,
    platform: fakePlatform,
    feeder: new Feeder(),
    size: { cols: 80, rows: 10 },
    ...options,
    clock,
  });
  sessions.push(session);
  return { session, devices, clock: clock as FakeClock };
}

async function opened(options: Partial<SessionOptions> = {}) {
  const all = setUp(options);
  await all.session.open();
  await all.clock.pass(200);
  const device = all.devices[0];
  if (!device) throw new Error('no device');
  return { ...all, device };
}

function screenOf(session: Session): string[] {
  return session.emulator?.text().filter((line) => line !== '') ?? [];
}

describe('a session', () => {
  it('goes from closed through connecting to open and learns mode and host name', async () => {
    const { session, clock } = setUp();
    const seen: string[] = [];
    session.onChanged.on(() => {
      const { status } = session;
      seen.push(status.status === 'connecting' ? status.step : status.status);
    });
    expect(session.status.status).toBe('closed');
    await session.open();
    await clock.pass(200);
    expect(seen.slice(0, 3)).toEqual(['connecting', 'logging in', 'open']);
    expect(session.status).toMatchObject({ status: 'open', mode: 'privileged' });
    expect(session.hostname).toBe('r1');
  });

  it('draws what the device says and keeps it in the raw log', async () => {
    const { session, device } = await opened();
    device.say('\x1b[1mhello\x1b[0m');
    await settled();
    expect(screenOf(session)).toEqual(['r1#hello']);
    expect(Buffer.concat([...session.rawLog.parts()]).toString()).toBe(
      '\r\nr1#\x1b[1mhello\x1b[0m',
    );
  });

  it('passes keys unchanged and in order', async () => {
    const { session, device } = await opened();
    for (const keys of ['\x1b[A', '\x03', '\x1d', 'é']) session.write(Buffer.from(keys));
    expect(device.transport.written).toBe('\x1b[A\x03\x1dé');
  });

  it('runs a command and gives a Result with its table', async () => {
    const table = { columns: ['a'], rows: [['1']], origin: undefined };
    const { session, device, clock } = await opened({ parse: async () => table });
    device.replies['show clock'] = 'noon\r\n';
    const result = session.run('show clock');
    await clock.pass(10);
    expect(await result).toMatchObject({
      host: 'r1',
      platform: 'fake_ios',
      command: 'show clock',
      text: 'noon',
      outcome: 'ok',
      table,
    });
    expect(screenOf(session)).toEqual(['r1#show clock', 'noon', 'r1#']);
  });

  it('gives the text when no table can be made of it', async () => {
    const parse = async () => {
      throw new ShowrunError('template-failed', 'the template has a fault');
    };
    const { session, device } = await opened({ parse });
    device.replies['show clock'] = 'noon\r\n';
    expect(await session.run('show clock')).toMatchObject({ text: 'noon', table: undefined });
    expect(session.notices.at(-1)?.text).toContain('the template has a fault');
  });

  it('prepares the device once, before the first command', async () => {
    const platform = { ...fakePlatform, onOpen: ['terminal length 0'] };
    const { session, device } = await opened({ platform });
    expect(device.entered).toEqual([]);
    await session.run('one');
    await session.run('two');
    expect(device.entered).toEqual(['terminal length 0', 'one', 'two']);
  });

  it('recognises the platform from what the device shows, and prepares it then', async () => {
    const known = { ...fakePlatform, name: 'known', onOpen: ['terminal length 0'] };
    const signs: string[] = [];
    const { session, device, clock } = await opened({
      recogniser: fakeRecogniser({
        look: ({ software, prompt }) => {
          signs.push(`${software} ${prompt}`);
          return prompt === 'r1#' ? known : undefined;
        },
      }),
    });
    await clock.pass(100);
    expect(signs).toEqual(['Cisco-1.25 r1#']);
    expect(session.platform.name).toBe('known');
    await session.run('one');
    expect(device.entered).toEqual(['terminal length 0', 'one']);
  });

  it('holds the person’s keys while a script runs and delivers them after, in order', async () => {
    const { session, device } = await opened();
    device.replies['show clock'] = () => {
      session.write(Buffer.from('ab'));
      session.write(Buffer.from('c'));
      expect(session.holder?.owner).toBe('test');
      expect(session.heldKeyBytes).toBe(3);
      device.say(`noon\r\n${device.prompt}`);
    };
    await session.run('show clock', { owner: 'test' });
    expect(session.holder).toBeUndefined();
    await settled();
    expect(device.transport.written).toBe('show clock\rabc');
  });

  it('holds no more keys than its bound, and says so', async () => {
    const { session, device } = await opened();
    await session.exclusive('script', async () => {
      for (let i = 0; i < 100; i++) session.write(Buffer.alloc(1_000, 0x61));
      expect(session.heldKeyBytes).toBeLessThanOrEqual(65_536);
    });
    expect(device.transport.written.length).toBe(65_000);
    expect(session.notices.at(-1)?.text).toContain('the last keys were dropped');
  });

  it('gives a silent device up after one time-out, not several', async () => {
    const { session, clock } = setUp({ openTransport: async () => new FakeTransport() });
    await session.open();
    const failed = expect(
      session.run('show clock', { idleTimeoutMs: 5_000 }),
    ).rejects.toMatchObject({
      code: 'no-prompt',
    });
    await clock.pass(6_000);
    await failed;
  });

  it('runs scripts one after the other', async () => {
    const { session, device } = await opened();
    await Promise.all([
      session.exclusive('first', async (run) => {
        await run('one');
        await settled();
        await run('two');
      }),
      session.run('three'),
    ]);
    expect(device.entered).toEqual(['one', 'two', 'three']);
  });

  it('interrupts the running command when asked, and goes on with the next', async () => {
    const { session, device, clock } = await opened();
    device.replies['ping'] = () => device.say('!!!');
    const ping = session.run('ping');
    const next = session.run('show clock');
    const failed = expect(ping).rejects.toMatchObject({ code: 'interrupted' });
    await settled();
    session.interrupt();
    await clock.pass(5_000);
    await failed;
    expect((await next).text).toBe('');
  });

  it('gives up its place in the queue when aborted', async () => {
    const { session, device } = await opened();
    const abort = new AbortController();
    device.replies['ping'] = () => {
      abort.abort();
      device.say(device.prompt);
    };
    const ping = session.run('ping');
    const queued = session.run('show clock', { signal: abort.signal });
    await expect(queued).rejects.toMatchObject({ code: 'interrupted' });
    await ping;
    expect(device.entered).toEqual(['ping']);
  });

  it('fails a command when the device vanishes, and says so in the pane', async () => {
    const { session, device } = await opened();
    device.replies['reload'] = () => {
      device.say('bye\r\n');
      const error = new ShowrunError('timeout', 'r1 no longer answers');
      device.transport.end({ kind: 'lost', error });
    };
    await expect(session.run('reload')).rejects.toMatchObject({
      code: 'hung-up',
      message: "r1 no longer answers while running 'reload'",
    });
    await settled();
    expect(session.status).toMatchObject({ status: 'lost' });
    const [, bye, line] = screenOf(session);
    expect(bye).toBe('bye');
    expect(line).toMatch(/^── connection lost \d\d:03:04: r1 no longer answers · press Enter to/);
  });

  it('rejects a command without a connection with the reason', async () => {
    const { session, device } = await opened();
    device.transport.end({ kind: 'ended', exitCode: 0 });
    await expect(session.run('show clock')).rejects.toMatchObject({ code: 'not-open' });
    expect(session.status).toMatchObject({ status: 'closed', exitCode: 0 });
  });

  it('connects again at Enter, in the same pane', async () => {
    const { session, device, devices, clock } = await opened();
    device.say('before');
    device.transport.end({ kind: 'ended', exitCode: 0 });
    session.write(Buffer.from('x'));
    await settled();
    expect(devices.length).toBe(1);
    session.write(Buffer.from('\r'));
    await clock.pass(200);
    expect(session.status).toMatchObject({ status: 'open', mode: 'privileged' });
    const lines = screenOf(session);
    expect(lines[0]).toBe('r1#before');
    expect(lines[1]).toContain('connection closed');
    expect(lines[2]).toBe('r1#');
    devices[1]?.say('after');
    await settled();
    expect(screenOf(session).at(-1)).toBe('r1#after');
  });

  it('leaves a full-screen program’s screen when the connection is lost', async () => {
    const { session, device } = await opened();
    device.say('\x1b[?1049h\x1b[Hvim\x1b[5');
    device.transport.end({ kind: 'ended', exitCode: undefined });
    await settled();
    expect(session.emulator?.modes.alternateScreen).toBe(false);
    expect(screenOf(session)[0]).toBe('r1#');
    expect(screenOf(session)[1]).toContain('connection closed');
  });

  it('says why it could not connect, and tries again at Enter', async () => {
    let attempts = 0;
    const { session } = setUp({
      openTransport: async () => {
        attempts += 1;
        throw new ShowrunError('unreachable', 'r1 (192.0.2.1) cannot be reached');
      },
    });
    await session.open();
    await settled();
    expect(session.status).toMatchObject({ status: 'failed', error: { code: 'unreachable' } });
    expect(screenOf(session)[0]).toContain('could not connect');
    await expect(session.ready()).rejects.toMatchObject({ code: 'unreachable' });
    session.write(Buffer.from('\r'));
    await settled();
    expect(attempts).toBe(3);
  });

  it('is ready at the first prompt', async () => {
    const { session, clock } = setUp();
    const ready = session.ready();
    await clock.pass(500);
    await ready;
    expect(session.mode).toBe('privileged');
  });

  it('lets go of who waits for a connection when told to', async () => {
    const { session } = setUp({
      openTransport: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('given up')));
        }),
    });
    const abort = new AbortController();
    const ready = session.ready(abort.signal);
    const ran = session.run('show clock', { signal: abort.signal });
    setImmediate(() => abort.abort());
    await expect(ready).rejects.toMatchObject({ code: 'interrupted' });
    await expect(ran).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('answers the device’s questions to the terminal, but not while a script types', async () => {
    const { session, device } = await opened();
    device.say('\x1b[6n');
    await settled();
    expect(device.transport.written).toMatch(/^\x1b\[\d+;\d+R$/);
    device.transport.written = '';
    device.replies['show clock'] = '\x1b[6nnoon\r\n';
    device.line = '';
    expect((await session.run('show clock')).text).toBe('noon');
    expect(device.transport.written).toBe('show clock\r');
  });

  it('speaks the character set of its host: keys, screen, commands and the last one of them', async () => {
    const host = testHost({ platform: 'fake_ios', encoding: 'gbk' });
    const { session, device, clock } = await opened({ host });
    const gbk = charsetOf('gbk') ?? UTF_8;
    device.encode = (text) => gbk.encode(text);
    device.transport.decode = (bytes) => gbk.openDecoder().decode(bytes);
    device.replies['show 接口'] = '核心\r\n';
    session.write(Buffer.from('show 接口\r'));
    await clock.pass(200);
    expect(device.entered).toEqual(['show 接口']);
    expect(screenOf(session)).toEqual(['r1#show 接口', '核心', 'r1#']);
    expect(await session.lastCommand()).toMatchObject({ command: 'show 接口', text: '核心' });
    const ran = session.run('show 接口');
    await clock.pass(200);
    expect((await ran).text).toBe('核心');
  });

  it('takes the line it stands at for a prompt when told, finishes what waits for one, and remembers it', async () => {
    const remembered: string[] = [];
    const prompts = {
      known: () => undefined,
      remember: ({ text }: OwnPrompt) => remembered.push(text),
    };
    const { session, device, clock } = await opened({ prompts });
    device.replies['enter box'] = () => {
      device.prompt = 'box 7 ok:';
      device.say('in the box\r\nbox 7 ok:');
    };
    device.replies['look'] = 'dark\r\n';
    const ran = session.run('enter box');
    await clock.pass(5_000);
    expect(await session.takePrompt()).toBe('/^box \\d{1,12} ok: {0,3}$/');
    await clock.pass(200);
    expect((await ran).text).toBe('in the box');
    device.prompt = 'box 8 ok:';
    const looked = session.run('look');
    await clock.pass(500);
    expect((await looked).text).toBe('dark');
    expect(remembered).toEqual(['/^box \\d{1,12} ok: {0,3}$/']);
  });

  it.each(['', 'Password: ', ' --More-- ', 'Proceed with reload? [confirm]'])(
    'does not take %j for a prompt',
    async (line) => {
      const { session, device } = await opened();
      device.say(`\r\n${line}`);
      await expect(session.takePrompt()).rejects.toMatchObject({ code: 'bad-usage' });
    },
  );

  it('knows the prompt its inventory names', async () => {
    const prompts = { known: () => ownPromptOf('gate ->'), remember: () => undefined };
    const { session, device, clock } = await opened({ prompts });
    device.prompt = 'gate -> ';
    device.replies['look'] = 'dark\r\n';
    device.say('\r\ngate -> ');
    const looked = session.run('look');
    await clock.pass(500);
    expect(await looked).toMatchObject({ text: 'dark', mode: 'exec' });
    await clock.pass(500);
    expect(await session.lastCommand()).toMatchObject({ command: 'look', text: 'dark' });
  });

  it('shows where a device stands that shows no prompt: line, bytes, what was expected, what to do', async () => {
    const { session, device, clock } = await opened();
    device.replies['enter box'] = () => device.say('in\r\n\x1b[1mbox:\x1b[0m ');
    const failed = session.run('enter box', { idleTimeoutMs: 5_000 }).catch(asShowrunError);
    await clock.pass(6_000);
    expect(await failed).toMatchObject({
      code: 'no-prompt',
      message: String.raw`r1 was silent for 5 s after 'enter box' and shows no prompt; its last line is 'box:', its last bytes '\r\nr1#enter box\r\nin\r\n\e[1mbox:\e[0m '; expected was a prompt of Fake IOS like 'r1#'`,
      advice: expect.stringContaining('Take this line for the prompt'),
    });
  });

  it('undoes on leaving what its platform sets for longer than a login, if it was set', async () => {
    const platform = { ...fakePlatform, onOpen: ['paging off'], onClose: ['paging on'] };
    const idle = await opened({ platform });
    await idle.session.close();
    expect(idle.device.entered).toEqual([]);
    const used = await opened({ platform });
    const ran = used.session.run('show clock');
    await used.clock.pass(500);
    await ran;
    const closed = used.session.close();
    await used.clock.pass(500);
    await closed;
    expect(used.device.entered).toEqual(['paging off', 'show clock', 'paging on']);
  });

  it('does not wait on leaving for a device that does not answer', async () => {
    const platform = { ...fakePlatform, onOpen: ['paging off'], onClose: ['paging on'] };
    const { session, device, clock } = await opened({ platform });
    const ran = session.run('show clock');
    await clock.pass(500);
    await ran;
    device.replies['paging on'] = () => undefined;
    const closed = session.close();
    await clock.pass(2_000);
    await closed;
    expect(device.transport.isClosed).toBe(true);
  });

  it('runs a show command from within the configuration, where that takes a word', async () => {
    const platform = { ...fakePlatform, config: { ...fakePlatform.config, doPrefix: 'do' } };
    const { session, device, clock } = await opened({ platform });
    device.prompt = 'r1(config)#';
    device.say('\r\nr1(config)#');
    device.replies['do show clock'] = 'noon\r\n';
    const ran = session.run('show clock');
    await clock.pass(500);
    expect(await ran).toMatchObject({ command: 'show clock', text: 'noon', mode: 'configuration' });
    device.prompt = 'r1#';
    device.say('\r\nr1#');
    device.replies['show clock'] = 'one\r\n';
    const again = session.run('show clock');
    await clock.pass(500);
    expect((await again).text).toBe('one');
  });

  it('tells the far end the last size of many', async () => {
    const { session, device, clock } = await opened();
    for (let cols = 81; cols <= 120; cols++) session.resize({ cols, rows: 20 });
    await clock.pass(100);
    expect(device.transport.sizes.length).toBeLessThanOrEqual(2);
    expect(device.transport.sizes.at(-1)).toEqual({ cols: 120, rows: 20 });
    expect(session.emulator?.size).toEqual({ cols: 120, rows: 20 });
  });

  it('keeps what is typed while it connects for the shell to come', async () => {
    const transport = new FakeTransport();
    const { session } = setUp({
      openTransport: async () => {
        session.write(Buffer.from('show '));
        session.write(Buffer.from('clock\r'));
        return transport;
      },
    });
    await session.open();
    expect(transport.written).toBe('show clock\r');
  });

  it('asks a device it does not know what it is for the table of a command, which stays the last one', async () => {
    const known = { ...fakePlatform, name: 'known' };
    const { session, device, clock } = await opened({
      recogniser: fakeRecogniser({
        nextStep: (_, answers) =>
          answers.length === 0
            ? { kind: 'ask', command: 'show version' }
            : { kind: 'found', platform: known },
      }),
    });
    device.replies['show clock'] = '12:00:00 UTC\r\n';
    session.write(Buffer.from('show clock\r'));
    await clock.pass(500);
    for (const asked of [1, 1]) {
      const last = session.lastCommand();
      await clock.pass(500);
      const wanted = { platform: 'known', command: 'show clock', text: '12:00:00 UTC' };
      expect(await last).toMatchObject(wanted);
      expect(device.entered.filter((line) => line === 'show version')).toHaveLength(asked);
    }
  });

  it('gives the last command typed by a person, read off the screen', async () => {
    const { session, device, clock } = await opened();
    device.replies['show clock'] = '12:00:00 UTC\r\n';
    session.write(Buffer.from('show clock\r'));
    await clock.pass(500);
    expect(await session.lastCommand()).toMatchObject({
      host: 'r1',
      command: 'show clock',
      text: '12:00:00 UTC',
      outcome: 'ok',
    });
  });

  it('drops what was typed before a question came up: it may be a password typed early', async () => {
    let ask = (): void => undefined;
    const transport = new FakeTransport();
    const device = new FakeDevice(transport);
    const openTransport: OpenTransport = async ({ onQuestion }) => {
      await new Promise<void>((resolve) => {
        ask = resolve;
      });
      onQuestion?.();
      session.write(Buffer.from('show clock\r'));
      return transport;
    };
    const { session, clock } = setUp({ openTransport });
    const opening = session.open();
    await settled();
    session.write(Buffer.from('hunter2\r'));
    ask();
    await opening;
    await clock.pass(200);
    expect(device.entered).toEqual(['show clock']);
  });

  it.each(['Password: ', 'Enter passphrase for key: ', "ann's secret:", 'Verification PIN? '])(
    'lets no answer of the emulator into what is typed at %j',
    async (prompt) => {
      const { device, session, clock } = await opened();
      const before = device.transport.written;
      device.say(`\r\n${prompt}\x1b[6n\x1b[c`);
      await clock.pass(200);
      expect(session.pendingBytes).toBe(0);
      expect(device.transport.written).toBe(before);
      device.say('\r\nr1#\x1b[6n');
      await clock.pass(200);
      expect(device.transport.written).toMatch(/\d+;\d+R$/);
    },
  );

  it('tells a size that changed while it was connecting', async () => {
    const transport = new FakeTransport();
    const { session } = setUp({
      openTransport: async ({ size }) => {
        expect(size).toEqual({ cols: 80, rows: 10 });
        session.resize({ cols: 100, rows: 30 });
        return transport;
      },
    });
    await session.open();
    expect(transport.sizes).toEqual([{ cols: 100, rows: 30 }]);
  });

  it('shows only the harmless part of a title', async () => {
    const { session, device } = await opened();
    device.say('\x1b]0;core\u202e1\x07');
    await settled();
    expect(session.title).toMatch(/^core.?1$/);
    expect(session.title).not.toContain('\u202e');
  });

  it('loses its connection and nothing else when something of ours throws', async () => {
    const { session, device } = await opened();
    session.rawLog.append = () => {
      throw new Error('broken');
    };
    device.say('x');
    await settled();
    expect(session.status).toMatchObject({ status: 'lost', error: { code: 'internal' } });
    expect(device.transport.isClosed).toBe(true);
  });

  it('survives a fault in what recognises platforms', async () => {
    const { session, clock } = setUp({
      recogniser: fakeRecogniser({
        look: () => {
          throw new Error('broken');
        },
      }),
    });
    await session.open();
    await clock.pass(200);
    expect(session.status).toMatchObject({ status: 'lost', error: { code: 'internal' } });
  });

  it('closes what it was opening', async () => {
    let aborted = false;
    const { session } = setUp({
      openTransport: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new ShowrunError('interrupted', 'aborted'));
          });
        }),
    });
    void session.open();
    await settled();
    await session.close();
    await session.close();
    expect(aborted).toBe(true);
  });
});
