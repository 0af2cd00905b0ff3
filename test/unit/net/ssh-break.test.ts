import type { ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { open, type Shell, testHost } from '../../helpers/ssh-client.ts';
import { startSshServer, type TestServer } from '../../helpers/ssh-server.ts';

const servers: TestServer[] = [];
const shells: Shell[] = [];
afterEach(async () => {
  for (const { transport } of shells.splice(0)) await transport.close();
  for (const server of servers.splice(0)) await server.close();
});

/** A channel request as the server got it, by RFC 4254: its name, whether it wants an answer, and the rest. */
type Asked = readonly [type: string, wantsAnswer: boolean, data: unknown];

/** A terminal server: what it was asked, and what it answers a break with; `rekey` has both sides change keys first. */
async function terminalServer(answer: 'success' | 'failure', moment: 'calm' | 'rekey' = 'calm') {
  const asked: Asked[] = [];
  const server = await startSshServer({
    onLogin: (context) => context.accept(),
    onShell: (channel, connection) => {
      const { _protocol: protocol } = connection as unknown as { _protocol: ServerSide };
      const usual = protocol._handlers.CHANNEL_REQUEST;
      protocol._handlers.CHANNEL_REQUEST = (...given) => {
        const [, , type, wantsAnswer, data] = given;
        asked.push([type, wantsAnswer, data]);
        const { id } = (channel as unknown as { outgoing: { id: number } }).outgoing;
        if (type !== 'break') usual(...given);
        else if (answer === 'success') protocol.channelSuccess(id);
        else protocol.channelFailure(id);
      };
      say(channel);
      if (moment === 'rekey') connection.rekey();
    },
  });
  servers.push(server);
  const shell = await open(testHost({ port: server.port }));
  shells.push(shell);
  await shell.sees(/ready/);
  return { asked, shell };
}

interface ServerSide {
  readonly _handlers: {
    CHANNEL_REQUEST: (
      protocol: unknown,
      recipient: number,
      type: string,
      wantsAnswer: boolean,
      data: unknown,
    ) => void;
  };
  channelSuccess(id: number): void;
  channelFailure(id: number): void;
}

function say(channel: ServerChannel): void {
  channel.write('ready');
  channel.on('data', (bytes: Buffer) => channel.write(`<${bytes.toString()}>`));
}

const HALF_A_SECOND = Buffer.from([0, 0, 0x01, 0xf4]);

describe('a break over SSH', () => {
  it('asks for half a second of it, as the standard has it, and waits for the answer', async () => {
    const { asked, shell } = await terminalServer('success');
    expect(await shell.transport.sendBreak?.()).toBe('sent');
    expect(asked).toEqual([['break', true, HALF_A_SECOND]]);
    shell.types('on');
    await shell.sees(/<on>/);
  });

  it('tells that a server takes none, and the session goes on', async () => {
    const { shell } = await terminalServer('failure');
    expect(await shell.transport.sendBreak?.()).toBe('refused');
    shell.types('on');
    await shell.sees(/<on>/);
  });

  it('waits for a change of keys that is under way', async () => {
    const { asked, shell } = await terminalServer('success', 'rekey');
    expect(
      await Promise.all([shell.transport.sendBreak?.(), shell.transport.sendBreak?.()]),
    ).toEqual(['sent', 'sent']);
    expect(asked.map(([type]) => type)).toEqual(['break', 'break']);
  });

  it('is refused once the session is over', async () => {
    const { shell } = await terminalServer('success');
    await shell.transport.close();
    expect(await shell.transport.sendBreak?.()).toBe('refused');
  });
});
