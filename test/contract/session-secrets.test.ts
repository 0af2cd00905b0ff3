import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asker, SecretQuestion } from '../../src/core/asker.ts';
import { asShowrunError } from '../../src/core/errors.ts';
import type { SecretSource } from '../../src/core/host.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { HostSecrets } from '../../src/session/secrets/host-secrets.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { testHost } from '../helpers/test-host.ts';

// The lab's routers with an enable secret, over a real SSH connection.
const SECRET = 'Tr0ub4dor';
const WRONG = 'c0rrecth0rse';
const platforms = openPlatforms();
let folder: string;
let lab: Lab;
let sessions: Sessions | undefined;
let questions: SecretQuestion[];
/** What the person types, in order; then nothing more. */
let typed: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-secrets-'));
  lab = await startLab();
});

afterEach(() => sessions?.close());

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

describe('a secret the device asks for', () => {
  it('is given where the platform says that enable asks for it, and is seen nowhere', async () => {
    typed = [SECRET];
    const session = await atExec('r1');
    const result = await session.run('enable');
    expect(result).toMatchObject({ outcome: 'ok', text: 'Password: ' });
    expect(session.mode).toBe('privileged');
    expect(questions).toMatchObject([{ host: 'r1', text: 'Password:', echo: false }]);
    expect(everything(session, result, await session.lastCommand())).not.toContain(SECRET);
  });

  it('is asked of the person once for all sessions to a host', async () => {
    typed = [SECRET];
    const session = await atExec('r1');
    await session.run('enable');
    await session.run('disable');
    await session.enterMode('configuration');
    await session.enterMode('exec');
    expect(await session.config(['hostname r1'])).toMatchObject({ sent: 1, outcome: 'ok' });
    expect(questions).toHaveLength(1);
  });

  it('comes from the inventory before any person', async () => {
    typed = [];
    const session = await atExec('r2', { from: 'memory', reveal: () => SECRET });
    await session.enterMode('privileged');
    expect(session.mode).toBe('privileged');
    expect(questions).toEqual([]);
  });

  it('is sent once when it is wrong, and the session is at its prompt again', async () => {
    typed = [WRONG, SECRET];
    const session = await atExec('r1');
    const error = asShowrunError(await session.run('enable').catch((thrown) => thrown));
    expect(error.line).toBe(
      "r1 did not take the password it asks for after 'enable': do it in the pane",
    );
    expect(everything(session, error, await session.lastCommand())).not.toContain(WRONG);
    expect(questions).toHaveLength(1);
    expect((await session.run('show clock')).mode).toBe('exec');
    await session.run('enable');
    expect(session.mode).toBe('privileged');
  });

  it('leaves the device at its prompt when the person has none to give', async () => {
    typed = [];
    const session = await atExec('r1');
    const error = asShowrunError(await session.run('enable').catch((thrown) => thrown));
    expect(error).toMatchObject({
      code: 'auth-failed',
      message: "r1 asks 'Password:' after 'enable' and was given nothing",
    });
    expect((await session.run('show clock')).outcome).toBe('ok');
  });

  it('is not waited for when the command is interrupted', async () => {
    const session = await atExec('r1');
    const asking = nextQuestion();
    const running = session.run('enable').catch(asShowrunError);
    const { signal } = await asking;
    session.interrupt();
    expect(await running).toMatchObject({ code: 'interrupted' });
    expect(signal.aborted).toBe(true);
    expect((await session.run('show clock')).mode).toBe('exec');
  });

  it('is asked once for two hosts with one entry', async () => {
    typed = [SECRET];
    const shared: SecretSource = { from: 'prompt' };
    const both = [await atExec('r1', shared), await atExec('r2', shared)];
    const answers = (await sessions?.run('all', 'enable')) ?? [];
    expect(answers.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(both.map(({ mode }) => mode)).toEqual(['privileged', 'privileged']);
    expect(questions).toHaveLength(1);
  });
});

let onQuestion: ((question: SecretQuestion) => void) | undefined;

/** The next question, which nobody answers. */
function nextQuestion(): Promise<SecretQuestion> {
  return new Promise((resolve) => {
    onQuestion = resolve;
  });
}

/** A session in user exec mode on a router that has an enable secret. */
async function atExec(name: string, secret?: SecretSource): Promise<Session> {
  if (sessions === undefined || sessions.list.length === 0) sessions = newSessions();
  const device = lab.devices.find((one) => one.name === name);
  if (!device) throw new Error(`no ${name} in the lab`);
  const session = sessions.open(
    testHost({
      ...{ name, platform: 'cisco_ios', address: device.address, port: device.port },
      username: device.username,
      password: { from: 'memory', reveal: () => device.password },
      knownHostsFiles: [join(folder, 'known_hosts')],
      ...(secret && { secret }),
    }),
    { cols: 80, rows: 24 },
  );
  await session.ready();
  await session.config([`enable secret ${SECRET}`]);
  await session.run('disable');
  return session;
}

function newSessions(): Sessions {
  questions = [];
  onQuestion = undefined;
  const asker: Asker = {
    trustHostKey: async () => 'once',
    secret: (question) => {
      questions.push(question);
      onQuestion?.(question);
      if (onQuestion) return new Promise(() => undefined);
      return Promise.resolve(typed.shift());
    },
  };
  const secrets = new HostSecrets({ asker, env: {} });
  return new Sessions({
    transportTo: (host) => openSsh(host, { asker, handshakes: new Gate(8) }),
    platformOf: (name) => platforms.find(name),
    secret: (host) => secrets.of(host),
  });
}

/** All that is kept or shown of a session, and what else came of it, as text. */
function everything(session: Session, ...more: readonly unknown[]): string {
  const screen = [...session.rawLog.pieces()].map((piece) =>
    typeof piece === 'string' ? piece : Buffer.from(piece).toString(),
  );
  // What the test itself has typed to give the router its secret is not meant.
  const raw = screen.join('').replaceAll(`enable secret ${SECRET}`, '');
  const said = more.map((one) =>
    one instanceof Error ? `${one.stack} ${JSON.stringify(one)}` : JSON.stringify(one),
  );
  return [raw, JSON.stringify(session.notices), ...said].join('\n');
}
