import type { AuthContext } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Host } from '../../../src/core/host.ts';
import { Bastions, LINGER_MS } from '../../../src/net/bastions/bastions.ts';
import { Gate } from '../../../src/net/gate.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { open, ScriptedAsker, type Shell, testHost } from '../../helpers/ssh-client.ts';
import { connectForward, startSshServer } from '../../helpers/ssh-server.ts';

/** A bastion that wants a one-time password, and counts the logins. */
async function startBastion(options: { channels?: number; otp?: string } = {}) {
  const { otp = '123456' } = options;
  const logins: AuthContext[] = [];
  const connections = new Set<{ end(): void }>();
  const onLogin = (context: AuthContext) => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
    logins.push(context);
    context.prompt([{ prompt: 'One-time password: ', echo: false }], ([answer]) => {
      if (answer === otp) context.accept();
      else context.reject([]);
    });
  };
  const server = await startSshServer({
    onLogin,
    onForward: connectForward,
    onConnection: (connection) => connections.add(connection),
    ...(options.channels !== undefined && { channels: options.channels }),
  });
  onTestFinished(() => server.close());
  const die = () => {
    for (const one of connections) one.end();
  };
  const host = (name = 'jump1') => testHost({ name, port: server.port });
  return { ...server, logins, host, die };
}

async function startDevice() {
  const server = await startSshServer({ onLogin: (context) => context.accept() });
  onTestFinished(() => server.close());
  return (name: string, via: readonly Host[]) => testHost({ name, port: server.port, via });
}

function setUp(answers: readonly (string | undefined)[] = ['123456']) {
  const asker = new ScriptedAsker('once', answers);
  const clock = new FakeClock();
  const handshakes = new Gate(8);
  const bastions = new Bastions({ asker, handshakes, clock });
  onTestFinished(() => bastions.close());
  const shells: Shell[] = [];
  onTestFinished(async () => {
    for (const { transport } of shells) await transport.close();
  });
  const shell = async (host: Host, more: Parameters<typeof open>[2] = {}) => {
    const one = await open(host, asker, { bastions, handshakes, clock, ...more });
    shells.push(one);
    return one;
  };
  return { asker, clock, bastions, shell };
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `r${at + 1}`);

