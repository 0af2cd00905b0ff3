import type { AuthContext } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ShowrunError } from '../../../src/core/errors.ts';
import { Memory } from '../../../src/net/memory.ts';
import { open, ScriptedAsker, testHost } from '../../helpers/ssh-client.ts';
import { startSshServer, startTcpServer } from '../../helpers/ssh-server.ts';

async function serverWith(onLogin: (context: AuthContext) => void) {
  const server = await startSshServer({ onLogin });
  onTestFinished(() => server.close());
  return testHost({ port: server.port, password: { from: 'prompt' } });
}

async function failureOf(opening: Promise<unknown>): Promise<ShowrunError> {
  return opening.then(
    () => expect.fail('it opened'),
    (error: ShowrunError) => error,
  );
}

function taking(password: string) {
  return (context: AuthContext): void => {
    if (context.method === 'password' && context.password === password) context.accept();
    else context.reject(['password']);
  };
}

describe('an attempt nobody has asked for', () => {
  it('asks no person: where one is needed it ends and says what is asked', async () => {
    const host = await serverWith(taking('right'));
    const asker = new ScriptedAsker('once', ['right']);
    const memory = new Memory();
    const error = await failureOf(open(host, asker, { memory, attendance: 'unattended' }));
    expect(error).toMatchObject({ code: 'needs-person' });
    expect(error.message).toMatch(/asks for an answer: whether to trust its new key$/);
    expect([asker.hostKeys, asker.secrets]).toEqual([[], []]);
  });

  it('logs in with the password and the key a person has agreed to before', async () => {
    const host = await serverWith(taking('right'));
    const asker = new ScriptedAsker('once', ['right']);
    const memory = new Memory();
    const first = await open(host, asker, { memory });
    await first.transport.close();
    const again = await open(host, asker, { memory, attendance: 'unattended' });
    await again.sees(/hello/);
    expect(asker.secrets).toHaveLength(1);
    memory.passwords.clear();
    const error = await failureOf(open(host, asker, { memory, attendance: 'unattended' }));
    expect(error.line).toMatch(/asks for an answer: password for .* press Enter in its pane/);
    expect(asker.secrets).toHaveLength(1);
    await again.transport.close();
  });
});

describe('a failure', () => {
  it('behind a password that was sent is perhaps its refusal, and not to be tried again', async () => {
    const asker = new ScriptedAsker('once', ['a password']);
    const server = await startSshServer({
      onLogin: (context) => {
        if (context.method === 'password') void server.close();
        else context.reject(['password']);
      },
    });
    const host = testHost({ port: server.port, password: { from: 'prompt' } });
    expect(await failureOf(open(host, asker))).toMatchObject({ code: 'hung-up', retry: 'never' });
  });

  it('before anything was sent may be tried again', async () => {
    const server = await startTcpServer((socket) => socket.end());
    onTestFinished(() => server.close());
    const error = await failureOf(open(testHost({ port: server.port })));
    expect(error).toMatchObject({ code: 'hung-up', retry: undefined });
  });
});
