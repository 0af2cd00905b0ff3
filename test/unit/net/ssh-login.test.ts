import type { Socket } from 'node:net';
import type { AuthContext, KeyboardAuthContext } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { Gate } from '../../../src/net/gate.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { open, ScriptedAsker } from '../../helpers/ssh-client.ts';
import { startSshServer, startTcpServer, type TestServer } from '../../helpers/ssh-server.ts';
import { testHost } from '../../helpers/test-host.ts';

const started: TestServer[] = [];
afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
});

async function server(...request: Parameters<typeof startSshServer>): Promise<number> {
  const one = await startSshServer(...request);
  started.push(one);
  return one.port;
}

async function tcp(onSocket: (socket: Socket) => void): Promise<number> {
  const one = await startTcpServer(onSocket);
  started.push(one);
  return one.port;
}

interface Question {
  readonly prompt: string;
  readonly echo: boolean;
}

/** A login that asks rounds of questions and notes the answers. */
function asking(rounds: { title?: string; text?: string; questions: Question[] }[]) {
  const answers: string[][] = [];
  const requests: string[] = [];
  const onLogin = (context: AuthContext) => {
    requests.push(context.method);
    if (context.method !== 'keyboard-interactive') {
      context.reject(['keyboard-interactive']);
      return;
    }
    const next = (at: number, keyboard: KeyboardAuthContext) => {
      const round = rounds[at];
      if (!round) return keyboard.accept();
      keyboard.prompt(round.questions, round.title ?? '', round.text ?? '', (given) => {
        answers.push(given);
        next(at + 1, keyboard);
      });
    };
    next(0, context);
  };
  return { onLogin, answers, requests };
}

const known = { from: 'memory', reveal: () => 'known secret' } as const;

describe('keyboard-interactive', () => {
  it('shows each prompt with its own words and echo, over several rounds', async () => {
    const login = asking([
      {
        title: 'Tacacs',
        text: 'Two factors\r\nplease',
        questions: [
          { prompt: 'Employee number: ', echo: true },
          { prompt: 'One-time password: ', echo: false },
        ],
      },
      { questions: [{ prompt: 'Enter new PIN:', echo: false }] },
    ]);
    const asker = new ScriptedAsker('once', ['4711', '123456', '9999']);
    const { transport } = await open(
      testHost({ port: await server(login), password: known }),
      asker,
    );
    expect(login.answers).toEqual([['4711', '123456'], ['9999']]);
    expect(asker.secrets).toMatchObject([
      { text: 'Employee number:', echo: true, instructions: 'Tacacs · Two factors · please' },
      { text: 'One-time password:', echo: false },
      { text: 'Enter new PIN:', echo: false, instructions: '' },
    ]);
    await transport.close();
  });

  it('fills in a known password where exactly one hidden prompt asks for it', async () => {
    const login = asking([{ questions: [{ prompt: '(ann@code1) Password: ', echo: false }] }]);
    const asker = new ScriptedAsker();
    const { transport } = await open(
      testHost({ port: await server(login), password: known }),
      asker,
    );
    expect(login.answers).toEqual([['known secret']]);
    expect(asker.secrets).toEqual([]);
    await transport.close();
  });

  it.each([
    ['shown', [{ prompt: 'Password: ', echo: true }]],
    [
      'not the only one',
      [
        { prompt: 'Password: ', echo: false },
        { prompt: 'Site: ', echo: true },
      ],
    ],
    ['about something else', [{ prompt: 'Token code: ', echo: false }]],
    ['about a new one', [{ prompt: 'New password: ', echo: false }]],
  ])('leaves a prompt to the person that is %s', async (_, questions) => {
    const login = asking([{ questions }]);
    const asker = new ScriptedAsker('once', ['a', 'b']);
    const { transport } = await open(
      testHost({ port: await server(login), password: known }),
      asker,
    );
    expect(login.answers).toEqual([['a', 'b'].slice(0, questions.length)]);
    await transport.close();
  });

  it('fills in a password once and then asks, and ends when the person cancels', async () => {
    const question = { questions: [{ prompt: 'Password: ', echo: false }] };
    const login = asking([question, question]);
    const asker = new ScriptedAsker('once', [undefined]);
    const attempt = open(testHost({ port: await server(login), password: known }), asker);
    await expect(attempt).rejects.toThrow('r1: its question was not answered');
    expect(login.answers).toEqual([['known secret']]);
  });

  it('shows no control characters of the server', async () => {
    const login = asking([
      { title: '\u001b[2J', questions: [{ prompt: 'Code\u0007: ', echo: false }] },
    ]);
    const asker = new ScriptedAsker('once', ['1']);
    const { transport } = await open(testHost({ port: await server(login) }), asker);
    expect(JSON.stringify(asker.secrets)).not.toMatch(/\\u001b|\\u0007/);
    await transport.close();
  });

  it('gives up on a server that never stops asking', async () => {
    const round = { questions: [{ prompt: 'Again: ', echo: true }] };
    const login = asking(Array.from({ length: 100 }, () => round));
    const asker = new ScriptedAsker(
      'once',
      Array.from({ length: 100 }, () => 'x'),
    );
    await expect(open(testHost({ port: await server(login) }), asker)).rejects.toThrow(
      'r1 asked too many questions',
    );
  });
});