describe('sessions through one bastion', () => {
  it('that come back by themselves do not try a refused login again, however much later', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { clock, shell } = setUp(['wrong', '123456']);
    const via = [bastion.host()];
    await expect(shell(device('r1', via))).rejects.toMatchObject({ code: 'auth-failed' });
    await clock.pass(10 * 60_000);
    const tried = bastion.logins.length;
    const alone = shell(device('r2', via), { attendance: 'unattended' });
    await expect(alone).rejects.toMatchObject({ code: 'auth-failed' });
    expect(bastion.logins.length).toBe(tried);
    const asked = await shell(device('r3', via));
    await asked.sees(/hello/);
  });

  it('share one login, and its one-time password is asked once', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { asker, bastions, shell } = setUp();
    const via = [bastion.host()];
    const opened = await Promise.all(names(12).map((name) => shell(device(name, via))));
    for (const one of opened) await one.sees(/hello/);
    expect(bastion.logins).toHaveLength(1);
    expect(asker.secrets.map(({ host, text }) => [host, text])).toEqual([
      ['jump1', 'One-time password:'],
    ]);
    expect(bastions.list).toMatchObject([{ name: 'jump1', state: 'up', devices: 12 }]);
    await opened[0]?.transport.close();
    expect(bastions.list).toMatchObject([{ devices: 11 }]);
  });

  it('see how far it is, also those that come later', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { asker, bastions, shell } = setUp([]);
    let answer = (_: string) => {};
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    asker.secret = () => {
      isAsked();
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    const via = [bastion.host()];
    const steps: Record<string, string[]> = { r1: [], r2: [] };
    const first = shell(device('r1', via), { onProgress: (step) => steps['r1']?.push(step) });
    await asked;
    expect(bastions.list).toEqual([
      { name: 'jump1', state: 'connecting', step: 'jump1: logging in', devices: 1 },
    ]);
    const second = shell(device('r2', via), { onProgress: (step) => steps['r2']?.push(step) });
    answer('123456');
    await Promise.all([first, second]);
    expect(steps['r1']).toEqual([
      ...['jump1: connecting', 'jump1: checking host key', 'jump1: logging in'],
      ...['connecting', 'checking host key', 'logging in'],
    ]);
    expect(steps['r2']?.[0]).toBe('jump1: logging in');
  });

  it('are all told why it failed, with the hop named, after one attempt', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { asker, bastions, shell } = setUp(['wrong']);
    const via = [bastion.host()];
    const attempts = names(5).map((name) => shell(device(name, via)));
    for (const [at, outcome] of (await Promise.allSettled(attempts)).entries()) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: {
          code: 'auth-failed',
          message: expect.stringMatching(
            new RegExp(`^jump1 \\(on the way to r${at + 1}\\) refused the answers of ann`),
          ),
        },
      });
    }
    expect(bastion.logins).toHaveLength(1);
    expect(asker.secrets).toHaveLength(1);
    expect(bastions.list).toEqual([]);
  });

  it('that come right after a refusal get it too, and one that was told may try again', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { asker, clock, shell } = setUp(['wrong', '123456']);
    const via = [bastion.host()];
    const refused = { code: 'auth-failed' };
    await expect(shell(device('r1', via))).rejects.toMatchObject(refused);
    await expect(shell(device('r2', via))).rejects.toMatchObject(refused);
    expect(asker.secrets).toHaveLength(1);
    await shell(device('r2', via));
    expect(bastion.logins).toHaveLength(2);
    clock.advance(10_000);
    await shell(device('r3', via));
    expect(bastion.logins).toHaveLength(2);
  });

  it('find it still there for a while after the last has left', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { clock, bastions, shell } = setUp(['123456', '123456']);
    const host = device('r1', [bastion.host()]);
    await (await shell(host)).transport.close();
    clock.advance(LINGER_MS - 1);
    const again = await shell(host);
    clock.advance(LINGER_MS);
    await again.transport.close();
    expect(bastion.logins).toHaveLength(1);
    clock.advance(LINGER_MS);
    await shell(host);
    expect(bastion.logins).toHaveLength(2);
    expect(bastions.list).toMatchObject([{ devices: 1 }]);
  });

  it('all end with its reason when it dies', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { bastions, shell } = setUp();
    const via = [bastion.host()];
    const opened = await Promise.all(names(3).map((name) => shell(device(name, via))));
    for (const one of opened) await one.sees(/hello/);
    bastion.die();
    for (const [at, one] of opened.entries()) {
      expect(await one.ended).toMatchObject({
        kind: 'lost',
        error: { message: `jump1 (on the way to r${at + 1}) closed the connection` },
      });
    }
    expect(bastions.list).toEqual([]);
  });

  it('that end leave the others alone', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { shell } = setUp();
    const via = [bastion.host()];
    const [first, second] = await Promise.all([shell(device('r1', via)), shell(device('r2', via))]);
    await first.sees(/hello/);
    first.types('x');
    expect(await first.ended).toEqual({ kind: 'ended', exitCode: 0 });
    await second.sees(/hello/);
    second.types('x');
    expect(await second.ended).toEqual({ kind: 'ended', exitCode: 0 });
  });

  it('that are given up leave the login to the others, and the last one stops it', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { asker, bastions, shell } = setUp([]);
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    let question: AbortSignal | undefined;
    asker.secret = ({ signal }) => {
      question = signal;
      isAsked();
      return new Promise(() => {});
    };
    const via = [bastion.host()];
    const stops = [new AbortController(), new AbortController()];
    const attempts = stops.map(({ signal }, at) => shell(device(`r${at + 1}`, via), { signal }));
    const outcomes = Promise.allSettled(attempts);
    await asked;
    stops[0]?.abort();
    await expect(attempts[0]).rejects.toMatchObject({ code: 'interrupted' });
    expect(question?.aborted).toBe(false);
    expect(bastions.list).toMatchObject([{ devices: 1 }]);
    stops[1]?.abort();
    await outcomes;
    expect(question?.aborted).toBe(true);
    expect(bastions.list).toEqual([]);
  });

  it('get logins of their own where a login takes one connection each', async () => {
    const bastion = await startBastion({ channels: 1 });
    const device = await startDevice();
    const { bastions, shell } = setUp(['123456', '123456', '123456']);
    const via = [bastion.host()];
    const opened = await Promise.all(names(3).map((name) => shell(device(name, via))));
    for (const one of opened) await one.sees(/hello/);
    expect(bastion.logins).toHaveLength(3);
    expect(bastions.list.map(({ devices }) => devices)).toEqual([1, 1, 1]);
    await opened[1]?.transport.close();
    await shell(device('r4', via));
    expect(bastion.logins).toHaveLength(3);
  });

  it('nobody has asked for do not ask for its password, but join those a person has', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { asker, shell } = setUp();
    const via = [bastion.host()];
    const alone = shell(device('r1', via), { attendance: 'unattended' });
    await expect(alone).rejects.toMatchObject({ code: 'needs-person' });
    expect(asker.secrets).toEqual([]);
    // The person comes while the attempt nobody has asked for is still on its way.
    const unasked = shell(device('r1', via), { attendance: 'unattended' }).catch(() => {});
    await shell(device('r2', via));
    await unasked;
    const { secrets } = asker;
    expect(secrets).toHaveLength(1);
  });

  it('do not share it when they log in there as somebody else', async () => {
    const bastion = await startBastion();
    const device = await startDevice();
    const { shell } = setUp(['123456', '123456']);
    const hop = bastion.host();
    await shell(device('r1', [hop]));
    await shell(device('r2', [{ ...hop, username: 'bob' }]));
    await shell(device('r3', [{ ...hop, name: 'other-name', groups: ['core'] }]));
    expect(bastion.logins.map(({ username }) => username)).toEqual(['ann', 'bob']);
  });
});

