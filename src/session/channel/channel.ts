import type { Charset } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { TextMatch } from '../../core/heard-result.ts';
import { safe } from '../../core/safe.ts';
import type { OwnPrompt } from '../../platforms/own-prompt.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Answer } from './answer.ts';
import { Calm } from './calm.ts';
import { answerPager, exchange, HIDDEN_MS, type Told } from './exchange.ts';
import { noPrompt } from './exchange-errors.ts';
import type { AnswerTo } from './exchange-request.ts';
import { listenFor } from './listen-for.ts';
import type { Prompt } from './prompt.ts';
import { ERASE_LINE, giveUp } from './stop-command.ts';
import { type TalkAnswer, type TalkRequest, talk } from './talk.ts';
import type { FindLine } from './text-pattern.ts';
import { type Standing, Wire, type Woken } from './wire.ts';

/** How lines end that ask something. */
const LIKE_A_QUESTION = /[?:\])][ \t]{0,8}$/;
/** Silent devices are given up after this long; anything received starts it again. */
const DEFAULT_IDLE_TIMEOUT_MS = 30_000;
/** A device that has said something and no prompt by then has none we know. */
const SPOKEN_SILENCE_MS = 2_000;

export interface ChannelOptions {
  /** The host's name, for messages. */
  readonly host: string;
  readonly platform: Platform;
  readonly cols: number;
  /** How the host writes text; UTF-8 unless told. */
  readonly charset?: Charset | undefined;
  /** What a person calls the prompt of this host. */
  readonly ownPrompt?: OwnPrompt | undefined;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  /** A log line the device sent on its own. */
  readonly onNotice: (line: string) => void;
  /** The stream fell silent; the standing may be new. */
  readonly onQuiet: () => void;
  /** What was called at such a moment has thrown; it must not end the program. */
  readonly onFault: (thrown: unknown) => void;
}

export interface RunOptions {
  readonly idleTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Lines of a text the command begins, sent as they are: no prompt comes between them. */
  readonly body?: readonly string[] | undefined;
  /** Whether the command is a line, or one control character that acts without Return; a line unless told. */
  readonly sends?: 'line' | 'key' | undefined;
  readonly answerTo?: AnswerTo | undefined;
  /** A secret is expected to be asked for, as `enable` does. */
  readonly isSecretDue?: boolean | undefined;
  /** Whether a line the platform does not know as a question is one: the silence in ms after which it counts. */
  readonly isQuestion?: ((line: string) => number | undefined) | undefined;
}

