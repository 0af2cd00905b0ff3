import { afterEach, describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../../src/core/errors.ts';
import type { Platform } from '../../../../src/platforms/platform.ts';
import type { AskSecret } from '../../../../src/session/secrets/ask-secret.ts';
import { Session } from '../../../../src/session/session.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakeDevice } from '../../../helpers/fake-device.ts';
import { fakePlatform } from '../../../helpers/fake-platform.ts';
import { FakeTransport } from '../../../helpers/fake-transport.ts';
import { testHost } from '../../../helpers/test-host.ts';

const REFUSAL = '% Invalid input\r\n';
const open: Session[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

async function setUp(given: { platform?: Partial<Platform>; secret?: AskSecret } = {}) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const device = new FakeDevice(transport);
  const session = new Session({
    name: 'r1',
    host: testHost({ platform: 'fake_ios' }),
    openTransport: async () => {
      device.say(`\r\n${device.prompt}`);
      return transport;
    },
    platform: { ...fakePlatform, ...given.platform },
    size: { cols: 80, rows: 24 },
    secret: given.secret,
    clock,
  });
  open.push(session);
  await session.open();
  await clock.pass(200);
  const within = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    const watched = work.finally(() => {
      isDone = true;
    });
    watched.catch(() => undefined);
    while (!isDone) await clock.pass(50);
    return await watched;
  };
  return { session, device, transport, clock, within };
}

/** Asks questions one after the other, keeps what is answered to each, then says its last words and shows the prompt. */
function asks(device: FakeDevice, questions: readonly string[], last = ''): string[] {
  const answers: string[] = [];
  const ask = ([question, ...more]: readonly string[]): void => {
    if (question === undefined) {
      device.onKeys = undefined;
      device.say(`${last}${device.prompt}`);
      return;
    }
    let typed = '';
    device.onKeys = (keys) => {
      typed += keys;
      if (!/[password]:? ?$/i.test(question)) device.say(keys.replace('\r', ''));
      if (!keys.includes('\r')) return;
      answers.push(typed.slice(0, -1));
      device.say('\r\n');
      ask(more);
    };
    device.say(question);
  };
  ask(questions);
  return answers;
}

const COPY = [
  'Address or name of remote host []? ',
  'Source filename []? ',
  'Destination filename [running-config]? ',
];

