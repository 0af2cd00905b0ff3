import { type Charset, encodeKeys } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Size } from '../../core/size.ts';
import type { Transport, TransportEnd, TransportPeer } from '../../core/transport.ts';
import type { OwnPrompt } from '../../platforms/own-prompt.ts';
import type { Platform } from '../../platforms/platform.ts';
import { Driver } from '../driver/driver.ts';
import type { Recogniser } from '../driver/recognition.ts';
import { SecretMask } from '../secrets/secret-mask.ts';
import { isAtPager, isAtPrompt, KeepAwake } from './keep-awake.ts';
import { PtySize } from './pty-size.ts';

export interface ConnectionOptions {
  readonly host: string;
  readonly transport: Transport;
  /** The size the transport was opened with. */
  readonly size: Size;
  readonly platform: Platform;
  readonly recogniser: Recogniser | undefined;
  readonly clock: Clock;
  readonly charset: Charset;
  readonly ownPrompt: OwnPrompt | undefined;
  /** Every chunk, before anybody else sees it. */
  readonly onBytes: (chunk: Uint8Array) => void;
  /** The lines of the last chunk are known by now. */
  readonly onHeard?: (() => void) | undefined;
  /** The person's keys, before they are sent. */
  readonly onTyped?: ((keys: Uint8Array) => void) | undefined;
  /** What is sent, by whomever, before it goes out. */
  readonly onSent?: ((bytes: Uint8Array) => void) | undefined;
  readonly onEnd: (end: TransportEnd) => void;
  /** Something of ours threw while handling bytes. */
  readonly onFault: (thrown: unknown) => void;
  readonly onNotice: (line: string) => void;
  readonly onLearned: () => void;
  /** Idle time after which Enter is sent at a prompt; undefined for never. */
  readonly keepAwakeMs: number | undefined;
  /** Whether a script has the session. */
  readonly isHeld: () => boolean;
  /** The silence is new, or over. */
  readonly onSilence: () => void;
}

/** One open transport with its driver, from the first byte to the end. A session has several, one after the other. */
export class Connection {
  readonly driver: Driver;
  readonly #options: ConnectionOptions;
  readonly #transport: Transport;
  readonly #ptySize: PtySize;
  #silentMs: number | undefined;
  readonly #over = new AbortController();
  readonly #mask = new SecretMask();
  readonly #keepAwake: KeepAwake | undefined;
  readonly #listeners = new Set<(chunk: Uint8Array) => void>();

  constructor(options: ConnectionOptions) {
    const { transport } = options;
    this.#options = options;
    this.#transport = transport;
    this.driver = new Driver({
      ...options,
      peer: transport.peer,
      cols: options.size.cols,
      write: (bytes) => {
        this.#ptySize.flush();
        options.onSent?.(bytes);
        transport.write(bytes);
        this.#keepAwake?.sent(bytes);
      },
    });
    this.#ptySize = new PtySize({
      clock: options.clock,
      sent: options.size,
      send: (size) => transport.resize(size),
    });
    const { keepAwakeMs: afterMs, clock, isHeld } = options;
    this.#keepAwake =
      afterMs === undefined
        ? undefined
        : new KeepAwake({
            ...{ afterMs, clock },
            isFree: () => !isHeld() && isAtPrompt(this.driver.channel),
            isElsewhere: () => isAtPager(this.driver.channel),
            pressEnter: () => this.send(ENTER),
          });
  }

  get peer(): TransportPeer {
    return this.#transport.peer;
  }

  /** How long an answer is overdue that was asked for; undefined while the far end answers. */
  get silentMs(): number | undefined {
    return this.#silentMs;
  }

  /** Asks the far end for a sign of life; without one within the time the connection is lost. */
  checkLife(patienceMs: number): void {
    this.#transport.checkLife?.(patienceMs);
  }

  /** Lets the bytes in. Separate from the constructor, because a transport may deliver at once. */
  start(): void {
    const { onBytes, onHeard, onFault, onEnd, onSilence } = this.#options;
    this.#transport.onSilence?.((silentMs) => {
      this.#silentMs = silentMs;
      onSilence();
    });
    this.#transport.onBytes((received) => {
      try {
        const chunk = this.#mask.filter(received);
        onBytes(chunk);
        this.driver.channel.receive(chunk);
        onHeard?.();
        for (const listener of this.#listeners) listener(chunk);
      } catch (thrown) {
        onFault(thrown);
      }
    });
    this.#transport.onClosed(onEnd);
  }

  /** Aborted when the connection is over. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Everything that comes from now on; the returned function ends that. */
  listen(listener: (chunk: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The secret goes out next: should the device echo it, nobody gets to see that. */
  hideEchoOf(secret: string): void {
    this.#mask.arm(secret);
  }

  /** What the person typed, unchanged. */
  type(keys: Uint8Array): void {
    this.#options.onTyped?.(keys);
    this.send(encodeKeys(this.#options.charset, keys));
  }

  /** Bytes as they are, in the host's own character set. */
  send(bytes: Uint8Array): void {
    this.#ptySize.flush();
    this.#options.onSent?.(bytes);
    this.#transport.write(bytes);
    this.driver.channel.typed(bytes);
    this.#keepAwake?.sent(bytes);
  }

  /** An emulator's answer. */
  reply(bytes: Uint8Array): void {
    this.#transport.write(bytes);
  }

  /** Rejects with `bad-usage` where the line has no break, or the far end takes none. */
  async sendBreak(): Promise<void> {
    const { host } = this.#options;
    const sent = await this.#transport.sendBreak?.();
    if (sent === 'sent') return;
    const why = sent === 'refused' ? 'does not take a break' : 'is on a line that has no break';
    throw new ShowrunError('bad-usage', `${host} ${why}`, {
      subject: host,
      advice: 'it takes telnet, or SSH to a terminal server that passes it on (RFC 4335)',
    });
  }

  resize(size: Size): void {
    this.driver.channel.cols = size.cols;
    this.#ptySize.want(size);
  }

  pause(): void {
    this.#transport.pause();
  }

  resume(): void {
    this.#transport.resume();
  }

  /** Leaves the device as it was found, and closes. */
  async leave(reason: Error): Promise<void> {
    await this.driver.tidy();
    await this.close(reason);
  }

  /** Whoever waits for an answer gets `reason`. */
  async close(reason: Error): Promise<void> {
    this.#ptySize.close();
    this.#keepAwake?.close();
    this.#over.abort(reason);
    this.driver.channel.end(reason);
    await this.#transport.close();
  }
}

const ENTER = Uint8Array.of(0x0d);
