import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createUser, removeUser, type TemporaryUser } from './temporary-user.ts';

/**
 * A real OpenSSH server on a loopback port, as a peer for tests and benchmarks.
 *
 *   const sshd = await startSshd({ authorizedKeys: [publicKeyLine] });
 *   … connect to sshd.address, sshd.port as sshd.username …
 *   await sshd.close();
 *
 * Everything it needs (configuration, host key, authorized_keys, homes) lies in one temporary folder. Key logins are for
 * the user who runs the tests. `password: true` also makes a temporary user with a random password, which takes root.
 */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  if (sshdMissing !== undefined) throw new Error(sshdMissing);
  const folder = mkdtempSync(join(tmpdir(), 'showrun-sshd-'));
  // The temporary user must be able to reach its home and authorized_keys in here.
  chmodSync(folder, 0o755);
  const user = options.password ? makeUser(folder) : undefined;
  const sshd = new RunningSshd(folder, options, user);
  try {
    await sshd.start();
    return sshd;
  } catch (error) {
    await sshd.close();
    throw error;
  }
}

export interface SshdOptions {
  /** Makes a temporary user with a random password and lets it log in by password. Takes root. */
  readonly password?: boolean;
  /** Public keys, one line each, that may log in. */
  readonly authorizedKeys?: readonly string[];
  /** Run in place of the login shell. */
  readonly forcedCommand?: string;
  /** `ed25519` (the default), `rsa` or `ecdsa`. */
  readonly hostKeyType?: HostKeyType;
  /** Further lines of sshd_config; they win over ours. */
  readonly config?: readonly string[];
}

export type HostKeyType = 'ed25519' | 'rsa' | 'ecdsa';

export interface Sshd {
  readonly address: '127.0.0.1';
  readonly port: number;
  /** The temporary user, or whoever runs the tests. */
  readonly username: string;
  /** '' without `password: true`. */
  readonly password: string;
  /** The folder with all its files; removed by `close`. A good place for a test's own client files. */
  readonly folder: string;
  /** The host key's public half, `ssh-ed25519 AAAA…`. */
  hostKey(): string;
  /** Lets one more public key in, from now on. */
  authorize(publicKey: string): void;
  /** What sshd has logged so far (LogLevel VERBOSE). */
  log(): string;
  /** Resolves when the log matches; looks at what was logged before, too. */
  logged(pattern: RegExp): Promise<void>;
  /** Gives the server another host key, as if the device had been replaced. Open sessions live on. */
  swapHostKey(type?: HostKeyType): Promise<void>;
  /** Kills every open session at once, as a device does that loses its power; the listener stays. */
  killSessions(): void;
  /** Kills the listener and every open session, as a device that reboots; its port refuses until `comesUp`. */
  goesDown(): Promise<void>;
  /** Listens again at the same port, with the same keys. */
  comesUp(): Promise<void>;
  /** Stops every open session where it is, as a line that takes packets nowhere. */
  freezeSessions(): void;
  /** Lets them go on. */
  thawSessions(): void;
  /** Stops everything and removes the folder and the user. Safe to call twice. */
  close(): Promise<void>;
}

const SSHD = '/usr/sbin/sshd';

/** Why no sshd can be started here; undefined when all is well. */
export const sshdMissing: string | undefined = existsSync(SSHD)
  ? undefined
  : 'no OpenSSH server: install the package openssh-server';

/** Why `password: true` cannot work here; undefined when all is well. */
export const sshdPasswordMissing: string | undefined =
  sshdMissing ??
  (process.getuid?.() === 0
    ? undefined
    : 'password logins need a temporary user, which takes root');

/** Makes a key pair with ssh-keygen at `file` and returns the public line. */
export function makeKey(file: string, options: { type?: HostKeyType; passphrase?: string } = {}) {
  execFileSync('ssh-keygen', [
    '-q',
    ...['-t', options.type ?? 'ed25519'],
    ...['-N', options.passphrase ?? ''],
    ...['-C', 'showrun test'],
    ...['-f', file],
  ]);
  return readFileSync(`${file}.pub`, 'utf8').trim();
}

/** The fingerprint of a server's host key as `ssh-keygen -l` prints it: `SHA256:…`. */
export function fingerprintOf(sshd: Sshd): string {
  const file = join(sshd.folder, 'host_key.pub');
  const printed = execFileSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', file], {
    encoding: 'utf8',
  });
  return printed.split(' ')[1] ?? '';
}

class RunningSshd implements Sshd {
  readonly address = '127.0.0.1';
  readonly folder: string;
  readonly username: string;
  readonly password: string;
  readonly #options: SshdOptions;
  readonly #user: TemporaryUser | undefined;
  readonly #waiting = new Set<() => void>();
  #port = 0;
  #log = '';
  #process: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();