describe('a chain of bastions', () => {
  it('shares each part with whoever goes that way', async () => {
    const outer = await startBastion();
    const inner = await startBastion({ otp: 'abc' });
    const device = await startDevice();
    const { asker, bastions, shell } = setUp(['123456', 'abc']);
    const way = [outer.host('jump1'), inner.host('jump2')];
    const far = names(3).map((name) => shell(device(name, way)));
    await Promise.all(far);
    await shell(device('near', way.slice(0, 1)));
    expect([outer.logins.length, inner.logins.length]).toEqual([1, 1]);
    expect(asker.secrets.map(({ host }) => host)).toEqual(['jump1', 'jump2']);
    expect(bastions.list.map(({ name, devices }) => [name, devices])).toEqual([
      ['jump1', 4],
      ['jump2', 3],
    ]);
  });

  it('ends with the reason of the hop that died', async () => {
    const outer = await startBastion();
    const inner = await startBastion();
    const device = await startDevice();
    const { shell } = setUp(['123456', '123456']);
    const one = await shell(device('r7', [outer.host('jump1'), inner.host('jump2')]));
    await one.sees(/hello/);
    outer.die();
    expect(await one.ended).toMatchObject({
      kind: 'lost',
      error: { message: 'jump1 (on the way to r7) closed the connection' },
    });
  });

  it('names the hop that a hop cannot reach', async () => {
    const outer = await startBastion();
    const device = await startDevice();
    const { shell } = setUp();
    const gone = testHost({ name: 'jump2', port: 1 });
    const attempt = shell(device('r7', [outer.host('jump1'), gone]));
    await expect(attempt).rejects.toThrow(
      /^jump1 \(on the way to r7\) cannot reach jump2 \(127\.0\.0\.1 port 1\): /,
    );
  });
});
