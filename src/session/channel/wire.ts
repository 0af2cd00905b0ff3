import { type Charset, type TextStream, UTF_8 } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import { type OwnPrompt, promptsWith } from '../../platforms/own-prompt.ts';
import type { Platform } from '../../platforms/platform.ts';
import { endLike } from './end-like.ts';
import { LineModel } from './line-model.ts';
import { LogSieve, type Sifted } from './log-sieve.ts';
import { isKnownPrompt, type Prompt, promptOf } from './prompt.ts';
import { Waiters, type Woken } from './waiters.ts';

/** Lines kept to recognise a platform by. */
const RECENT_LINES = 60;
const RECENT_CHARS = 500;
/** A message that comes behind a prompt is not longer. */
const HIDING_LINES = 6;
/** Kept for messages. */
const TAIL_CHARS = 80;
/** What a line costs beyond its text, so that blank lines without end are bounded too. */
const LINE_COST_CHARS = 32;

export type Sureness = 'sure' | 'soon' | 'if quiet';

export type Standing =
  /** At what looks like a prompt. `sure`: nothing more is to come; `soon` and `if quiet`: after a short and a longer silence. */
  | { readonly kind: 'prompt'; readonly prompt: Prompt; readonly sure: Sureness }
  | { readonly kind: 'elsewhere' };

/**
 * The device's bytes as lines, and a way to wait for more of them. It knows where the device stands (at a prompt or
 * not) and sorts log lines out; what a command is, it does not know.
 */
export class Wire {
  readonly model: LineModel;
  readonly clock: Clock;
  /** The prompt last seen, and so the host's name and mode. */
  learned: Prompt | undefined;
  /** Time from a key to its echo, smoothed; undefined until one was measured. */
  roundTripMs: number | undefined;
  lastByteMs: number;
  /** The command being typed, whose echo a log line may cut. */
  typing = '';
  /** Lines said that were neither blank nor log lines, to see whether only log lines still come. */
  saidLines = 0;
  /** Whether log lines followed the last line said. */
  hasLogSince = false;
  /** Bytes received, to see whether anything came. */
  received = 0;

  /** Told every line that ends, log lines too. May not throw. */
  readonly onLineEnd = new Set<(line: string) => void>();

  readonly #charset: Charset;
  readonly #decoder: TextStream;
  #platform: Platform;
  #own: OwnPrompt | undefined;
  #shapes: Pick<Platform, 'prompts'>;
  #tail = '';
  readonly #write: (bytes: Uint8Array) => void;
  readonly #onNotice: (line: string) => void;
  readonly #recent: string[] = [];
  readonly #sieve = new LogSieve();
  #collected: string[] | undefined;
  #collectedChars = 0;
  // The last line that was neither blank nor a log line.
  #lastSaid = '';
  readonly #waiters: Waiters;
  #pagerText = '';
  // Lines ended when the first prompt stood behind a greeting.
  #greetedAtLine = -1;
  // The line being written came in pieces, the last of them after this time; undefined when it came in one.
  #pieceGapMs: number | undefined;
  // Output of a command that did not end its last line, and the line it stands on, before the prompt.
  #unended = { text: '', lineCount: -1 };

