import { ShowrunError } from '../../core/errors.ts';
import type { TextMatch } from '../../core/heard-result.ts';
import { safe } from '../../core/safe.ts';
import type { OwnPrompt } from '../../platforms/own-prompt.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Answer } from './answer.ts';
import type { ChannelOptions, RunOptions } from './channel-options.ts';
import { answerPager, exchange, type Told } from './exchange.ts';
import { listenFor } from './listen-for.ts';
import type { Prompt } from './prompt.ts';
import { QuietWatch } from './quiet-watch.ts';
import { DEFAULT_IDLE_TIMEOUT_MS, interruptedBefore, Settling } from './settling.ts';
import { giveUp } from './stop-command.ts';
import { type TalkAnswer, type TalkRequest, talk } from './talk.ts';
import type { FindLine } from './text-pattern.ts';
import { TypedKeys } from './typed-keys.ts';
import type { Woken } from './waiters.ts';
import { Wire } from './wire.ts';

/** How lines end that ask something. */
const LIKE_A_QUESTION = /[?:\])][ \t]{0,8}$/;
/** A device that has said something and no prompt by then has none we know. */
const SPOKEN_SILENCE_MS = 2_000;

/**
 * Prompt-aware reading and writing on one host's byte stream. Give it every byte received (`receive`) and every byte the
 * person types (`typed`); `run` then types a command and reads its answer. One `run` at a time: its owner sees to that.
 */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #wire: Wire;
  readonly #typed = new TypedKeys();
  readonly #settling: Settling;
  readonly #quiet: QuietWatch;
  #isEnded = false;

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#wire = new Wire(options);
    const { host, onQuiet, onFault } = options;
    this.#settling = new Settling({ host, wire: this.#wire, typed: this.#typed });
    this.#quiet = new QuietWatch({
      wire: this.#wire,
      onFault,
      onQuiet: () => {
        this.observe();
        onQuiet();
      },
    });
  }

  get echoMs(): number | undefined {
    return this.#wire.roundTripMs;
  }

  get platform(): Platform {
    return this.#wire.platform;
  }

  set platform(platform: Platform) {
    this.#wire.platform = platform;
    this.#wire.learned = undefined;
  }

  set ownPrompt(own: OwnPrompt | undefined) {
    this.#wire.ownPrompt = own;
  }

  /** The shapes a prompt of this host can have. */
  get shapes(): Pick<Platform, 'prompts'> {
    return this.#wire.shapes;
  }

  set cols(cols: number) {
    this.#wire.model.cols = cols;
  }

  /** The last prompt seen: host name and mode. */
  get prompt(): Prompt | undefined {
    return this.#wire.learned;
  }

  /** What was shown until now is another device's. */
  forgetRecent(): void {
    this.#wire.forgetRecent();
  }

  /** The last lines on the screen, as text. */
  get recentText(): string {
    return this.#wire.recentText;
  }

  /** The line being written. */
  get lastLine(): string {
    return this.#wire.line;
  }

  /** Lines ended since the connection began. */
  get lineCount(): number {
    return this.#wire.model.lineCount;
  }

  /** What `settle` had to erase of the person's line; '' for nothing. */
  get erasedLine(): string {
    return this.#settling.erasedLine;
  }

  /** Whether the person has ever entered anything on this connection; Enter alone only wakes a line. */
  get hasEntered(): boolean {
    return this.#typed.hasEntered;
  }

  /** A command is being read to its end. */
  get isReading(): boolean {
    return this.#wire.isCollecting;
  }

  get isFullScreen(): boolean {
    return this.#wire.model.isFullScreen;
  }

  receive(chunk: Uint8Array): void {
    this.#wire.receive(chunk);
    this.#quiet.expect();
  }

  /** Tells every line that ends from now on, log lines too. May not throw. */
  onLineEnd(listener: (line: string) => void): void {
    this.#wire.onLineEnd.add(listener);
  }

  /** What the person typed, after it was sent. */
  typed(bytes: Uint8Array): void {
    const { clock, model } = this.#wire;
    this.#typed.typed(bytes, { nowMs: clock.nowMs(), lineCount: model.lineCount });
  }

  /** The far end is gone; whoever waits is told why. */
  end(error: Error): void {
    this.#isEnded = true;
    this.#quiet.end();
    this.#wire.end(error);
  }

  /** Looks at the last line and remembers the prompt if it is one. */
  observe(): Prompt | undefined {
    const standing = this.#settling.standing();
    if (standing.kind !== 'prompt') return undefined;
    this.#wire.learned = standing.prompt;
    return standing.prompt;
  }

  /**
   * Waits for a bare prompt. Half a line left by the person is erased, and typed again by `restore`.
   * Rejects with `busy` when something else has the terminal and does not give it back in time.
   */
  settle(options: RunOptions = {}): Promise<Prompt> {
    return this.#settling.settle(options);
  }

  /** Types again what `settle` had to erase, without Return. */
  restore(): void {
    if (!this.#isEnded) this.#settling.restore();
  }

  /** Runs one command and reads its answer. Rejects with `busy`, `no-prompt`, `interrupted`, `bad-usage`, or the end of the line. */
  async run(command: string, options: RunOptions = {}): Promise<Answer> {
    if (options.sends !== 'key') refuseControls(command);
    const prompt = await this.settle(options);
    this.#wire.learned = prompt;
    return await exchange(this.#wire, prompt, {
      ...options,
      host: this.#options.host,
      command,
      signal: options.signal,
      idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
    });
  }

  /** Whether the device waits for a word that is no command. */
  get isAsking(): boolean {
    const line = this.#wire.model.current();
    if (this.#settling.standing().kind === 'prompt' || line.trim() === '') return false;
    const { questions } = this.#wire.platform;
    return LIKE_A_QUESTION.test(line) || questions.some((pattern) => pattern.test(line));
  }

  /** Sends a text where the device stands, at a prompt or at a question, and reads on. Rejects as `run` does. */
  async talk(
    words: Pick<TalkRequest, 'text' | 'as' | 'until'> & { readonly command: string },
    options: RunOptions = {},
  ): Promise<TalkAnswer> {
    const { command, ...given } = words;
    const isCommand = given.as === 'line';
    // Keys and secrets go where the device stands, whatever that looks like.
    const place = isCommand ? await this.#place(options) : this.#here();
    return await talk(this.#wire, place, {
      ...given,
      exchange: {
        ...options,
        host: this.#options.host,
        command,
        signal: options.signal,
        idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
      },
    });
  }

  #here(): Prompt {
    return { text: this.lastLine, mode: this.prompt?.mode ?? '', host: undefined };
  }

  /** A prompt to type at, or the question the device waits at. */
  async #place(options: RunOptions): Promise<Prompt> {
    await this.#settling.seeTyped(options);
    while (this.isAsking) {
      const text = this.lastLine;
      const what = await this.#wire.wait(this.#wire.quietMs, options.signal);
      if (what === 'aborted') throw interruptedBefore(this.#options.host);
      if (what === 'silence' && this.lastLine === text) return this.#here();
    }
    const prompt = await this.settle(options);
    this.#wire.learned = prompt;
    return prompt;
  }

  /** Waits for a pattern in what the device sends from now on, whoever makes it; sends nothing. Rejects with `timeout`. */
  async listen(awaited: {
    readonly find: FindLine;
    readonly what: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal | undefined;
  }): Promise<TextMatch> {
    return await listenFor(this.#wire, { ...awaited, host: this.#options.host });
  }

  get nowMs(): number {
    return this.#wire.clock.nowMs();
  }

  /** Waits for bytes, for silence, or for the signal. Rejects with the end of the line. */
  more(forMs: number, signal: AbortSignal | undefined): Promise<Woken> {
    return this.#wire.wait(forMs, signal);
  }

  /** Leaves whatever a command of ours has ended in, for a prompt, with the keys that do so most. */
  async giveUp(): Promise<void> {
    if (!this.#isEnded && this.#settling.standing().kind !== 'prompt') await giveUp(this.#wire);
  }

  /**
   * Waits for the first prompt, or for a device that has fallen silent without one. A pager that holds the greeting up is
   * answered, unless the person is at it.
   */
  async firstPrompt(signal?: AbortSignal, idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS): Promise<void> {
    let patienceMs = idleTimeoutMs;
    const paged: Told = { line: '', lineCount: -1 };
    while (!signal?.aborted) {
      const isQuiet = this.#wire.received > 0 && (await this.#fallsSilent(signal));
      if (isQuiet && this.observe()) return;
      const isUntouched = this.#typed.atMs === Number.NEGATIVE_INFINITY;
      if (isQuiet && isUntouched && answerPager(this.#wire, paged)) continue;
      if (isQuiet) patienceMs = Math.min(SPOKEN_SILENCE_MS, idleTimeoutMs);
      if (!isQuiet && this.#wire.received > 0) continue;
      if ((await this.#wire.wait(patienceMs, signal)) === 'silence') return;
    }
  }

  /** Silence, long enough that the rest of a banner is not still to come. */
  async #fallsSilent(signal: AbortSignal | undefined): Promise<boolean> {
    return (await this.#wire.wait(this.#wire.quietMs, signal)) === 'silence';
  }
}

function refuseControls(command: string): void {
  if (command.trim() !== '' && !/[\x00-\x1f\x7f-\x9f]/.test(command)) return;
  throw new ShowrunError('bad-usage', `'${safe(command, 80)}' is not one command on one line`, {
    advice: 'give the commands one by one',
  });
}
