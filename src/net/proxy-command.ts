import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { Clock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';

interface ProxyRequest {
  readonly host: Host;
  /** The host as messages name it. */
  readonly who: string;
  readonly username: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/**
 * Starts a host's ProxyCommand; its input and output are the connection. As in ssh(1) the command runs in the person's
 * shell. When it ends by itself the stream fails with the last line it complained with. Throws `bad-usage` when a name
 * in the command could mean something to the shell.
 */
export function openProxyCommand(request: ProxyRequest & { readonly command: string }): Duplex {
  const { env } = request;
  const command = expandProxyCommand(request.command, request);
  // Its own process group, so that a shell's children end with it.
  const child = spawn(env['SHELL'] || '/bin/sh', ['-c', `exec ${command}`], {
    env,
    stdio: 'pipe',
    detached: true,
  });
  return new ProxyStream(child, request);
}

/** The command with `%h`, `%p`, `%r`, `%n` and `%%` replaced. */
export function expandProxyCommand(
  command: string,
  { host, who, username }: Pick<ProxyRequest, 'host' | 'who' | 'username'>,
): string {
  const tokens: Readonly<Record<string, string>> = {
    h: host.address,
    n: host.ssh?.proxy?.originalName ?? host.name,
    p: String(host.port),
    r: username,
  };
  return command.replace(/%(.)/g, (whole, token: string) => {
    if (token === '%') return '%';
    const value = tokens[token];
    if (value === undefined || HARMLESS.test(value)) return value ?? whole;
    throw new ShowrunError(
      'bad-usage',
      `${who}: '${safe(value, 100)}' cannot stand for %${token} in its ProxyCommand`,
      { subject: host.name, advice: 'a shell would see more than a name in it' },
    );
  });
}

/** Letters, digits and what addresses hold; nothing that a shell or an option parser takes for its own. */
const HARMLESS = /^[\p{L}\p{N}_.:][\p{L}\p{N}_.:@%+=,-]*$/u;
const MAX_COMPLAINT = 4_096;
const PATIENCE_MS = 1_000;

class ProxyStream extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #request: ProxyRequest;
  #complaint = '';
  #hasEnded = false;
  #failure: ShowrunError | undefined;

  constructor(child: ChildProcessWithoutNullStreams, request: ProxyRequest) {
    super({ allowHalfOpen: true });
    this.#child = child;
    this.#request = request;
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = `${this.#complaint}${text}`.slice(-MAX_COMPLAINT);
    });
    child.stdin.on('error', () => {
      // It reads no more; that it ends is told by `close`.
    });
    child.once('error', (error) => this.#fail(`could not start (${safe(error.message, 100)})`));
    child.once('close', (code, signal) => {
      this.#hasEnded = true;
      this.#fail(`ended with ${signal ?? `exit code ${code}`}`);
    });
  }

  override _read(): void {
    this.#child.stdout.resume();
    if (this.#failure) setImmediate(() => this.#giveUpWhenRead());
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    // A write that fails is no news: the end of the command is.
    this.#child.stdin.write(chunk, () => done());
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#kill('SIGHUP');
    const cancel = this.#request.clock.after(PATIENCE_MS, () => this.#kill('SIGKILL'));
    this.#child.once('close', cancel);
    if (this.#hasEnded) cancel();
    done(error);
  }

  #fail(what: string): void {
    const { host, who } = this.#request;
    const complaint = safe(this.#complaint.trim().split('\n').at(-1) ?? '', 300);
    this.#failure ??= new ShowrunError(
      'unreachable',
      `${who}: its ProxyCommand ${what}${complaint === '' ? '' : `: ${complaint}`}`,
      { subject: host.name, advice: 'run the command of ssh_config in a shell to see why' },
    );
    this.#giveUpWhenRead();
  }

  /** The last bytes count: they may hold the device's own goodbye. */
  #giveUpWhenRead(): void {
    if (this.readableLength === 0 && this.#failure) this.destroy(this.#failure);
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#hasEnded) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}
