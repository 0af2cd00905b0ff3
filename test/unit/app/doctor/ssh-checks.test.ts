import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { agentCheck, knownHostsCheck } from '../../../../src/app/doctor/ssh-checks.ts';
import { makeTempHome } from '../../../helpers/temp-home.ts';

describe('the doctor of SSH', () => {
  it.each([
    ['2 keys', 'ok', (socket: Socket) => socket.write(answer(12, 2))],
    ['1 key', 'ok', (socket: Socket) => socket.write(answer(12, 1))],
    ['it holds no keys', 'note', (socket: Socket) => socket.write(answer(12, 0))],
    ['it refuses to list', 'bad', (socket: Socket) => socket.write(answer(5, 0))],
    ['it hung up', 'bad', (socket: Socket) => socket.end()],
  ])('asks the agent: %s', async (says, state, agent) => {
    const check = await agentCheck(await listening(agent));
    expect(check.state).toBe(state);
    expect(check.says).toContain(says);
  });

  it('says where there is no agent, or nobody behind its socket', async () => {
    expect((await agentCheck(undefined)).says).toMatch(/SSH_AUTH_SOCK is not set/);
    expect((await agentCheck('/nowhere/agent')).state).toBe('bad');
  });

  it('counts the host keys, and finds a file that others may write', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    expect((await knownHostsCheck(home.path)).says).toMatch(/not there yet/);
    mkdirSync(join(home.path, '.ssh'), { recursive: true });
    const file = join(home.path, '.ssh/known_hosts');
    const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f';
    writeFileSync(file, `192.0.2.1 ssh-ed25519 ${key}\n`, { mode: 0o600 });
    expect(await knownHostsCheck(home.path)).toMatchObject({ state: 'ok', says: `${file}: 1 key` });
    chmodSync(file, 0o666);
    expect(await knownHostsCheck(home.path)).toMatchObject({ state: 'bad' });
  });
});

/** What an agent answers: its length, the kind, a count. */
function answer(kind: number, count: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt32BE(5, 0);
  bytes[4] = kind;
  bytes.writeUInt32BE(count, 5);
  return bytes;
}

async function listening(agent: (socket: Socket) => void): Promise<string> {
  const home = makeTempHome();
  const path = join(home.path, 'agent');
  const server = createServer((socket) => socket.once('data', () => agent(socket)));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    server.close();
    home.remove();
  });
  return path;
}
