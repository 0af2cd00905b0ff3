import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import { Emitter } from '../core/emitter.ts';
import { neverRetried, ShowrunError } from '../core/errors.ts';
import { safeLines } from '../core/safe.ts';
import type { SshAlgorithms } from './algorithm-names.ts';
import { algorithmsFor } from './algorithms.ts';
import { Authenticator } from './auth.ts';
import { coalesceWrites } from './coalesce-writes.ts';
import { Deadline } from './deadline.ts';
import { deferred } from './deferred.ts';
import { HostKeyCheck, recordedKeyTypes } from './host-key-check.ts';
import { interrupted } from './interrupted.ts';
import { KEEPALIVE_MS, KEEPALIVES_BORNE, type KeepaliveWatch } from './keepalive.ts';
import type { LoginContext } from './login-context.ts';
import { OfferReader } from './server-offer.ts';
import type { SshLogin, SshLoginRequest } from './ssh-login.ts';
import { softwareOf, strictKexOf } from './ssh2-internals.ts';
import {
  expiredPassword,
  hungUp,
  type Phase,
  type Trouble,
  timedOut,
  translateError,
} from './translate-error.ts';

import { refusalOfTruncatable } from './truncatable.ts';
import { limitSignatures, rsaSignatures } from './user-signatures.ts';
import { watchLife } from './watch-life.ts';
import { type Negotiated, weaknessesOf } from './weaknesses.ts';

const ANSWER_TIMEOUT_MS = 15_000;
const GOODBYE_MS = 500;
const MAX_BANNER = 64 * 1024;

/** One connection from the first byte to its end. A Client is never used again after a failure. */
export class LoginAttempt implements SshLogin {
  readonly client = new ssh2.Client();
  readonly stream: Duplex;
  readonly onSilence = new Emitter<number | undefined>();
  #isSilent = false;
  #life: KeepaliveWatch | undefined;
  weaknesses: readonly string[] = [];
  strictKex: 'yes' | 'no' = 'no';
  readonly #request: SshLoginRequest;
  readonly #context: LoginContext;
  readonly #hostKey: HostKeyCheck;
  readonly #authenticator: Authenticator;
  readonly #deadline: Deadline;
  readonly #offer = new OfferReader();
  readonly #ended = new Emitter<ShowrunError | undefined>();
  readonly #over = new AbortController();
  readonly #ready = deferred<void>();
  readonly #closed = deferred<void>();
  #phase: Phase = 'handshake';
  #software = '';
  #banner = '';
  #algorithms: SshAlgorithms | undefined;
  #hasEnded = false;
  #saidGoodbye = false;
  #end: { readonly error: ShowrunError | undefined } | undefined;

