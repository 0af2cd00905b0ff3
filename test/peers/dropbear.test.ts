import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Host } from '../../src/core/host.ts';
import type { TransportPeer } from '../../src/core/transport.ts';
import { type Dropbear, dropbearMissing, startDropbear } from '../helpers/dropbear.ts';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { open, testHost } from '../helpers/ssh-client.ts';
import { makeKey } from '../helpers/sshd.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

peer('dropbear', dropbearMissing)('dropbear, as many embedded devices have it,', () => {
  let folder: string;
  let key: string;
  let publicKey: string;
  let device: Dropbear;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-to-dropbear-'));
    key = join(folder, 'key');
    publicKey = makeKey(key);
    device = await startDropbear({ authorizedKeys: [publicKey] });
  });
  afterAll(async () => {
    await device?.close();
    rmSync(folder, { recursive: true });
  });

  const hostAt = ({ port, user }: Dropbear, known: Partial<Host> = {}): Host =>
    testHost({ port, username: user.name, keys: [key], ...known });

  async function shell(host: Host): Promise<TransportPeer> {
    const session = await open(host);
    onTestFinished(() => session.transport.close());
    session.types('echo o$((40+2))k; exit\r');
    await session.sees(/o42k/);
    return session.transport.peer;
  }

  it('is logged in to with a key, and with a password', async () => {
    const seen = await shell(hostAt(device));
    expect(seen.software).toMatch(/^dropbear/);
    expect(seen.weaknesses).toEqual([]);
    const password = { from: 'memory', reveal: () => device.user.password } as const;
    await shell(hostAt(device, { keys: [], password }));
  });

  it('shows the same host key in every session', async () => {
    const known = join(folder, 'known-dropbear');
    writeFileSync(known, '');
    const host = hostAt(device, { knownHostsFiles: [known] });
    await shell({ ...host, hostKeyPolicy: 'accept-new' });
    await shell({ ...host, hostKeyPolicy: 'strict' });
  });

  it.each([
    ['rsa', '-s', '2048'],
    ['ecdsa', '-s', '256'],
    ['ecdsa', '-s', '384'],
    ['ecdsa', '-s', '521'],
  ] as const)('is reached with a host key of its own kind: %s %s %s', async (...hostKey) => {
    const other = await startDropbear({ authorizedKeys: [publicKey], hostKey });
    onTestFinished(() => other.close());
    expect((await shell(hostAt(other))).weaknesses).toEqual([]);
  });

  it('is refused with one line when the password is wrong, which is sent once', async () => {
    const password = { from: 'memory', reveal: () => 'not it' } as const;
    await expect(shell(hostAt(device, { keys: [], password }))).rejects.toMatchObject({
      code: 'auth-failed',
      message: expect.stringContaining('r1 refused'),
    });
  });

  it('answers showrun run with the whole of a long output', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const file = join(home.path, 'inventory.yaml');
    const { port, user } = device;
    writeFileSync(
      file,
      `hosts:\n  box: { address: 127.0.0.1, port: ${port}, username: ${user.name}, key: ${key} }\n`,
    );
    const args = ['run', 'seq 20000', '-i', file, '-H', 'box', '--accept-new', '-o', 'raw'];
    const { code, stdout, stderr } = await runShowrun(args, { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^\d+$/gm)).toHaveLength(20_000);
  });
});