describe('the order of a login', () => {
  it('does not send a password by a second method after it was refused by the first', async () => {
    const sent: string[] = [];
    const port = await server({
      onLogin: (context) => {
        if (context.method === 'keyboard-interactive') {
          context.prompt([{ prompt: 'Password: ', echo: false }], ([answer = '']) => {
            sent.push(`keyboard ${answer}`);
            context.reject(['keyboard-interactive', 'password']);
          });
          return;
        }
        if (context.method === 'password') sent.push(`password ${context.password}`);
        context.reject(['keyboard-interactive', 'password']);
      },
    });
    const attempt = open(testHost({ port, password: known }));
    await expect(attempt).rejects.toThrow('r1 refused the answers of ann');
    expect(sent).toEqual(['keyboard known secret']);
  });

  it('goes on to the password when keyboard-interactive asks nothing', async () => {
    const port = await server({
      onLogin: (context) => {
        if (context.method === 'password') context.accept();
        else context.reject(['keyboard-interactive', 'password']);
      },
    });
    const { transport } = await open(testHost({ port, password: known }));
    await transport.close();
  });

  it('is over with the success, whatever the server says after it', async () => {
    const requests: string[] = [];
    const port = await server({
      onLogin: (context) => {
        requests.push(context.method);
        if (context.method === 'password') context.accept();
        else context.reject(['password']);
      },
      onShell: (channel, connection) => {
        // Makes ssh2 by itself send the password once more.
        const { _protocol: protocol } = connection as unknown as {
          _protocol: { _authsQueue: string[]; authFailure(methods: string[]): void };
        };
        protocol._authsQueue.push('password');
        protocol.authFailure(['password']);
        channel.write('still here\r\n');
      },
    });
    const session = await open(testHost({ port, password: known }));
    await session.sees(/still here/);
    session.types('x');
    expect(requests).toEqual(['none', 'password']);
    await session.transport.close();
  });

  it('follows a partial success to the next factor', async () => {
    let hasPassword = false;
    const port = await server({
      onLogin: (context) => {
        if (context.method === 'password') {
          hasPassword = true;
          context.reject(['keyboard-interactive'], true);
        } else if (context.method === 'keyboard-interactive' && hasPassword) {
          context.prompt([{ prompt: 'Code: ', echo: true }], () => context.accept());
        } else {
          context.reject(['password']);
        }
      },
    });
    const asker = new ScriptedAsker('once', ['123456']);
    const { transport } = await open(testHost({ port, password: known }), asker);
    expect(asker.secrets).toHaveLength(1);
    await transport.close();
  });

  it('opens a device that wants no authentication at all', async () => {
    const port = await server({ onLogin: (context) => context.accept() });
    const { transport } = await open(testHost({ port }));
    await transport.close();
  });

  it('says what the server allows when we have nothing to offer', async () => {
    const port = await server({ onLogin: (context) => context.reject(['hostbased']) });
    await expect(open(testHost({ port }))).rejects.toThrow(
      'r1 offers no way in for ann; it allows hostbased',
    );
  });

  it('says that a password has expired', async () => {
    const port = await server({
      onLogin: (context) => {
        if (context.method === 'password') context.requestChange('Change it', () => {});
        else context.reject(['password']);
      },
    });
    await expect(open(testHost({ port, password: known }))).rejects.toThrow(
      'the old one has expired',
    );
  });

  it('keeps the banner for the pane, made safe', async () => {
    const port = await server({
      banner: 'Authorised users only\u001b]0;x\u0007',
      onLogin: (context) => context.accept(),
    });
    const { transport } = await open(testHost({ port }));
    expect(transport.peer.banner).toMatch(/^Authorised users only␛/);
    await transport.close();
  });
});

