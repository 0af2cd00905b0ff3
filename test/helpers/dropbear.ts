import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstMissing, missingCommand } from './peers.ts';
import { sshdPasswordMissing } from './sshd.ts';
import { createUser, removeUser, type TemporaryUser } from './temporary-user.ts';

/**
 * Dropbear, the SSH server of embedded devices, on a loopback port, with a temporary user who may log in.
 *
 *     const dropbear = await startDropbear({ authorizedKeys: [publicKeyLine] });
 *     … connect to dropbear.port as dropbear.user.name …
 *     await dropbear.close();
 */
export async function startDropbear(options: DropbearOptions): Promise<Dropbear> {
  if (dropbearMissing !== undefined) throw new Error(dropbearMissing);
  const folder = mkdtempSync(join(tmpdir(), 'showrun-dropbear-'));
  // Its user must reach the home in here.
  chmodSync(folder, 0o755);
  const user = createUser(folder);
  authorize(folder, user, options.authorizedKeys);
  const hostKey = join(folder, 'host_key');
  const [type, ...bits] = options.hostKey ?? ['ed25519'];
  execFileSync('dropbearkey', ['-t', type, ...bits, '-f', hostKey], { stdio: 'ignore' });
  const port = await freePort();
  const where = ['-r', hostKey, '-p', `127.0.0.1:${port}`, '-P', join(folder, 'pid')];
  const child = spawn('dropbear', ['-F', '-E', ...where], { stdio: ['ignore', 'ignore', 'pipe'] });
  const close = async (): Promise<void> => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
    removeUser(user.name);
  };
  try {
    await started(child);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, user, close };
}

export interface DropbearOptions {
  /** Public keys, one line each, that may log in. */
  readonly authorizedKeys: readonly string[];
  /** The words of `dropbearkey -t` for its only host key; `['ed25519']` unless told. */
  readonly hostKey?: readonly [type: string, ...rest: string[]];
}

export interface Dropbear {
  readonly port: number;
  readonly user: TemporaryUser;
  /** Ends the server and removes the folder and the user. Safe to call twice. */
  close(): Promise<void>;
}

/** Why no dropbear can be started here; undefined when all is well. */
export const dropbearMissing: string | undefined = firstMissing(
  missingCommand('dropbear', 'dropbear-bin'),
  sshdPasswordMissing,
);

function authorize(folder: string, user: TemporaryUser, keys: readonly string[]): void {
  const dotSsh = join(folder, 'home', '.ssh');
  const file = join(folder, 'authorized_keys');
  writeFileSync(file, keys.map((key) => `${key}\n`).join(''));
  execFileSync('install', ['-d', '-o', user.name, '-m', '700', dotSsh]);
  execFileSync('install', ['-o', user.name, '-m', '600', file, dotSsh]);
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.once('exit', () => reject(new Error(`dropbear ended: ${log}`)));
    child.stderr?.on('data', (text: Buffer) => {
      log += text;
      if (log.includes('Not backgrounding')) resolve();
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