  constructor(options: {
    platform: Platform;
    cols: number;
    clock: Clock;
    write: (bytes: Uint8Array) => void;
    onNotice: (line: string) => void;
    charset?: Charset | undefined;
    ownPrompt?: OwnPrompt | undefined;
  }) {
    this.#platform = options.platform;
    this.#own = options.ownPrompt;
    this.#shapes = { prompts: promptsWith(options.platform, this.#own) };
    this.clock = options.clock;
    this.#waiters = new Waiters(options.clock);
    this.#charset = options.charset ?? UTF_8;
    this.#decoder = this.#charset.openDecoder();
    this.lastByteMs = options.clock.nowMs();
    this.#write = options.write;
    this.#onNotice = options.onNotice;
    this.model = new LineModel({ cols: options.cols, onLine: (line) => this.#line(line) });
  }

  get platform(): Platform {
    return this.#platform;
  }

  set platform(platform: Platform) {
    this.#platform = platform;
    this.#shapes = { prompts: promptsWith(platform, this.#own) };
  }

  /** What a person calls this host's prompt, beside those of its platform. */
  set ownPrompt(own: OwnPrompt | undefined) {
    this.#own = own;
    this.platform = this.#platform;
    this.#waiters.wake();
  }

  /** The shapes a prompt of this host can have. */
  get shapes(): Pick<Platform, 'prompts'> {
    return this.#shapes;
  }

  /** The last of what was received, controls and all. */
  get tail(): string {
    return this.#tail;
  }

  receive(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    const nowMs = this.clock.nowMs();
    const { lineCount } = this.model;
    const before = this.model.current();
    const text = this.#decoder.decode(chunk);
    this.model.feed(text);
    this.#tail = (text.length < TAIL_CHARS ? this.#tail + text : text).slice(-TAIL_CHARS);
    const isSameLine = before !== '' && lineCount === this.model.lineCount;
    if (!isSameLine) this.#pieceGapMs = undefined;
    else if (before !== this.model.current()) this.#pieceGapMs = nowMs - this.lastByteMs;
    this.lastByteMs = nowMs;
    this.received += chunk.length;
    this.#waiters.wake();
  }

  write(text: string): void {
    this.#write(this.#charset.encode(text));
  }

  /** Return, as a person's keyboard sends it: CR LF would be two of them on a terminal, and the second one an answer. */
  get returnKey(): string {
    return this.#platform.lineEnd === '\n' ? '\n' : '\r';
  }

  /** The far end is gone: whoever waits is told, and whoever waits later. */
  end(error: Error): void {
    this.#waiters.end(error);
  }

  /** Resolves when bytes come, when `forMs` have passed without any, or when the signal aborts. Rejects with the end. */
  wait(forMs: number, signal?: AbortSignal): Promise<Woken> {
    return this.#waiters.wait(forMs, signal);
  }

  /** How long silence must last before it means something: some round trips, within reason. */
  get quietMs(): number {
    return Math.min(1_000, Math.max(60, 4 * (this.roundTripMs ?? 20)));
  }

  /**
   * How long silence must last behind a prompt that came in pieces: over a slow line, what begins like the prompt may be
   * the beginning of something else.
   */
  get soonMs(): number {
    return Math.min(this.quietMs, Math.max(10, 8 * (this.#pieceGapMs ?? 0)));
  }

  noteRoundTrip(elapsedMs: number): void {
    this.roundTripMs =
      this.roundTripMs === undefined ? elapsedMs : 0.7 * this.roundTripMs + 0.3 * elapsedMs;
  }

  /** The line being written, without what the last command left there before the prompt. */
  get line(): string {
    const line = this.model.current();
    const { text, lineCount } = this.#unended;
    const isThere = text !== '' && lineCount === this.model.lineCount && line.startsWith(text);
    return isThere ? line.slice(text.length) : line;
  }

  /** A command has ended at a prompt that stands behind this output on its line. */
  noteUnended(text: string): void {
    this.#unended = { text, lineCount: this.model.lineCount };
  }

  /** Where the device stands now. */
  standing(): Standing {
    if (this.model.isFullScreen) return { kind: 'elsewhere' };
    const { line } = this;
    if (this.#platform.hasNoPrompt) return this.#lastLineStanding(line);
    const glued = this.#gluedPrompt(line);
    if (glued) return glued;
    const prompt = promptOf(this.#shapes, line);
    if (prompt && isKnownPrompt(prompt, this.learned)) {
      const isSure =
        this.#pieceGapMs === undefined || this.clock.nowMs() - this.lastByteMs >= this.soonMs;
      return { kind: 'prompt', prompt, sure: isSure ? 'sure' : 'soon' };
    }
    const hidden = this.#promptBehindLog(line);
    if (hidden) return hidden;
    const first = prompt ?? this.#promptBehindGreeting(line);
    return first ? { kind: 'prompt', prompt: first, sure: 'if quiet' } : { kind: 'elsewhere' };
  }

  /** Lines from now on go to the returned list too, log lines left out. */
  collect(): string[] {
    this.#collected = [];
    this.#collectedChars = 0;
    return this.#collected;
  }

  get isCollecting(): boolean {
    return this.#collected !== undefined;
  }

  stopCollecting(): void {
    this.#collected = undefined;
  }

  /** A pager with this text was answered: if the device does not erase it, it is taken off the next line. */
  notePager(text: string): void {
    this.#pagerText = text;
  }

  get collectedChars(): number {
    return this.#collectedChars;
  }

  /** What was shown until now is another device's. */
  forgetRecent(): void {
    this.#recent.length = 0;
  }

  /** The last lines, the one being written included. */
  get recentText(): string {
    return [...this.#recent, this.model.current()].join('\n');
  }

  /**
   * A prompt stands above lines that came behind it: one of a name not yet seen above log lines, or the known one above a
   * message of a form nobody knows. Enter would draw it again.
   */
  get hasHiddenPrompt(): boolean {
    if (this.model.current().trim() !== '') return false;
    const isReading = this.#collected !== undefined;
    if (isReading && this.hasLogSince && promptOf(this.#shapes, this.#lastSaid)) return true;
    const known = this.learned?.text.trimEnd() ?? '';
    if (known === '') return false;
    // The latest line with the prompt: with a command behind it, that command is at work.
    const last = this.#recent.slice(-HIDING_LINES).findLast((line) => line.startsWith(known));
    return last?.trimEnd() === known;
  }

  /** Log lines can follow a prompt, and not every device draws it again. */
  #promptBehindLog(line: string): Standing | undefined {
    if (!this.hasLogSince || line.trim() !== '') return undefined;
    const prompt = promptOf(this.#shapes, this.#lastSaid);
    if (prompt === undefined || !isKnownPrompt(prompt, this.learned)) return undefined;
    return { kind: 'prompt', prompt, sure: 'if quiet' };
  }

  /** The line that ends answers where no prompt comes behind it. */
  #lastLineStanding(line: string): Standing {
    const prompt = promptOf(this.#shapes, line.trim() === '' ? this.#lastSaid : line);
    return prompt ? { kind: 'prompt', prompt, sure: 'if quiet' } : { kind: 'elsewhere' };
  }

  /** Some devices do not end the last line of their output: the prompt then stands behind it. */
  #gluedPrompt(line: string): Standing | undefined {
    const { learned } = this;
    if (learned === undefined || learned.text.length < 3 || this.#collected === undefined) return;
    const text = endLike(line, learned);
    if (text === undefined || line === text) return undefined;
    // With another number in it, what stands before may be a mark of the prompt's own: `* sw.2 # `.
    const whole = text === learned.text ? undefined : promptOf(this.#shapes, line);
    if (whole !== undefined && isKnownPrompt(whole, learned)) return undefined;
    return { kind: 'prompt', prompt: { ...learned, text }, sure: 'if quiet' };
  }

  /** A greeting may not end its line either; where it stops and the host's name begins nobody can tell. */
  #promptBehindGreeting(line: string): Prompt | undefined {
    const isFirst = this.learned === undefined || this.#greetedAtLine === this.model.lineCount;
    if (!isFirst || this.#collected !== undefined) return undefined;
    const last = /\s([A-Za-z][\w.-]{0,62}[#>] ?)$/.exec(line.slice(-100))?.[1];
    const prompt = last === undefined ? undefined : promptOf(this.#shapes, last);
    if (prompt === undefined) return undefined;
    this.#greetedAtLine = this.model.lineCount;
    return { ...prompt, host: undefined };
  }

  #line(ended: string): void {
    const line = ended.startsWith(this.#pagerText) ? ended.slice(this.#pagerText.length) : ended;
    const isOnlyPager = this.#pagerText !== '' && line === '' && ended !== '';
    this.#pagerText = '';
    if (isOnlyPager) return;
    if (this.onLineEnd.size > 0) for (const listener of this.onLineEnd) listener(line);
    this.#recent.push(line.length > RECENT_CHARS ? line.slice(0, RECENT_CHARS) : line);
    if (this.#recent.length > RECENT_LINES) this.#recent.shift();
    const { said, logged } = this.#sift(line);
    if (said !== undefined) this.#said(said);
    if (logged === undefined) return;
    this.hasLogSince = true;
    this.#onNotice(logged);
  }

  /** The answer to `show logging` is made of log lines: none of them came on its own. */
  get #asksForLog(): boolean {
    return this.#collected !== undefined && /\blog/i.test(this.typing);
  }

  #sift(line: string): Sifted {
    if (this.#asksForLog) return { said: line, logged: undefined };
    const { platform, typing } = this;
    return this.#sieve.sift(line, { platform, typing, prompt: this.learned?.text ?? '' });
  }

  #said(line: string): void {
    if (line.trim() !== '') {
      this.#lastSaid = line;
      this.saidLines += 1;
      this.hasLogSince = false;
    }
    if (this.#collected === undefined) return;
    this.#collected.push(line);
    this.#collectedChars += line.length + LINE_COST_CHARS;
  }
}
