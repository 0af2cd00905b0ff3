import { afterEach, describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../../src/core/errors.ts';
import type { Platform } from '../../../../src/platforms/platform.ts';
import type { AskSecret } from '../../../../src/session/secrets/ask-secret.ts';
import { Session } from '../../../../src/session/session.ts';
import type { SessionOptions } from '../../../../src/session/session-options.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakeDevice } from '../../../helpers/fake-device.ts';
import { fakePlatform } from '../../../helpers/fake-platform.ts';
import { FakeTransport } from '../../../helpers/fake-transport.ts';
import { testHost } from '../../../helpers/test-host.ts';

const ERROR = "   ^\r\n% Invalid input detected at '^' marker.\r\n\r\n";
const platform: Platform = {
  ...fakePlatform,
  moves: [
    { from: 'exec', to: 'privileged', send: ['enable'], asks: 'password' },
    { from: 'privileged', to: 'configuration', send: ['configure terminal'], asks: undefined },
    { from: 'configuration', to: 'privileged', send: ['end'], asks: undefined },
  ],
  comments: ['!'],
  multiline: [{ start: /^banner motd (?<end>\S)/, end: undefined }],
  questions: [...fakePlatform.questions, /^Destination filename \[startup-config\]\? ?$/],
  safeAnswers: [{ pattern: /^Destination filename/, answer: '' }],
  config: { ...fakePlatform.config, save: ['copy running-config startup-config'] },
};
const candidate: Platform = {
  ...platform,
  config: {
    ...platform.config,
    save: [],
    commit: ['commit'],
    commitComment: ['commit comment {comment}'],
    commitConfirm: ['commit confirmed {minutes}'],
    confirm: ['commit check-in'],
    abort: ['clear'],
  },
};

const open: Session[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

async function setUp(options: Partial<SessionOptions> = {}) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const device = new FakeDevice(transport);
  const prompts: Record<string, string> = {
    'configure terminal': 'r1(config)#',
    'interface Gi0/1': 'r1(config-if)#',
    end: 'r1#',
  };
  for (const [line, prompt] of Object.entries(prompts)) {
    device.replies[line] = () => {
      device.prompt = prompt;
      device.say(prompt);
    };
  }
  const session = new Session({
    name: 'r1',
    host: testHost({ platform: 'fake_ios', username: 'ann' }),
    openTransport: async () => {
      device.say(`\r\n${device.prompt}`);
      return transport;
    },
    platform,
    size: { cols: 80, rows: 24 },
    clock,
    ...options,
  });
  open.push(session);
  await session.open();
  await clock.pass(200);
  return { session, device, transport, within: <T>(work: Promise<T>) => finished(work, clock) };
}

/** Lets time pass until the work is done. */
async function finished<T>(work: Promise<T>, clock: FakeClock): Promise<T> {
  let isDone = false;
  const watched = work.finally(() => {
    isDone = true;
  });
  watched.catch(() => undefined);
  while (!isDone) await clock.pass(100);
  return await watched;
}

/** A device at `>` that asks for a secret. */
function withEnable(device: FakeDevice, secret: string): void {
  device.prompt = 'r1>';
  const ask = (): void => {
    let typed = '';
    device.say('Password: ');
    device.onKeys = (keys) => {
      typed += keys;
      if (keys.includes('\x03')) return answer('r1>');
      if (!keys.includes('\r')) return;
      if (typed === `${secret}\r`) return answer('r1#');
      device.say('\r\n');
      ask();
    };
  };
  const answer = (prompt: string): void => {
    device.onKeys = undefined;
    device.prompt = prompt;
    device.say(`\r\n${prompt}`);
  };
  device.replies['enable'] = ask;
}

describe('a session on its way to another mode', () => {
  it('goes through the modes between, and stays there', async () => {
    const { session, device, within } = await setUp();
    device.prompt = 'r1>';
    device.say('\r\nr1>');
    device.replies['enable'] = () => {
      device.prompt = 'r1#';
      device.say('r1#');
    };
    await within(session.enterMode('configuration'));
    expect(device.entered).toEqual(['enable', 'configure terminal']);
    expect(session.mode).toBe('configuration');
    await within(session.enterMode('configuration'));
    expect(device.entered).toHaveLength(2);
  });

  it('gives the secret the device asks for, and shows it nowhere', async () => {
    const asked: unknown[] = [];
    const secret: AskSecret = async ({ signal: _, ...question }) => {
      asked.push(question);
      return { secret: 's3cret', judge: (verdict) => asked.push(verdict) };
    };
    const { session, device, transport, within } = await setUp({ secret });
    withEnable(device, 's3cret');
    device.say('\r\nr1>');
    await within(session.enterMode('privileged'));
    expect(session.mode).toBe('privileged');
    expect(asked).toEqual([
      { host: 'r1', question: 'Password:', after: 'enable', about: 'host secret' },
      'accepted',
    ]);
    expect(transport.written).toContain('s3cret\r');
    expect(JSON.stringify(session.notices)).not.toContain('s3cret');
  });

  it('tries a wrong secret once, and has the device back at its prompt', async () => {
    const verdicts: string[] = [];
    const { session, device, transport, within } = await setUp({
      secret: async () => ({ secret: 'wr0ng', judge: (verdict) => verdicts.push(verdict) }),
    });
    withEnable(device, 's3cret');
    device.say('\r\nr1>');
    const error = asShowrunError(await within(session.enterMode('privileged').catch((e) => e)));
    expect(error.code).toBe('auth-failed');
    expect(error.line).not.toContain('wr0ng');
    expect(transport.written.split('wr0ng')).toHaveLength(2);
    expect(verdicts).toEqual(['refused']);
    expect((await within(session.run('show clock'))).mode).toBe('exec');
  });

  it('Q9: goes another way between the same modes where nobody has the first one’s secret', async () => {
    const moves = [
      ...platform.moves,
      { from: 'exec', to: 'privileged', send: ['login'], asks: 'login' as const },
    ];
    const secret: AskSecret = async ({ about }) =>
      about === 'login password' ? { secret: 'l0gin', judge: () => undefined } : undefined;
    const { session, device, within } = await setUp({ platform: { ...platform, moves }, secret });
    withEnable(device, 's3cret');
    const typed: string[] = [];
    device.replies['login'] = () => {
      device.onKeys = (keys) => {
        typed.push(keys);
        if (keys === 'ann\r') return device.say('\r\nPassword: ');
        device.onKeys = undefined;
        device.prompt = 'r1#';
        device.say('\r\nr1#');
      };
      device.say('Username: ');
    };
    device.say('\r\nr1>');
    await within(session.enterMode('privileged'));
    expect(session.mode).toBe('privileged');
    expect(typed).toEqual(['ann\r', 'l0gin\r']);
    expect(device.entered).toEqual(['enable', 'login']);
  });

  it('says so when nobody knows the secret', async () => {
    const { session, device, within } = await setUp();
    withEnable(device, 's3cret');
    device.say('\r\nr1>');
    await expect(within(session.enterMode('privileged'))).rejects.toMatchObject({
      code: 'auth-failed',
      advice: expect.stringContaining('from exec to privileged'),
    });
    expect((await within(session.run('show clock'))).mode).toBe('exec');
  });

  it('says where it stays and what the device says', async () => {
    const { session, device, within } = await setUp();
    device.replies['configure terminal'] = 'Configuration is locked by ben\r\n';
    await expect(within(session.enterMode('configuration'))).rejects.toMatchObject({
      message:
        "r1 is in privileged and not in configuration after 'configure terminal'; it says 'Configuration is locked by ben'",
    });
  });

  it('names the modes there are, and a way nobody knows', async () => {
    const { session, within } = await setUp();
    await expect(within(session.enterMode('shell'))).rejects.toMatchObject({
      code: 'bad-usage',
      advice: 'it has configuration, privileged, exec',
    });
    await expect(within(session.enterMode('exec'))).rejects.toMatchObject({
      message: 'no way is known from privileged to exec on r1 (Fake IOS)',
    });
  });
});

describe('a configuration pushed', () => {
  it('is sent line by line, without blank lines and comments, and left again', async () => {
    const { session, device, within } = await setUp();
    const progress: string[] = [];
    const result = await within(
      session.config(['! a comment', '', 'interface Gi0/1', ' shutdown'], {
        onLine: ({ line, sent, total }) => progress.push(`${sent}/${total} ${line.trim()}`),
      }),
    );
    expect(device.entered).toEqual(['configure terminal', 'interface Gi0/1', ' shutdown', 'end']);
    expect(result).toMatchObject({
      host: 'r1',
      sent: 2,
      total: 2,
      outcome: 'ok',
      state: 'running',
    });
    expect(progress).toEqual(['1/2 interface Gi0/1', '2/2 shutdown']);
    expect(session.mode).toBe('privileged');
  });

  it('stops at the first refusal with the line, its number and the words of the device', async () => {
    const { session, device, within } = await setUp();
    device.replies['shutdwon'] = ERROR;
    const result = await within(session.config(['interface Gi0/1', 'shutdwon', 'description x']));
    expect(result).toMatchObject({ outcome: 'refused', sent: 1, total: 3 });
    expect(result.refusal).toEqual({
      line: 'shutdwon',
      number: 2,
      words: "   ^\n% Invalid input detected at '^' marker.",
      prompt: 'r1(config-if)#',
    });
    expect(device.entered).not.toContain('description x');
    expect(device.entered.at(-1)).toBe('end');
    expect(session.mode).toBe('privileged');
  });

  it('survives a host name changed inside', async () => {
    const { session, device, within } = await setUp();
    device.replies['hostname core'] = () => {
      device.prompt = 'core(config)#';
      device.replies['end'] = () => {
        device.prompt = 'core#';
        device.say('core#');
      };
      device.say(device.prompt);
    };
    expect((await within(session.config(['hostname core', 'ip routing']))).sent).toBe(2);
    expect(session.hostname).toBe('core');
  });

  it('sends a banner whole, though its lines look like prompts and refusals', async () => {
    const { session, device, within } = await setUp();
    device.replies['banner motd @'] = () => {
      device.say("Enter TEXT message.  End with the character '@'.\r\n");
      device.prompt = '';
    };
    device.replies['% Invalid'] = () => undefined;
    device.replies['r1#'] = () => undefined;
    device.replies['@'] = () => {
      device.prompt = 'r1(config)#';
      device.say(device.prompt);
    };
    const lines = ['banner motd @', '% Invalid', '', 'r1#', '@', 'ip routing'];
    const result = await within(session.config(lines));
    expect(result).toMatchObject({ outcome: 'ok', sent: 6, total: 6 });
    expect(device.entered).toEqual(['configure terminal', ...lines, 'end']);
  });

  it('goes back where it came from when it is stopped', async () => {
    const { session, device, within } = await setUp();
    const stop = new AbortController();
    const pushed = session.config(['interface Gi0/1', 'shutdown'], {
      signal: stop.signal,
      onLine: () => stop.abort(),
    });
    await expect(within(pushed)).rejects.toMatchObject({ code: 'interrupted' });
    expect(device.entered.at(-1)).toBe('end');
    expect(session.mode).toBe('privileged');
  });

  it('stops at a question nobody knows the answer to, and names the line', async () => {
    const { session, device, within } = await setUp();
    device.replies['no username ann'] = () => device.say('Remove it? [confirm]');
    const error = await within(session.config(['no username ann']).catch(asShowrunError));
    expect(error).toMatchObject({
      code: 'no-prompt',
      message:
        "r1 asks 'Remove it? [confirm]' after 'no username ann' (line 1; 0 of 1 lines were taken)",
    });
  });

  it('has what its lines make the device ask answered, as far as told', async () => {
    const { session, device, within } = await setUp();
    const told: string[] = [];
    device.replies['no username ann'] = () => {
      device.onKeys = (keys) => {
        told.push(keys);
        device.onKeys = undefined;
        device.say('\r\nr1(config)#');
      };
      device.say('Remove it? [confirm]');
    };
    const answers = [{ when: /Remove it/, send: 'y' }];
    expect(await within(session.config(['no username ann'], { answers }))).toMatchObject({
      outcome: 'ok',
      sent: 1,
    });
    expect(told).toEqual(['y\r']);
  });

  it('sends nothing when a text in it does not end', async () => {
    const { session, device, within } = await setUp();
    await expect(within(session.config(['banner motd @', 'x']))).rejects.toMatchObject({
      code: 'bad-usage',
    });
    expect(device.entered).toEqual([]);
  });
});

describe('what keeps or drops a configuration', () => {
  it('saves, with the question of the save answered', async () => {
    const { session, device, within } = await setUp();
    device.replies['copy running-config startup-config'] = () => {
      device.onKeys = (keys) => {
        if (!keys.includes('\r')) return;
        device.onKeys = undefined;
        device.say('\r\n[OK]\r\nr1#');
      };
      device.say('Destination filename [startup-config]? ');
    };
    const saved = await within(session.save());
    expect(saved).toMatchObject({ outcome: 'ok', mode: 'privileged' });
    expect(saved.text).toContain('[OK]');
  });

  it('saves from within the configuration, and is there again after', async () => {
    const { session, device, within } = await setUp();
    await within(session.enterMode('configuration'));
    await within(session.save());
    expect(device.entered).toEqual([
      'configure terminal',
      'end',
      'copy running-config startup-config',
      'configure terminal',
    ]);
  });

  it('says what the platform does not have', async () => {
    const { session, within } = await setUp();
    await expect(within(session.commit())).rejects.toMatchObject({
      code: 'bad-usage',
      message: 'this platform has no commit: Fake IOS (r1)',
    });
    await expect(within(session.abort())).rejects.toThrow('this platform has no abort');
    const other = await setUp({ platform: candidate });
    await expect(other.within(other.session.save())).rejects.toThrow('this platform has no save');
  });

  it('stays in the configuration until a commit, which leaves it', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    expect(await within(session.config(['ip routing']))).toMatchObject({ state: 'candidate' });
    expect(session.mode).toBe('configuration');
    await within(session.commit({ comment: 'as planned' }));
    expect(device.entered).toEqual([
      'configure terminal',
      'ip routing',
      'commit comment as planned',
      'end',
    ]);
  });

  it('confirms with the second commit what the first made for some minutes', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    await within(session.config(['ip routing']));
    await within(session.commit({ confirmed: 5 }));
    await within(session.commit());
    expect(device.entered.filter((line) => line.startsWith('commit'))).toEqual([
      'commit confirmed 5',
      'commit check-in',
    ]);
  });

  it('drops what was sent after a refusal', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    device.replies['bogus'] = ERROR;
    const result = await within(session.config(['ip routing', 'bogus']));
    expect(result).toMatchObject({ outcome: 'refused', state: 'dropped', sent: 1 });
    expect(device.entered.slice(-2)).toEqual(['clear', 'end']);
  });

  it('drops what waits for a commit', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    await within(session.config(['ip routing']));
    await within(session.abort());
    expect(device.entered.slice(-2)).toEqual(['clear', 'end']);
    expect(session.mode).toBe('privileged');
  });

  it('leaves a refused commit to the person', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    device.replies['commit'] = ERROR;
    await within(session.config(['ip routing']));
    expect((await within(session.commit())).outcome).toBe('refused');
    expect(session.mode).toBe('configuration');
  });

  it('is kept in one go: sent, committed, and nothing lies in wait for somebody else', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    const lines = ['ip routing'];
    const nothing = session.operate({ kind: 'config', lines, keep: {} });
    await expect(within(nothing)).rejects.toMatchObject({
      code: 'bad-usage',
      message: 'r1 (Fake IOS) takes a configuration with a commit only; nothing was sent',
    });
    expect(device.entered).toEqual([]);
    const keep = { commit: { comment: 'as planned' }, save: true };
    const kept = await within(session.operate({ kind: 'config', lines, keep }));
    expect(kept).toMatchObject({ outcome: 'ok', state: 'running', kept: ['committed'] });
    expect(device.entered).toEqual([
      ...['configure terminal', 'ip routing', 'commit comment as planned', 'end'],
    ]);
  });

  it('drops the lines when the commit is refused', async () => {
    const { session, device, within } = await setUp({ platform: candidate });
    device.replies['commit'] = ERROR;
    const keep = { commit: {} };
    const result = await within(session.operate({ kind: 'config', lines: ['ip routing'], keep }));
    expect(result).toMatchObject({
      outcome: 'refused',
      state: 'dropped',
      keepRefusal: { command: 'commit', words: expect.stringContaining('% Invalid') },
    });
    expect(device.entered.slice(-2)).toEqual(['clear', 'end']);
  });

  it('is saved where lines count at once, and not after a refused line', async () => {
    const { session, device, within } = await setUp();
    const keep = { commit: {}, save: true };
    const kept = await within(session.operate({ kind: 'config', lines: ['ip routing'], keep }));
    expect(kept).toMatchObject({ outcome: 'ok', kept: ['saved'] });
    device.replies['bogus'] = ERROR;
    device.entered.length = 0;
    await within(session.operate({ kind: 'config', lines: ['bogus'], keep }));
    expect(device.entered).toEqual(['configure terminal', 'bogus', 'end']);
  });

  it('takes no comment that would be another command', async () => {
    const { session, within } = await setUp({ platform: candidate });
    await expect(within(session.commit({ comment: 'a"\nreload' }))).rejects.toThrow('one line');
    await expect(within(session.commit({ confirmed: 0 }))).rejects.toThrow('whole minutes');
  });
});