/**
 * Prompt-aware reading and writing on one host's byte stream. Give it every byte received (`receive`) and every byte the
 * person types (`typed`); `run` then types a command and reads its answer. One `run` at a time: its owner sees to that.
 */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #wire: Wire;
  #erased = '';
  // The person pressed Enter when this many lines had ended: the line shown until the next one is an old prompt.
  #enteredAtLine = -1;
  #typedAtMs = Number.NEGATIVE_INFINITY;
  #isQuietDue = false;
  #hasTyped = false;
  #hasEntered = false;
  #isEnded = false;

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#wire = new Wire(options);
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
    return this.#erased;
  }

  /** Whether the person has ever entered anything on this connection; Enter alone only wakes a line. */
  get hasEntered(): boolean {
    return this.#hasEntered;
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
    this.#expectQuiet();
  }

  /** What the person typed, after it was sent. */
  typed(bytes: Uint8Array): void {
    this.#typedAtMs = this.#wire.clock.nowMs();
    this.#hasTyped ||= bytes.some((byte) => byte !== 0x0d && byte !== 0x0a);
    if (bytes.includes(0x0d) || bytes.includes(0x0a)) {
      this.#enteredAtLine = this.#wire.model.lineCount;
      this.#hasEntered ||= this.#hasTyped;
    }
  }

  /** The far end is gone; whoever waits is told why. */
  end(error: Error): void {
    this.#isEnded = true;
    this.#wire.end(error);
  }

  /** Looks at the last line and remembers the prompt if it is one. */
  observe(): Prompt | undefined {
    const standing = this.#standing();
    if (standing.kind !== 'prompt') return undefined;
    this.#wire.learned = standing.prompt;
    return standing.prompt;
  }

  /**
   * Waits for a bare prompt. Half a line left by the person is erased, and typed again by `restore`.
   * Rejects with `busy` when something else has the terminal and does not give it back in time.
   */
  async settle(options: RunOptions = {}): Promise<Prompt> {
    const patienceMs = options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS;
    const startMs = this.#wire.clock.nowMs();
    const calm = new Calm(this.#wire);
    let isNudged = false;
    await this.#seeTyped(options);
    for (;;) {
      const standing = this.#standing();
      const isCalm = calm.hasLasted();
      if (standing.kind === 'prompt' && (standing.sure === 'sure' || isCalm)) {
        return standing.prompt;
      }
      this.#refuseWhenTaken();
      const half = standing.kind === 'prompt' ? '' : this.#halfLine();
      const isHidden = standing.kind !== 'prompt' && !isNudged && this.#wire.hasHiddenPrompt;
      const isSettling = standing.kind === 'prompt' || half !== '' || isHidden;
      const quietMs = isHidden ? HIDDEN_MS : this.#quietAt(standing);
      const leftMs = patienceMs - (this.#wire.clock.nowMs() - startMs);
      if (leftMs <= 0) throw this.#busy();
      const what = await this.#wire.wait(
        isSettling ? Math.min(leftMs, quietMs) : leftMs,
        options.signal,
      );
      if (what === 'aborted') throw interruptedBefore(this.#options.host);
      if (what === 'bytes' || !isSettling) continue;
      if (half !== '') await this.#erase(half, options);
      else if (isHidden) {
        isNudged = true;
        this.#wire.write(this.#wire.returnKey);
      } else if (standing.kind === 'prompt') return standing.prompt;
    }
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
    if (this.#standing().kind === 'prompt' || line.trim() === '') return false;
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
    await this.#seeTyped(options);
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
    if (!this.#isEnded && this.#standing().kind !== 'prompt') await giveUp(this.#wire);
  }

  /** Types again what `settle` had to erase, without Return. */
  restore(): void {
    const text = this.#erased;
    this.#erased = '';
    if (text === '' || this.#isEnded || this.#standing().kind !== 'prompt') return;
    this.#wire.write(text);
    this.#typedAtMs = this.#wire.clock.nowMs();
  }

  /**
   * Waits for the first prompt, or for a device that has fallen silent without one. A pager that holds the greeting up is
   * answered, unless the person is at it.
   */
  async firstPrompt(signal?: AbortSignal): Promise<void> {
    let patienceMs = DEFAULT_IDLE_TIMEOUT_MS;
    const paged: Told = { line: '', lineCount: -1 };
    while (!signal?.aborted) {
      const isQuiet = this.#wire.received > 0 && (await this.#fallsSilent(signal));
      if (isQuiet && this.observe()) return;
      const isUntouched = this.#typedAtMs === Number.NEGATIVE_INFINITY;
      if (isQuiet && isUntouched && answerPager(this.#wire, paged)) continue;
      if (isQuiet) patienceMs = SPOKEN_SILENCE_MS;
      if (!isQuiet && this.#wire.received > 0) continue;
      if ((await this.#wire.wait(patienceMs, signal)) === 'silence') return;
    }
  }

  /** Silence, long enough that the rest of a banner is not still to come. */
  async #fallsSilent(signal: AbortSignal | undefined): Promise<boolean> {
    return (await this.#wire.wait(this.#wire.quietMs, signal)) === 'silence';
  }

  /** Keys on their way to the device are not on the line yet; what they do to it must be seen first. */
  async #seeTyped({ signal }: RunOptions): Promise<void> {
    const leftMs = (): number => this.#typedAtMs + this.#wire.quietMs - this.#wire.clock.nowMs();
    while (leftMs() > 0) {
      const what = await this.#wire.wait(leftMs(), signal);
      if (what === 'aborted') throw interruptedBefore(this.#options.host);
    }
  }

  #standing(): Standing {
    if (this.#wire.model.lineCount === this.#enteredAtLine) return { kind: 'elsewhere' };
    return this.#wire.standing();
  }

  /** One look at the last line when the stream has been silent for a while, however many chunks came before. */
  #expectQuiet(): void {
    if (this.#isQuietDue || this.#isEnded) return;
    this.#isQuietDue = true;
    const look = (): void => {
      const { clock, lastByteMs, quietMs } = this.#wire;
      const leftMs = lastByteMs + quietMs - clock.nowMs();
      if (leftMs > 1 && !this.#isEnded) {
        clock.after(leftMs, look);
        return;
      }
      this.#isQuietDue = false;
      if (this.#isEnded) return;
      try {
        this.observe();
        this.#options.onQuiet();
      } catch (thrown) {
        this.#options.onFault(thrown);
      }
    };
    this.#wire.clock.after(this.#wire.quietMs, look);
  }

  /** How much silence makes what stands there certain. */
  #quietAt(standing: Standing): number {
    const isSoon = standing.kind === 'prompt' && standing.sure === 'soon';
    return isSoon ? this.#wire.soonMs : this.#wire.quietMs;
  }

  /** What stands behind the known prompt on the last line. */
  #halfLine(): string {
    const prompt = this.#wire.learned?.text ?? '';
    const { line } = this.#wire;
    const isEntered = this.#wire.model.lineCount === this.#enteredAtLine;
    if (prompt === '' || isEntered || !line.startsWith(prompt)) return '';
    return line.slice(prompt.length);
  }

  async #erase(half: string, options: RunOptions): Promise<void> {
    this.#wire.write(ERASE_LINE);
    const startMs = this.#wire.clock.nowMs();
    for (let leftMs = 2_000; leftMs > 0; leftMs = startMs + 2_000 - this.#wire.clock.nowMs()) {
      await this.#wire.wait(leftMs, options.signal);
      if (options.signal?.aborted) throw interruptedBefore(this.#options.host);
      if (this.#standing().kind !== 'prompt') continue;
      this.#erased = half;
      return;
    }
    throw new ShowrunError(
      'busy',
      `${this.#options.host} has '${safe(half, 80)}' typed at its prompt, and it cannot be erased`,
      { subject: this.#options.host, advice: 'finish or clear that line in the pane' },
    );
  }

  #refuseWhenTaken(): void {
    const line = this.#wire.model.current();
    const { pagers, questions } = this.#wire.platform;
    const isPaging = pagers.some(({ pattern }) => pattern.test(line));
    const isAsking = line.trim() !== '' && questions.some((pattern) => pattern.test(line));
    if (!this.#wire.model.isFullScreen && !isPaging && !isAsking) return;
    const what = this.#wire.model.isFullScreen
      ? 'is in a full-screen program'
      : `is waiting at '${safe(line.trim(), 100)}'`;
    throw new ShowrunError('busy', `${this.#options.host} ${what}`, {
      subject: this.#options.host,
      advice: 'leave it in the pane, then try again',
    });
  }

  #busy(): ShowrunError {
    const { host } = this.#options;
    const error = noPrompt({ host, what: 'shows no prompt to type at' }, this.#wire);
    const { message, advice } = error;
    return this.#wire.learned
      ? new ShowrunError('busy', message, { subject: host, advice })
      : error;
  }
}

function refuseControls(command: string): void {
  if (command.trim() !== '' && !/[\x00-\x1f\x7f-\x9f]/.test(command)) return;
  throw new ShowrunError('bad-usage', `'${safe(command, 80)}' is not one command on one line`, {
    advice: 'give the commands one by one',
  });
}

function interruptedBefore(host: string): ShowrunError {
  return new ShowrunError('interrupted', `interrupted before anything was sent to ${host}`, {
    subject: host,
  });
}