  constructor(folder: string, options: SshdOptions, user: TemporaryUser | undefined) {
    this.folder = folder;
    this.#options = options;
    this.#user = user;
    this.username = user?.name ?? userInfo().username;
    this.password = user?.password ?? '';
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    this.#makeHostKey(this.#options.hostKeyType ?? 'ed25519');
    const keys = this.#options.authorizedKeys ?? [];
    await writeFile(join(this.folder, 'authorized_keys'), keys.map((key) => `${key}\n`).join(''));
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    // Another program can take the free port before sshd binds it; then the next one is tried.
    for (let attempt = 1; ; attempt++) {
      this.#port = await freePort();
      await writeFile(join(this.folder, 'sshd_config'), this.#config());
      this.#spawn();
      try {
        await this.logged(/Server listening on/);
        return;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  hostKey(): string {
    const [type, body] = readFileSync(join(this.folder, 'host_key.pub'), 'utf8').split(' ');
    return `${type} ${body?.trim()}`;
  }

  authorize(publicKey: string): void {
    appendFileSync(join(this.folder, 'authorized_keys'), `${publicKey}\n`);
  }

  log(): string {
    return this.#log;
  }

  logged(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const isThere = pattern.test(this.#log);
        if (!isThere && this.#process !== undefined) return;
        this.#waiting.delete(look);
        if (isThere) resolve();
        else reject(new Error(`sshd ended without logging ${pattern}:\n${this.#log}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  async swapHostKey(type: HostKeyType = this.#options.hostKeyType ?? 'ed25519'): Promise<void> {
    this.#makeHostKey(type);
    this.#log = '';
    this.#process?.kill('SIGHUP');
    await this.logged(/Server listening on/);
  }

  killSessions(): void {
    this.#signal('SIGKILL');
  }

  async goesDown(): Promise<void> {
    // First the listener, so that nobody gets in again in between.
    const sessions = descendants(this.#process?.pid ?? 0);
    this.#process?.kill('SIGKILL');
    for (const pid of sessions) kill(pid, 'SIGKILL');
    await this.#exited;
  }

  async comesUp(): Promise<void> {
    this.#log = '';
    this.#spawn();
    await this.logged(/Server listening on/);
  }

  freezeSessions(): void {
    this.#signal('SIGSTOP');
  }

  thawSessions(): void {
    this.#signal('SIGCONT');
  }

  #signal(name: NodeJS.Signals): void {
    const listener = this.#process?.pid;
    if (listener !== undefined) for (const pid of descendants(listener)) kill(pid, name);
  }

  async close(): Promise<void> {
    this.killSessions();
    this.#process?.kill('SIGKILL');
    await this.#exited;
    await rm(this.folder, { recursive: true, force: true });
    if (this.#user) removeUser(this.#user.name);
  }

  #makeHostKey(type: HostKeyType): void {
    const file = join(this.folder, 'host_key');
    execFileSync('rm', ['-f', file, `${file}.pub`]);
    makeKey(file, { type });
  }

  #spawn(): void {
    const child = spawn(SSHD, ['-D', '-e', '-f', join(this.folder, 'sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = child;
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => {
        this.#process = undefined;
        for (const look of [...this.#waiting]) look();
        resolve();
      });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
      for (const look of [...this.#waiting]) look();
    });
  }

  #config(): string {
    // sshd takes the first value it meets, so the caller's lines come first.
    return [
      ...withHome(this.#options.config ?? [], this.folder),
      `ListenAddress ${this.address}`,
      `Port ${this.#port}`,
      `HostKey ${join(this.folder, 'host_key')}`,
      `AuthorizedKeysFile ${join(this.folder, 'authorized_keys')}`,
      `PasswordAuthentication ${this.#options.password ? 'yes' : 'no'}`,
      'KbdInteractiveAuthentication no',
      'PermitRootLogin yes',
      'UsePAM no',
      'StrictModes no',
      'PidFile none',
      'PrintMotd no',
      'PrintLastLog no',
      'MaxStartups 100',
      'LogLevel VERBOSE',
      ...(this.#options.forcedCommand ? [`ForceCommand ${this.#options.forcedCommand}`] : []),
      '',
    ].join('\n');
  }
}

/**
 * Shells start without the start-up files of whoever runs the tests: those may take long, and may leave locks behind when a
 * shell is killed in the middle of them. Only the first SetEnv line counts.
 */
function withHome(config: readonly string[], home: string): string[] {
  const at = config.findIndex((line) => line.startsWith('SetEnv '));
  const line = config[at];
  return line === undefined
    ? [...config, `SetEnv HOME=${home}`]
    : config.with(at, `${line} HOME=${home}`);
}

function makeUser(folder: string): TemporaryUser {
  if (sshdPasswordMissing !== undefined) throw new Error(sshdPasswordMissing);
  return createUser(folder);
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

/** All processes below `root`, found in /proc because a session has processes of several users. */
function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // pid (command) state parent …; the command may hold blanks and brackets.
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (pid === root || isBelow(parents.get(pid)));
  return [...parents.keys()].filter((pid) => pid !== root && isBelow(pid));
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}