describe('a text sent', () => {
  it('has its questions answered in order, those the platform does not know too', async () => {
    const { session, device, within } = await setUp();
    let answers: string[] = [];
    device.replies['copy tftp: run'] = () => {
      answers = asks(device, COPY, '[OK - 42 bytes]\r\n');
    };
    const result = await within(
      session.send('copy tftp: run', { answers: ['10.0.0.9', 'r1.cfg', ''] }),
    );
    expect(answers).toEqual(['10.0.0.9', 'r1.cfg', '']);
    expect(result).toMatchObject({ outcome: 'ok', endedBy: 'prompt', command: 'copy tftp: run' });
    expect(result.text).toContain('[OK - 42 bytes]');
    expect(result.text).not.toContain('r1#');
  });

  it('has questions answered by what they are like, as often as they come', async () => {
    const { session, device, within } = await setUp();
    let answers: string[] = [];
    device.replies['delete *.bin'] = () => {
      answers = asks(device, [
        'Delete a.bin? [confirm]',
        'Delete b.bin? [confirm]',
        'Sure? [no]: ',
      ]);
    };
    await within(
      session.send('delete *.bin', {
        answers: [
          { when: /\[confirm\]/, send: '' },
          { when: 'Sure', send: 'yes' },
        ],
      }),
    );
    expect(answers).toEqual(['', '', 'yes']);
  });

  it('is left at a question it has no answer to, and the next one sent answers it', async () => {
    const { session, device, within } = await setUp();
    let answers: string[] = [];
    device.replies['reload'] = () => {
      answers = asks(device, ['Proceed with reload? [confirm]']);
    };
    const error = asShowrunError(await within(session.send('reload').catch((e) => e)));
    expect(error.message).toBe("r1 asks 'Proceed with reload? [confirm]' after 'reload'");
    const result = await within(session.send(''));
    expect(answers).toEqual(['']);
    expect(result).toMatchObject({ endedBy: 'prompt' });
  });

  it('ends at what is expected, at a question too, with what its groups caught', async () => {
    const { session, device, within } = await setUp();
    device.replies['reload'] = () => device.say('Building…\r\nReload in 5 minutes? [confirm]');
    const result = await within(session.send('reload', { expect: /in (?<minutes>\d+) minutes\?/ }));
    expect(result).toMatchObject({
      endedBy: 'pattern',
      text: 'Building…\nReload in 5 minutes? [confirm]',
      match: {
        line: 'Reload in 5 minutes? [confirm]',
        text: 'in 5 minutes?',
        groups: ['5'],
        named: { minutes: '5' },
      },
    });
  });

  it('does not take its own echo for what is expected, nor a prompt before it', async () => {
    const { session, device, clock, within } = await setUp();
    device.replies['start job'] = () => {
      device.say(`started\r\n${device.prompt}`);
      clock.after(400, () => device.say('\r\njob done\r\nr1#'));
    };
    const result = await within(session.send('start job', { expect: 'job' }));
    expect(result.match?.line).toBe('job done');
  });

  it('is refused as an answer, whatever was expected', async () => {
    const { session, device, within } = await setUp();
    device.replies['relaod'] = REFUSAL;
    const result = await within(session.send('relaod', { expect: /confirm/ }));
    expect(result).toMatchObject({
      outcome: 'refused',
      endedBy: 'prompt',
      text: '% Invalid input',
    });
  });

  it('says what it expected and what came last when it does not come', async () => {
    const { session, device, within } = await setUp();
    device.replies['go'] = 'almost\r\nthere\r\n';
    const error = asShowrunError(
      await within(session.send('go', { expect: /done/, idleTimeoutMs: 3_000 }).catch((e) => e)),
    );
    expect(error.code).toBe('timeout');
    expect(error.message).toBe(
      "r1 has not said /done/ within 3 s after 'go'; its last words are 'almost ⏎ there ⏎ r1#'",
    );
    expect((await within(session.run('show clock'))).outcome).toBe('ok');
  });

  it('ends with silence where nothing else would tell', async () => {
    const { session, device, clock, within } = await setUp();
    device.replies['menu'] = () => {
      device.say('1 one\r\n');
      clock.after(600, () => device.say('2 two\r\nYour choice> '));
    };
    const result = await within(session.send('menu', { timing: 1_000 }));
    expect(result).toMatchObject({ endedBy: 'quiet', text: '1 one\n2 two\nYour choice> ' });
  });

  it('may be a key, or nothing but Return', async () => {
    const { session, device, transport, within } = await setUp();
    device.replies['ping'] = () => device.say('!!!!');
    await within(session.send('ping', { timing: 500 }));
    const stopped = await within(session.send('\x03', { timing: 500 }));
    expect(transport.written).toContain('\x03');
    expect(stopped.endedBy).toBe('quiet');
    expect((await within(session.run('show clock'))).outcome).toBe('ok');
  });

  it('as a secret is in no result, and in no error', async () => {
    const { session, device, within } = await setUp();
    device.replies['login'] = () => {
      asks(device, ['Password: '], 'you typed hunter2\r\n');
    };
    await within(session.send('login', { expect: /Password:/ }));
    const result = await within(session.send('hunter2', { secret: true }));
    expect(result).toMatchObject({ command: '…', text: 'you typed …' });
    const failed = session.send('hunter2', { secret: true, expect: /never/, idleTimeoutMs: 500 });
    const error = asShowrunError(await within(failed.catch((e) => e)));
    expect(error.line).not.toContain('hunter2');
    expect(JSON.stringify(session.notices)).not.toContain('hunter2');
  });

  it('answers with a secret by its name, which the script never sees', async () => {
    const asked: unknown[] = [];
    const secret: AskSecret = async ({ about, question }) => {
      asked.push({ about, question });
      return { secret: 'hunter2', judge: (verdict) => asked.push(verdict) };
    };
    const { session, device, transport, within } = await setUp({ secret });
    device.replies['become'] = () => {
      asks(device, ['Enter it: ']);
    };
    const answers = [{ when: /Enter it/, send: { secret: 'enable' } }];
    const result = await within(session.send('become', { answers }));
    expect(transport.written).toContain('hunter2\r');
    expect(asked).toEqual([{ about: 'host secret', question: 'Enter it:' }, 'accepted']);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('is not read on the screen or in the raw log either, where a device echoes it', async () => {
    const { session, device, within } = await setUp({
      secret: async () => ({ secret: 'hunter2', judge: () => undefined }),
    });
    device.replies['become'] = () => {
      device.onKeys = (keys) => {
        device.onKeys = undefined;
        device.say(`${keys.replace('\r', '\r\n')}r1#`);
      };
      device.say('Password: ');
    };
    await within(session.run('become'));
    await within(session.send('hunter2', { secret: true, timing: 200 }));
    const raw = Buffer.concat([...session.rawLog.parts()]).toString();
    expect(raw).toContain('Password: *******');
    expect(raw).not.toContain('hunter2');
  });

  it('gives sudo the secret of the host, by what the platform says', async () => {
    const about: string[] = [];
    const secret: AskSecret = async (asked) => {
      about.push(`${asked.after}: ${asked.about}`);
      return { secret: 'hunter2', judge: () => undefined };
    };
    const { session, device, within } = await setUp({
      secret,
      platform: { secretCommands: ['sudo'] },
    });
    for (const command of ['sudo id', 'sudoku', 'su']) {
      device.replies[command] = () => {
        asks(device, ['[sudo] password for ann: '], 'uid=0\r\n');
      };
    }
    expect((await within(session.run('sudo id'))).text).toContain('uid=0');
    await within(session.run('sudoku'));
    await within(session.run('su'));
    expect(about).toEqual(['sudo id: host secret', 'sudoku: unknown', 'su: unknown']);
  });

  it('keeps the secret of the host from what sudo runs: another host may ask there', async () => {
    const about: string[] = [];
    const secret: AskSecret = async (asked) => {
      about.push(`${asked.question} ${asked.about}`);
      return undefined;
    };
    const { session, device, within } = await setUp({
      secret,
      platform: { secretCommands: ['sudo'] },
    });
    device.replies['sudo ssh root@r9'] = () => asks(device, ["root@r9's password: "], '');
    await expect(within(session.run('sudo ssh root@r9'))).rejects.toMatchObject({
      code: 'auth-failed',
    });
    expect(about).toEqual(["root@r9's password: unknown"]);
  });

  it('is stopped by its signal, and the next command finds the prompt', async () => {
    const { session, device, within } = await setUp();
    device.replies['go'] = () => device.say('working');
    const stop = new AbortController();
    const sent = session.send('go', { expect: /done/, signal: stop.signal });
    setTimeout(() => stop.abort(), 5);
    await expect(within(sent)).rejects.toMatchObject({ code: 'interrupted' });
    expect((await within(session.run('show clock'))).outcome).toBe('ok');
  });

  it('refuses what cannot be one line', async () => {
    const { session, within } = await setUp();
    await expect(within(session.send('a\rb'))).rejects.toMatchObject({ code: 'bad-usage' });
    await expect(within(session.send('a', { timing: 0 }))).rejects.toThrow('above 0');
    await expect(within(session.send('a', { expect: '' }))).rejects.toThrow('nothing to wait for');
  });
});

describe('waiting for a pattern', () => {
  it('hears lines the device sends from now on, cut anywhere, log lines too', async () => {
    const { session, device, within } = await setUp();
    device.chunksOf = function* (bytes) {
      for (const byte of bytes) yield Uint8Array.of(byte);
    };
    device.say('\r\nOSPF is up\r\nr1#');
    const heard = session.waitFor(/OSPF.*(up|FULL)/);
    device.say('\r\n*Mar  1 00:00:10.123: %OSPF-5-ADJCHG: to FULL, Loading Done\r\nr1#');
    expect(await within(heard)).toMatchObject({
      text: '*Mar  1 00:00:10.123: %OSPF-5-ADJCHG: to FULL, Loading Done',
      match: { groups: ['FULL'] },
      endedBy: 'pattern',
    });
  });

  it('hears a line that does not end once the device rests, whole', async () => {
    const { session, device, clock, within } = await setUp();
    const heard = session.waitFor(/User(.*)/);
    device.say('\r\nUser');
    await clock.pass(10);
    device.say('name: ');
    expect((await within(heard)).match?.groups).toEqual(['name: ']);
  });

  it('takes no turn: commands run meanwhile, and what they say is heard', async () => {
    const { session, device, within } = await setUp();
    device.replies['show clock'] = '10:00:00\r\n';
    const heard = session.waitFor(/^\d+:/);
    expect((await within(session.run('show clock'))).text).toBe('10:00:00');
    expect((await within(heard)).text).toBe('10:00:00');
  });

  it('gives up in time however much comes, and says what came last', async () => {
    const { session, device, clock, within } = await setUp();
    const chatter = (): void => {
      device.say('\r\nstill here');
      if (!session.rawLog) return;
      clock.after(300, chatter);
    };
    chatter();
    const error = asShowrunError(
      await within(session.waitFor('gone', { timeoutMs: 2_000 }).catch((e) => e)),
    );
    expect(error.message).toContain("r1 has not said 'gone' within 2 s");
    expect(error.message).toContain('still here');
  });

  it('gives a pattern that takes for ever up, and the session lives on', async () => {
    const { session, device, within } = await setUp();
    const heard = session.waitFor(/^(a+)+$/);
    device.say(`\r\n${'a'.repeat(60)}b\r\nr1#`);
    await expect(within(heard)).rejects.toMatchObject({ code: 'bad-usage' });
    expect((await within(session.run('show clock'))).outcome).toBe('ok');
  });

  it('ends with its signal and with the line', async () => {
    const { session, transport, within } = await setUp();
    const stop = new AbortController();
    const stopped = session.waitFor('x', { signal: stop.signal });
    stopped.catch(() => undefined);
    const lost = session.waitFor('x');
    lost.catch(() => undefined);
    stop.abort();
    await expect(within(stopped)).rejects.toMatchObject({ code: 'interrupted' });
    transport.end({ kind: 'ended', exitCode: 0 });
    await expect(within(lost)).rejects.toMatchObject({ code: 'hung-up' });
  });
});

describe('bytes as they are', () => {
  it('are written and read for as long as somebody has the session', async () => {
    const { session, device, transport, within } = await setUp();
    device.onKeys = (keys) => device.say(keys === '\x1bA' ? '\x1b[1mup\x1b[0m' : `<${keys}>`);
    const texts = await within(
      session.exclusive('test', async (_, raw) => {
        await raw.write('\x1bA');
        const first = await raw.read({ until: /up/ });
        await raw.write(Uint8Array.of(0x68, 0x69));
        return [first, await raw.read(), await raw.read({ quietMs: 50 })];
      }),
    );
    expect(texts).toEqual(['\x1b[1mup\x1b[0m', '<hi>', '']);
    expect(transport.written).toContain('\x1bAhi');
  });

  it('can be read again when what they were to hold did not come', async () => {
    const { session, device, within } = await setUp();
    device.onKeys = () => device.say('half');
    const text = await within(
      session.exclusive('test', async (_, raw) => {
        await raw.write('x');
        await expect(raw.read({ until: 'whole', timeoutMs: 500 })).rejects.toMatchObject({
          code: 'timeout',
          message: "r1 has not said 'whole' within 0.5 s; its last words are 'half'",
        });
        return await raw.read();
      }),
    );
    expect(text).toBe('half');
  });
});