describe('a connection that fails', () => {
  it('says what the device offers when no algorithm matches', async () => {
    const port = await server({
      algorithms: { kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'] },
      onLogin: (context) => context.accept(),
    });
    const attempt = open(testHost({ port }));
    await expect(attempt).rejects.toMatchObject({ code: 'no-common-algorithm' });
    await expect(attempt).rejects.toThrow(
      'r1 offers only the key exchange diffie-hellman-group14-sha1, diffie-hellman-group1-sha1; showrun offers curve25519',
    );
  });

  it.each([
    ['hangs up at once', (socket: Socket) => socket.end(), 'hung-up', 'before it said anything'],
    [
      'is no SSH server',
      (socket: Socket) => socket.end('HTTP/1.0 400 Bad\r\n\r\n'),
      'unreachable',
      'SSH 2',
    ],
    ['speaks SSH 1', (socket: Socket) => socket.write('SSH-1.5-old\r\n'), 'unreachable', 'SSH 2'],
    [
      'sends garbage for packets',
      (socket: Socket) => socket.write(`SSH-2.0-x\r\n${'\u00ff'.repeat(500)}`),
      'unreachable',
      'SSH 2',
    ],
    [
      'hangs up in the handshake',
      (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
      'hung-up',
      'during the key exchange',
    ],
    [
      'sends a banner without end',
      (socket: Socket) => socket.write('MOTD line\r\n'.repeat(200_000)),
      'unreachable',
      'SSH 2',
    ],
  ])('to a server that %s gives one clear error', async (_, onSocket, code, words) => {
    const port = await tcp((socket) => void onSocket(socket));
    const attempt = open(testHost({ port }));
    await expect(attempt).rejects.toMatchObject({ code, subject: 'r1' });
    await expect(attempt).rejects.toThrow(words);
  });

  it('to a silent server ends by the clock', async () => {
    const clock = new NoticedClock();
    const isWaiting = clock.timerOf(15_000);
    const port = await tcp(() => {});
    const attempt = open(testHost({ port }), new ScriptedAsker(), { clock });
    attempt.catch(() => {});
    await isWaiting;
    clock.advance(15_000);
    await expect(attempt).rejects.toMatchObject({ code: 'timeout' });
    await expect(attempt).rejects.toThrow('r1 did not finish the key exchange within 15 s');
  });

  it('leaves its place among the handshakes while a person thinks', async () => {
    const port = await server({ onLogin: (context) => context.accept() });
    const handshakes = new Gate(1);
    const asker = new ScriptedAsker();
    let trust: (answer: 'once') => void = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asker.trustHostKey = () => {
        resolve();
        return new Promise((answer) => {
          trust = answer;
        });
      };
    });
    const first = open(testHost({ port }), asker, { handshakes });
    await isAsked;
    const second = await open(testHost({ port, name: 'r2' }), new ScriptedAsker(), { handshakes });
    trust('once');
    await (await first).transport.close();
    await second.transport.close();
  });
});

/** A clock that tells when somebody sets a timer. */
class NoticedClock extends FakeClock {
  readonly #waiting = new Map<number, () => void>();

  override after(delayMs: number, callback: () => void): () => void {
    const cancel = super.after(delayMs, callback);
    this.#waiting.get(delayMs)?.();
    return cancel;
  }

  timerOf(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(delayMs, resolve));
  }
}
