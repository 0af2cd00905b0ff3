import type { AuthContext, Connection } from 'ssh2';
import { expect, it, onTestFinished } from 'vitest';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { Session } from '../../src/session/session.ts';
import { fakePlatform } from '../helpers/fake-platform.ts';
import { ScriptedAsker } from '../helpers/ssh-client.ts';
import { startSshServer } from '../helpers/ssh-server.ts';
import { testHost } from '../helpers/test-host.ts';

/** A server with one password, and a session to it that is tried again by itself. */
async function setUp() {
  const server = { password: 'right', tried: [] as string[] };
  const connections: Connection[] = [];
  const onLogin = (context: AuthContext): void => {
    if (context.method !== 'password') {
      context.reject(['password']);
      return;
    }
    server.tried.push(context.password);
    if (context.password === server.password) context.accept();
    else context.reject(['password']);
  };
  const { port, close } = await startSshServer({
    onLogin,
    onShell: (channel, connection) => {
      connections.push(connection);
      channel.write('r1#');
    },
  });
  onTestFinished(close);
  const asker = new ScriptedAsker('once', ['right', 'new']);
  const host = testHost({ port, password: { from: 'prompt' } });
  const session = new Session({
    name: 'r1',
    host,
    openTransport: openSsh(host, { asker, handshakes: new Gate(8) }),
    platform: fakePlatform,
    size: { cols: 80, rows: 24 },
    retries: 'on',
    random: () => 0,
  });
  onTestFinished(() => session.close());
  const becomes = (status: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (session.status.status === status) resolve();
      };
      session.onChanged.on(look);
      look();
    });
  /** The line goes down without a goodbye. */
  const breaks = (): void => {
    (connections.at(-1) as unknown as { _sock: { destroy(): void } })._sock.destroy();
  };
  await session.open();
  return { server, session, asker, becomes, breaks };
}

it('a password that was accepted is given again by itself, and the person is not asked', async () => {
  const { server, asker, becomes, breaks } = await setUp();
  breaks();
  await becomes('waiting');
  await becomes('open');
  expect(server.tried).toEqual(['right', 'right']);
  expect(asker.secrets).toHaveLength(1);
});

it('a password that is refused on the way back is sent once, until the person gives another one', async () => {
  const { server, session, asker, becomes, breaks } = await setUp();
  server.password = 'new';
  breaks();
  await becomes('failed');
  expect(session.status).toMatchObject({ status: 'failed', error: { code: 'auth-failed' } });
  expect(server.tried).toEqual(['right', 'right']);
  expect(asker.secrets).toHaveLength(1);
  session.write(Buffer.from('\r'));
  await becomes('open');
  expect(server.tried).toEqual(['right', 'right', 'new']);
});
