import { describe, expect, it, onTestFinished } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import type { Host } from '../../../src/core/host.ts';
import { Bastions } from '../../../src/net/bastions/bastions.ts';
import { Gate } from '../../../src/net/gate.ts';
import { openTelnet } from '../../../src/net/telnet/telnet.ts';
import { openWithFallback } from '../../../src/net/telnet-fallback.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';
import { FakeTransport } from '../../helpers/fake-transport.ts';
import { ScriptedAsker, Shell, testHost } from '../../helpers/ssh-client.ts';
import { connectForward, startSshServer, startTcpServer } from '../../helpers/ssh-server.ts';

const request = { size: { cols: 80, rows: 24 }, signal: new AbortController().signal };

/** What comes of an SSH that fails so: the warning telnet was opened with, or why it was not. */
async function outcomeOf(error: ShowrunError, reached: 'reached' | 'not reached' = 'not reached') {
  const steps: string[] = [];
  const start = openWithFallback(testHost(), {
    ssh: (onReached) => () => {
      if (reached === 'reached') onReached();
      return Promise.reject(error);
    },
    telnet: (warning) => () => Promise.resolve(new FakeTransport({ warning })),
  });
  const onProgress = (step: string) => steps.push(step);
  const outcome = await start({ ...request, onProgress }).then(
    ({ peer }) => peer.warning,
    (thrown: unknown) => thrown,
  );
  return { outcome, steps };
}

const failure = (code: 'refused' | 'timeout' | 'auth-failed' | 'unreachable', subject = 'r1') =>
  new ShowrunError(code, `${subject} failed`, { subject });

describe('telnet in place of SSH', () => {
  it('is taken when the SSH port refuses or does not answer, and says so', async () => {
    expect(await outcomeOf(failure('refused'))).toEqual({
      outcome: 'telnet (SSH refused), not encrypted',
      steps: ['SSH refused, trying telnet'],
    });
    const { outcome } = await outcomeOf(failure('timeout'));
    expect(outcome).toBe('telnet (SSH did not answer), not encrypted');
  });

  it('is not taken for anything else', async () => {
    for (const error of [
      failure('auth-failed'),
      failure('unreachable'),
      failure('refused', 'jump1'),
      new ShowrunError('host-key-changed', 'r1 shows another key', { subject: 'r1' }),
      new ShowrunError('no-common-algorithm', 'r1 offers only', { subject: 'r1' }),
    ]) {
      expect((await outcomeOf(error)).outcome).toBe(error);
    }
  });

  it('is not taken once the port has taken the connection: a silent login may be a wrong password', async () => {
    const error = failure('timeout');
    expect((await outcomeOf(error, 'reached')).outcome).toBe(error);
  });

  it('is not taken by itself for a host that SSH has reached before: its password is not for the clear', async () => {
    const refusal = failure('refused');
    let isUp = true;
    const start = openWithFallback(testHost(), {
      ssh: (onReached) => () => {
        if (!isUp) return Promise.reject(refusal);
        onReached();
        return Promise.resolve(new FakeTransport());
      },
      telnet: (warning) => () => Promise.resolve(new FakeTransport({ warning })),
    });
    const onProgress = () => undefined;
    await start({ ...request, onProgress });
    isUp = false;
    const alone = start({ ...request, onProgress, attendance: 'unattended' });
    await expect(alone).rejects.toBe(refusal);
    const asked = await start({ ...request, onProgress, attendance: 'attended' });
    expect(asked.peer.warning).toBe('telnet (SSH refused), not encrypted');
  });

  it('that fails too names both', async () => {
    const start = openWithFallback(testHost(), {
      ssh: () => () => Promise.reject(failure('refused')),
      telnet: () => () => Promise.reject(new ShowrunError('refused', 'r1 refused it, too')),
    });
    await expect(start({ ...request, onProgress: () => {} })).rejects.toThrow(
      'r1 failed; by telnet r1 refused it, too',
    );
  });
});

async function startDevice(): Promise<{ port: number }> {
  const server = await startTcpServer((socket) => {
    socket.write('sw1>');
    socket.on('data', (chunk) => {
      if (chunk.toString('latin1').includes('exit')) socket.end('bye\r\n');
    });
  });
  onTestFinished(() => server.close());
  return { port: server.port };
}

async function startBastion() {
  const connections = new Set<{ end(): void }>();
  const server = await startSshServer({
    onLogin: (context) => context.accept(),
    onForward: connectForward,
    onConnection: (connection) => connections.add(connection),
  });
  onTestFinished(() => server.close());
  const die = () => {
    for (const one of connections) one.end();
  };
  return { host: testHost({ name: 'jump1', port: server.port }), die };
}

function setUp() {
  const services = { asker: new ScriptedAsker(), handshakes: new Gate(8) };
  const bastions = new Bastions(services);
  onTestFinished(() => bastions.close());
  const generic = openPlatforms().find('generic');
  const platform = { ...generic, isPrompt: (line: string) => line.endsWith('>') };
  const telnet = (host: Host, warning: string) =>
    openTelnet(host, { ...services, bastions, platform, withoutPassword: 'pane', warning });
  const shell = async (start: ReturnType<typeof telnet>) => {
    const one = new Shell(await start({ ...request, onProgress: () => {} }));
    onTestFinished(() => one.transport.close());
    return one;
  };
  return { bastions, telnet, shell };
}

describe('telnet through a jump host', () => {
  it('shares its login, sends what is typed, and ends with the device', async () => {
    const { port } = await startDevice();
    const bastion = await startBastion();
    const { bastions, telnet, shell } = setUp();
    const host = (name: string) => testHost({ name, port, via: [bastion.host] });
    const [first, second] = await Promise.all([
      shell(telnet(host('r1'), 'w')),
      shell(telnet(host('r2'), 'w')),
    ]);
    expect(bastions.list).toMatchObject([{ name: 'jump1', devices: 2 }]);
    await first.sees(/sw1>/);
    first.types('exit\r');
    expect(await first.ended).toEqual({ kind: 'ended', exitCode: undefined });
    expect(first.text).toContain('bye');
    expect(bastions.list).toMatchObject([{ devices: 1 }]);
    bastion.die();
    expect(await second.ended).toMatchObject({
      kind: 'lost',
      error: { message: 'jump1 (on the way to r2) closed the connection' },
    });
  });
});