  constructor(request: SshLoginRequest) {
    this.#request = request;
    this.stream = request.stream;
    coalesceWrites(request.stream);
    this.#deadline = new Deadline(request.clock, () => this.#expire());
    const signal = this.#over.signal;
    this.#context = { ...request.context, deadline: this.#deadline, signal };
    this.#hostKey = new HostKeyCheck(this.#context);
    this.#authenticator = new Authenticator({
      context: this.#context,
      env: request.env,
      onFailed: (error) => this.#fail(error),
    });
  }

  get software(): string {
    return this.#software;
  }

  get banner(): string {
    return safeLines(this.#banner);
  }

  get fingerprint(): string {
    return this.#hostKey.fingerprint;
  }

  async run(): Promise<void> {
    const { signal } = this.#request;
    const abort = () => this.#fail(interrupted(this.#context.who, signal));
    signal.addEventListener('abort', abort, { once: true });
    try {
      this.#listen();
      if (signal.aborted) abort();
      this.#deadline.start(this.#timeoutMs);
      const { host, who } = this.#context;
      this.#algorithms = algorithmsFor(host, { who, recordedTypes: await recordedKeyTypes(host) });
      if (!this.#end) this.#connect(this.#algorithms);
      await this.#ready.promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  translate(error: unknown, phase: Phase): ShowrunError {
    return translateError(error, { ...this.#trouble, phase });
  }

  onEnd(listener: (error: ShowrunError | undefined) => void): () => void {
    if (!this.#end) return this.#ended.on(listener);
    listener(this.#end.error);
    return () => {};
  }

  async close(): Promise<void> {
    this.#finish(undefined);
    try {
      this.client.end();
    } catch {
      // A protocol in the middle of its failure has no goodbye to say.
    }
    // A peer that takes nothing any more must not keep us waiting with our goodbye.
    const cancel = this.#request.clock.after(GOODBYE_MS, () => this.stream.destroy());
    if (this.stream instanceof Socket) this.stream.destroySoon();
    else this.#onClosed();
    await this.#closed.promise;
    cancel();
    this.stream.destroy();
  }

  abandon(error: ShowrunError): void {
    this.#fail(error);
  }

  checkLife(patienceMs: number): void {
    this.#life?.check(patienceMs, () => this.#fail(timedOut(this.#trouble, patienceMs)));
  }

  whySilent(): ShowrunError | undefined {
    if (!this.#isSilent) return undefined;
    return this.#request.whySilent?.() ?? this.translate(new Error('Keepalive timeout'), 'open');
  }

  /** A host that may take long to connect may take as long to answer. */
  get #timeoutMs(): number {
    return Math.max(ANSWER_TIMEOUT_MS, this.#context.host.ssh?.connectTimeoutMs ?? 0);
  }

  get #trouble(): Trouble {
    const { host, who } = this.#context;
    const { name, address, port, via } = host;
    const { offer, isForeign } = this.#offer;
    return {
      ...{ name, who, address, port, via, offer, isForeign },
      phase: this.#phase,
      ours: this.#algorithms,
    };
  }

  /** Listeners for the whole life of the connection: one server can cause many errors, and none may be unheard. */
  #listen(): void {
    this.client.on('error', (error) => this.#onError(error));
    this.client.on('handshake', (negotiated) => this.#onHandshake(negotiated));
    this.client.on('greeting', (text) => this.#keepBanner(text));
    this.client.on('banner', (text) => this.#keepBanner(text));
    this.client.on('change password', () => this.#fail(expiredPassword(this.#trouble)));
    this.client.on('ready', () => this.#onReady());
    this.client.on('close', () => this.#onClosed());
    this.stream.on('error', (error) => this.#onError(error));
    this.stream.on('close', () => this.#onClosed());
    // ssh2 ends the socket itself when the server says goodbye; if it has not, the line just went away. A stream through
    // another host ends both ways at once and does not tell.
    this.stream.prependListener('end', () => {
      this.#saidGoodbye = this.stream instanceof Socket && this.stream.writableEnded;
      // A channel of ssh2 stays half open when its far end has gone; nothing more will ever come.
      if (!(this.stream instanceof Socket)) this.stream.destroy();
    });
  }

  #connect(algorithms: SshAlgorithms): void {
    const { keepaliveMs = KEEPALIVE_MS, keepalivesBorne = KEEPALIVES_BORNE } =
      this.#context.host.ssh ?? {};
    const verify = (key: Buffer, accept: (isTrusted: boolean) => void) => {
      this.#hostKey.verify(key).then(
        () => accept(true),
        (error: unknown) => this.#fail(translateError(error, this.#trouble)),
      );
    };
    this.client.connect({
      sock: this.stream as never,
      username: this.#context.username,
      hostVerifier: verify,
      authHandler: this.#authenticator.handler,
      algorithms: algorithms as never,
      keepaliveInterval: keepaliveMs,
      keepaliveCountMax: keepalivesBorne,
      // Ours stands still while a person is asked; ssh2's does not.
      readyTimeout: 0,
    });
    limitSignatures(this.client, {
      allowed: rsaSignatures(this.#context.host),
      onOld: () => this.#authenticator.keysAreForOld(),
    });
    const readAlong = (chunk: Buffer) => {
      if (!this.#offer.read(chunk)) this.stream.off('data', readAlong);
    };
    this.stream.on('data', readAlong);
  }

  #onHandshake(negotiated: Negotiated): void {
    // Told again at every rekey.
    if (this.#phase !== 'handshake') return;
    this.strictKex = strictKexOf(this.client);
    const { strictKex } = this;
    const hostKey = this.#hostKey.key ?? Buffer.alloc(0);
    this.weaknesses = weaknessesOf(negotiated, { hostKey, strictKex });
    const refusal = strictKex === 'no' && refusalOfTruncatable(this.#context, negotiated);
    if (refusal) {
      this.#fail(refusal);
      return;
    }
    this.#phase = 'login';
    this.#deadline.start(this.#timeoutMs);
    this.#context.onProgress('logging in');
  }

  #keepBanner(text: string): void {
    if (this.#banner.length < MAX_BANNER) this.#banner += text;
  }

  #onReady(): void {
    // A server can say success twice.
    if (this.#phase !== 'login' || this.#end) return;
    this.#phase = 'open';
    this.#deadline.stop();
    this.#authenticator.succeeded();
    this.#software = softwareOf(this.client);
    this.#watchLife();
    this.#ready.resolve();
  }

  #watchLife(): void {
    this.#life = watchLife({
      ...{ client: this.client, stream: this.stream, clock: this.#request.clock },
      ssh: this.#context.host.ssh,
      onSilence: (silentMs) => {
        this.#isSilent = silentMs !== undefined;
        this.onSilence.emit(silentMs);
      },
    });
    this.onEnd(() => this.#life?.stop());
  }

  #onError(error: Error & { level?: string }): void {
    // One key of an agent could not sign; the next method follows.
    if (error.level === 'agent' && this.#phase === 'login') return;
    const failure = translateError(error, this.#trouble);
    // Whoever is behind a silent host is silent, too, and runs out of patience first: the host was heard last.
    const isSilence = failure.code === 'timeout' && this.#phase === 'open';
    this.#fail((isSilence ? this.#request.whySilent?.() : undefined) ?? failure);
  }

  #expire(): void {
    this.#fail(timedOut(this.#trouble, this.#timeoutMs));
  }

  /** The first failure counts; what follows from it on the same connection is an echo. */
  #fail(error: ShowrunError): void {
    const isPerhapsRefusal = this.#phase === 'login' && this.#authenticator.hasAnswered;
    this.#finish(isPerhapsRefusal ? neverRetried(error) : error);
    this.stream.destroy();
  }

  #onClosed(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#saidGoodbye && this.#phase === 'open') this.#finish(undefined);
    else this.#fail(hungUp(this.#trouble));
    this.#closed.resolve();
  }

  #finish(error: ShowrunError | undefined): void {
    if (this.#end) return;
    this.#end = { error };
    this.#deadline.stop();
    this.#authenticator.stop();
    this.#over.abort();
    this.#ready.reject(error ?? new ShowrunError('interrupted', `${this.#context.who} was closed`));
    this.#ready.promise.catch(() => {
      // After the login the end is told by `onEnd`.
    });
    this.#ended.emit(error);
    this.#ended.clear();
    this.onSilence.clear();
  }
}
