import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';
import type { Transport, TransportEnd, TransportPeer } from '../../core/transport.ts';
import { deferred } from '../deferred.ts';
import { KEEPALIVE_MS, KEEPALIVES_BORNE, KeepaliveWatch } from '../keepalive.ts';
import { type Trouble, timedOut, translateError } from '../translate-error.ts';
import { BREAK_MESSAGE, TelnetCodec } from './telnet-codec.ts';

/** A peer that takes nothing must not keep us waiting with our goodbye. */
const GOODBYE_MS = 1_000;
/** Answers to a peer that asks and does not read would pile up. */
const MAX_UNREAD_BYTES = 256 * 1024;
/** Silence after which a far end that used to answer is given up. */
const DEAD_MS = KEEPALIVE_MS * (KEEPALIVES_BORNE + 1);
/** Telnet's own port: there the client may speak first. */
const TELNET_PORT = 23;

/** A connected socket that speaks telnet, as a `Transport`. */
export class TelnetTransport implements Transport {
  readonly peer: TransportPeer;
  readonly #socket: Duplex;
  readonly #codec: TelnetCodec;
  readonly #clock: Clock;
  readonly #trouble: Trouble;
  readonly #closed = deferred<void>();
  #kept: Uint8Array[] = [];
  #onBytes: ((chunk: Uint8Array) => void) | undefined;
  #onClosed: ((end: TransportEnd) => void) | undefined;
  #end: TransportEnd | undefined;
  #error: Error | undefined;
  #isOurClose = false;
  #life: KeepaliveWatch | undefined;
  #onAnswer: () => void = () => {};

  constructor(request: {
    /** A connected socket, or a stream through another host. */
    readonly socket: Duplex;
    readonly warning?: string | undefined;
    readonly size: Size;
    readonly clock: Clock;
    readonly trouble: Trouble;
    /** What Enter is for the host's platform. */
    readonly lineEnd: string;
  }) {
    const { socket, size, clock, trouble, lineEnd } = request;
    const { warning = 'telnet, not encrypted' } = request;
    this.peer = { software: '', banner: '', fingerprint: '', warning };
    this.#socket = socket;
    this.#clock = clock;
    this.#trouble = { ...trouble, phase: 'open' };
    this.#codec = new TelnetCodec(size, { enter: lineEnd === '\r\n' ? 'CR LF' : 'CR NUL' });
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => this.#finish());
    // A channel of ssh2 stays half open when its far end has gone.
    if (!(socket instanceof Socket)) socket.on('end', () => socket.destroy());
    socket.on('data', (chunk) => this.#receive(chunk));
    if (trouble.port === TELNET_PORT) this.#send(this.#codec.greet());
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    this.#onBytes = listener;
    for (const chunk of this.#kept.splice(0)) listener(chunk);
  }

  /** The listener was only listening in: what it heard is kept for the next one. */
  giveBack(heard: readonly Uint8Array[]): void {
    this.#onBytes = undefined;
    this.#kept = [...heard];
  }

  onClosed(listener: (end: TransportEnd) => void): void {
    this.#onClosed = listener;
    if (this.#end) listener(this.#end);
  }

  /** Asked for from here on; during the login its own deadline tells. */
  onSilence(listener: (silentMs: number | undefined) => void): void {
    this.#life ??= new KeepaliveWatch({
      clock: this.#clock,
      reset: () => {},
      ask: (onAnswer) => {
        this.#onAnswer = onAnswer;
        this.#send(this.#codec.askLife());
      },
      onSilence: (silentMs) => {
        listener(silentMs);
        if ((silentMs ?? 0) >= DEAD_MS) this.#giveUp(DEAD_MS);
      },
    });
  }

  checkLife(patienceMs: number): void {
    this.#life?.check(patienceMs, () => this.#giveUp(patienceMs));
  }

  write(bytes: Uint8Array): void {
    this.#send(this.#codec.encode(bytes));
  }

  resize(size: Size): void {
    this.#send(this.#codec.resize(size));
  }

  /** Telnet has no answer to it. */
  sendBreak(): Promise<'sent'> {
    this.#send(BREAK_MESSAGE);
    return Promise.resolve('sent');
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** The way to the host is gone. ssh2's channels drop the reason they are destroyed with. */
  lose(error: Error): void {
    this.#error ??= error;
    this.#finish();
    this.#socket.destroy();
  }

  async close(): Promise<void> {
    this.#isOurClose = true;
    const cancel = this.#clock.after(GOODBYE_MS, () => this.#socket.destroy());
    const socket = this.#socket;
    if (socket instanceof Socket) socket.destroySoon();
    else socket.end(() => socket.destroy());
    // A paused socket would never see the far end's goodbye.
    this.#socket.resume();
    await this.#closed.promise;
    cancel();
  }

  #giveUp(silentMs: number): void {
    this.#error ??= timedOut(this.#trouble, silentMs);
    this.#socket.destroy();
  }

  #receive(chunk: Uint8Array): void {
    this.#life?.heard();
    const { data, reply, life } = this.#codec.receive(chunk);
    if (life === 'answered') this.#onAnswer();
    if (this.#socket.writableLength < MAX_UNREAD_BYTES) this.#send(reply);
    if (data.length === 0 || this.#isOurClose) return;
    if (this.#onBytes) this.#onBytes(data);
    else this.#kept.push(data);
  }

  #send(bytes: Uint8Array): void {
    if (bytes.length > 0 && this.#socket.writable) this.#socket.write(bytes);
  }

  #finish(): void {
    if (this.#end) return;
    this.#life?.stop();
    this.#end =
      this.#error && !this.#isOurClose
        ? { kind: 'lost', error: translateError(this.#error, this.#trouble) }
        : { kind: 'ended', exitCode: undefined };
    this.#closed.resolve();
    this.#onClosed?.(this.#end);
  }
}
