import type { ClientChannel } from 'ssh2';
import type { ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Size } from '../core/size.ts';
import type { Transport, TransportEnd, TransportPeer } from '../core/transport.ts';
import { toldOnTheWay } from './on-the-way.ts';
import { requestBreak } from './ssh-break.ts';
import type { SshLogin } from './ssh-login.ts';

/** A shell on a remote terminal as a `Transport`. stdout and stderr arrive as one stream, as on a terminal. */
export class SshTransport implements Transport {
  readonly peer: TransportPeer;
  readonly #login: SshLogin;
  readonly #channel: ClientChannel;
  readonly #closeAll: () => Promise<void>;
  #onBytes: ((chunk: Uint8Array) => void) | undefined;
  #onClosed: ((end: TransportEnd) => void) | undefined;
  #end: TransportEnd | undefined;
  #hasExited = false;
  #exitCode: number | undefined;
  #lost: ShowrunError | undefined;
  #isOurClose = false;

  /** `closeAll` closes the login and leaves the hosts it goes through; it never rejects. */
  constructor(request: {
    readonly host: Host;
    readonly login: SshLogin;
    readonly channel: ClientChannel;
    readonly closeAll: () => Promise<void>;
  }) {
    const { host, login, channel } = request;
    const { software, banner, fingerprint, strictKex, weaknesses } = login;
    this.peer = { software, banner, fingerprint, strictKex, weaknesses };
    this.#login = login;
    this.#channel = channel;
    this.#closeAll = request.closeAll;
    channel.on('exit', (code: number | null) => {
      this.#exitCode = code ?? undefined;
      this.#hasExited = true;
    });
    channel.on('close', () => this.#finish());
    channel.on('error', () => {
      // Told by the login's end.
    });
    login.onEnd((error) => {
      if (error && !this.#isOver()) this.#lost = toldOnTheWay(error, host);
    });
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    const isFirst = this.#onBytes === undefined;
    this.#onBytes = listener;
    if (!isFirst) return;
    // Until now the channel has kept everything, and its window has held the far end back.
    const give = (chunk: Uint8Array) => this.#onBytes?.(chunk);
    this.#channel.on('data', give);
    this.#channel.stderr.on('data', give);
  }

  onClosed(listener: (end: TransportEnd) => void): void {
    this.#onClosed = listener;
    if (this.#end) listener(this.#end);
  }

  onSilence(listener: (silentMs: number | undefined) => void): void {
    this.#login.onSilence.on(listener);
  }

  checkLife(patienceMs: number): void {
    this.#login.checkLife(patienceMs);
  }

  write(bytes: Uint8Array): void {
    if (this.#end || !this.#channel.writable) return;
    this.#channel.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  resize({ cols, rows }: Size): void {
    if (!this.#end) this.#channel.setWindow(rows, cols, 0, 0);
  }

  sendBreak(): Promise<'sent' | 'refused'> {
    return this.#end ? Promise.resolve('refused') : requestBreak(this.#channel);
  }

  pause(): void {
    this.#channel.pause();
    this.#channel.stderr.pause();
  }

  resume(): void {
    this.#channel.resume();
    this.#channel.stderr.resume();
  }

  async close(): Promise<void> {
    this.#isOurClose = true;
    this.#finish();
    await this.#closeAll();
  }

  #finish(): void {
    if (this.#end) return;
    this.#end =
      this.#lost && !this.#isOurClose
        ? { kind: 'lost', error: this.#lost }
        : { kind: 'ended', exitCode: this.#exitCode };
    this.#onClosed?.(this.#end);
    // One shell per connection: without it the connection serves nobody.
    if (!this.#isOurClose) void this.#closeAll();
  }

  /** The far end had finished the shell before the line went down; bytes may still be waiting to be read. */
  #isOver(): boolean {
    const { incoming } = this.#channel as unknown as { incoming?: { state?: string } };
    return this.#hasExited || (incoming?.state ?? 'open') !== 'open';
  }
}
