import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { Sessions, type SessionsOptions } from '../../../src/session/sessions.ts';
import { FakeDevice } from '../../helpers/fake-device.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { FakeTransport } from '../../helpers/fake-transport.ts';
import { settled } from '../../helpers/settled.ts';
import { testHost } from '../../helpers/test-host.ts';

const SIZE = { cols: 80, rows: 24 };
let devices: Record<string, FakeDevice[]>;
let sessions: Sessions;

beforeEach(() => {
  devices = {};
  sessions = new Sessions(options());
});

afterEach(() => sessions.close());

function options(): SessionsOptions {
  return {
    platformOf: (name) => ({ ...fakePlatform, name }),
    transportTo: (host) => async () => {
      const device = new FakeDevice(new FakeTransport());
      device.prompt = `${host.name}#`;
      device.replies['show clock'] = `noon on ${host.name}\r\n`;
      devices[host.name] = [...(devices[host.name] ?? []), device];
      device.say(device.prompt);
      return device.transport;
    },
  };
}

function open(...names: string[]) {
  return names.map((name) =>
    sessions.open(testHost({ name, platform: 'fake_ios', groups: ['lab'] }), SIZE),
  );
}

describe('the sessions', () => {
  it('name a second session to one host apart', () => {
    expect(open('r1', 'r1', 'r2', 'r1').map(({ name }) => name)).toEqual([
      'r1',
      'r1.2',
      'r2',
      'r1.3',
    ]);
  });

  it('keep two sessions to one host apart', async () => {
    open('r1', 'r1');
    await Promise.all(sessions.list.map((session) => session.ready()));
    await sessions.run('r1.2', 'show clock');
    expect(devices['r1']?.map(({ entered }) => entered)).toEqual([[], ['show clock']]);
  });

  it('run a command on all a selector names and answer in their order', async () => {
    open('r2', 'r1', 'r3');
    await Promise.all(sessions.list.map((session) => session.ready()));
    const answers = await sessions.run('@lab', 'show clock');
    expect(answers.map(({ host }) => host)).toEqual(['r2', 'r1', 'r3']);
    expect(answers[1]).toMatchObject({ status: 'done', result: { text: 'noon on r1' } });
  });

  it('let one host fail without the others', async () => {
    open('r1', 'r2');
    await Promise.all(sessions.list.map((session) => session.ready()));
    const device = devices['r1']?.[0];
    if (device)
      device.replies['show clock'] = () => device.transport.end({ kind: 'ended', exitCode: 1 });
    const [first, second] = await sessions.run('all', 'show clock');
    expect(first).toMatchObject({ status: 'failed', host: 'r1', error: { code: 'hung-up' } });
    expect(second).toMatchObject({ status: 'done', host: 'r2' });
  });

  it('keep to a number of hosts at once', async () => {
    open('r1', 'r2', 'r3', 'r4');
    await Promise.all(sessions.list.map((session) => session.ready()));
    let running = 0;
    let most = 0;
    for (const device of Object.values(devices).flat()) {
      device.replies['show clock'] = () => {
        running += 1;
        most = Math.max(most, running);
        setImmediate(() => {
          running -= 1;
          device.say(device.prompt);
        });
      };
    }
    await sessions.run('all', 'show clock', { concurrency: 2 });
    expect(most).toBe(2);
  });

  it('run several commands on each, one after the other, and ask a lost one no further', async () => {
    open('r1', 'r2');
    await Promise.all(sessions.list.map((session) => session.ready()));
    const [lost] = devices['r2'] ?? [];
    if (lost)
      lost.replies['show clock'] = () => lost.transport.end({ kind: 'ended', exitCode: undefined });
    const answers = await sessions.run(['r1', 'r2'], ['show clock', 'show clock']);
    expect(answers.map(({ host, status }) => `${host} ${status}`)).toEqual([
      'r1 done',
      'r1 done',
      'r2 failed',
    ]);
    await expect(sessions.run(['r1'], [])).rejects.toMatchObject({ code: 'bad-usage' });
  });

  it('tell exactly the sessions named, or nobody', async () => {
    open('r1', 'r2');
    const done = await sessions.run(['r2', 'r1'], 'show clock');
    expect(done.map(({ host }) => host)).toEqual(['r1', 'r2']);
    await expect(sessions.run(['r1', 'r*'], 'show clock')).rejects.toMatchObject({
      message: "there is no session to 'r*'",
    });
    expect(devices['r1']?.[0]?.entered).toHaveLength(1);
  });

  it('tell about sessions that come, change and go', async () => {
    const seen: string[] = [];
    sessions.onAdded.on(({ name }) => seen.push(`added ${name}`));
    sessions.onChanged.on(({ name, status }) => seen.push(`${name} ${status.status}`));
    sessions.onRemoved.on(({ name }) => seen.push(`removed ${name}`));
    open('r1');
    await settled();
    const session = sessions.byName('r1');
    if (session) await sessions.remove(session);
    expect(seen[0]).toBe('added r1');
    expect(seen).toContain('r1 connecting');
    expect(seen).toContain('r1 open');
    expect(seen.at(-1)).toMatch(/removed r1|r1 closed/);
    expect(sessions.list).toEqual([]);
  });

  it('refuse a selector that names nothing', async () => {
    open('r1');
    await expect(sessions.run('r9', 'show clock')).rejects.toBeInstanceOf(ShowrunError);
  });
});
