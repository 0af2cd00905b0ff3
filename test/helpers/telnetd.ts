import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUser, removeUser } from './temporary-user.ts';

/**
 * The telnetd of GNU inetutils on a loopback port, with a temporary user who may log in through login(1).
 *
 *     const telnetd = await startTelnetd();
 *     … connect to telnetd.port as telnetd.username …
 *     await telnetd.close();
 */
export async function startTelnetd(): Promise<Telnetd> {
  if (telnetdMissing !== undefined) throw new Error(telnetdMissing);
  const folder = mkdtempSync(join(tmpdir(), 'showrun-telnetd-'));
  chmodSync(folder, 0o755);
  const telnetd = new RunningTelnetd(folder);
  await telnetd.start();
  return telnetd;
}

export interface Telnetd {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** Ends every open session, as a device does that loses its power. */
  killSessions(): void;
  /** Stops every open session where it is, as a line that takes packets nowhere. */
  freezeSessions(): void;
  /** Stops everything and removes the folder and the user. Safe to call twice. */
  close(): Promise<void>;
}

const TELNETD = '/usr/sbin/telnetd';

/** Why no telnetd can be started here; undefined when all is well. */
export const telnetdMissing: string | undefined = missing();

function missing(): string | undefined {
  if (!existsSync(TELNETD)) return 'no telnet server: install the package inetutils-telnetd';
  return process.getuid?.() === 0 ? undefined : 'a temporary user takes root';
}

/** What inetd does: each connection becomes standard input and output of a telnetd of its own. */
class RunningTelnetd implements Telnetd {
  readonly username: string;
  readonly password: string;
  readonly #folder: string;
  readonly #server: Server;
  readonly #children = new Map<ChildProcess, Socket>();
  #port = 0;

  constructor(folder: string) {
    this.#folder = folder;
    const { name, password } = createUser(folder);
    this.username = name;
    this.password = password;
    // Not a byte may be read here.
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#serve(socket));
  }

  get port(): number {
    return this.#port;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        this.#port = typeof address === 'object' && address ? address.port : 0;
        resolve();
      });
    });
  }

  killSessions(): void {
    for (const child of this.#children.keys()) child.kill('SIGKILL');
  }

  freezeSessions(): void {
    for (const child of this.#children.keys()) child.kill('SIGSTOP');
  }

  async close(): Promise<void> {
    const ends = [...this.#children.keys()].map(
      (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    this.killSessions();
    await Promise.all(ends);
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await rm(this.#folder, { recursive: true, force: true });
    removeUser(this.username);
  }

  #serve(socket: Socket): void {
    const child = spawn(TELNETD, ['-h'], { stdio: [socket, socket, 'ignore'] });
    this.#children.set(child, socket);
    child.once('exit', () => {
      this.#children.delete(child);
      socket.destroy();
    });
  }
}
