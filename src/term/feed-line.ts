import type { Clock } from '../core/clock.ts';
import { sliceEnd } from './slice.ts';

/** Where a line's bytes go, and who holds the far end back. */
export interface FeedSource {
  readonly emulator: { feed(chunk: Uint8Array): void };
  pause(): void;
  resume(): void;
}

/** One session's way into its emulator. */
export interface FeedLine {
  /** Takes the next bytes; the chunk is kept, not copied. */
  push(chunk: Uint8Array): void;
  /** Does something behind everything pushed so far, at once where nothing is pending; resolves when it is done, or dropped with the bytes. */
  inTurn(step: () => void): Promise<void>;
  /** Parses everything pending before it returns. */
  flush(): void;
  /** Forgets what is pending. */
  drop(): void;
  setFocused(focus: 'focused' | 'background'): void;
  readonly pendingBytes: number;
  /** Resolves when everything pushed so far is parsed, or the line is closed. */
  drained(): Promise<void>;
  /** What is still pending is dropped. */
  close(): void;
}

// Small on purpose: what a paused channel has kept comes in one go when it is resumed, and each byte of it costs time in
// which no key is seen. Throughput is the same as with four times as much.
const PAUSE_ABOVE_BYTES = 32 * 1024;
const RESUME_BELOW_BYTES = 8 * 1024;
/** What arrives in one go below this, with nothing waiting, is parsed at once: the echo of a key, a prompt. */
const SMALL_BYTES = 1_024;
/** A slice that takes longer makes the line's next slices smaller; below the second figure they grow again. */
const SLOW_MS = 8;
const QUICK_MS = 2;
const MIN_SCALE = 1 / 64;

/** What is done between bytes. */
interface Step {
  readonly act: () => void;
  readonly done: () => void;
}

/** The queue of one line. The feeder owns it; others see a `FeedLine`. */
export class Line implements FeedLine {
  readonly #source: FeedSource;
  readonly #options: { clock: Clock; sliceBytes: number; onPending: (line: Line) => void };
  /** Whether it stands in the feeder's list; the feeder keeps that. */
  isQueued = false;
  /** Ends with bytes: steps behind the last of them are done at once. */
  #chunks: (Uint8Array | Step)[] = [];
  #head = 0;
  #offset = 0;
  #pendingBytes = 0;
  #scale = 1;
  #isFocused = false;
  #isPaused = false;
  #isClosed = false;
  #onDrained: (() => void)[] = [];

  constructor(
    source: FeedSource,
    options: { clock: Clock; sliceBytes: number; onPending: (line: Line) => void },
  ) {
    this.#source = source;
    this.#options = options;
  }

  get isFocused(): boolean {
    return this.#isFocused;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  setFocused(focus: 'focused' | 'background'): void {
    this.#isFocused = focus === 'focused';
  }

  push(chunk: Uint8Array): void {
    if (this.#isClosed || chunk.length === 0) return;
    const isSmall = this.#pendingBytes === 0 && chunk.length <= SMALL_BYTES;
    if (isSmall && this.#sliceEnd(chunk, 0) === chunk.length) {
      this.#feed(chunk);
      return;
    }
    this.#chunks.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes === chunk.length) this.#options.onPending(this);
    if (!this.#isPaused && this.#pendingBytes >= PAUSE_ABOVE_BYTES) {
      this.#isPaused = true;
      this.#source.pause();
    }
  }

  inTurn(act: () => void): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    if (this.#pendingBytes > 0) {
      return new Promise((done) => this.#chunks.push({ act, done }));
    }
    act();
    return Promise.resolve();
  }

  parseSlice(): void {
    const chunk = this.#chunks[this.#head];
    if (!(chunk instanceof Uint8Array)) return;
    const end = this.#sliceEnd(chunk, this.#offset);
    const slice = chunk.subarray(this.#offset, end);
    this.#advance(chunk, end);
    this.#feed(slice);
    // A listener may have dropped the rest meanwhile.
    this.#pendingBytes = Math.max(0, this.#pendingBytes - slice.length);
    this.#takeSteps();
    if (this.#isPaused && this.#pendingBytes < RESUME_BELOW_BYTES) {
      this.#isPaused = false;
      this.#source.resume();
    }
    if (this.#pendingBytes === 0) this.#settle();
  }

  drained(): Promise<void> {
    if (this.#pendingBytes === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onDrained.push(resolve));
  }

  flush(): void {
    while (this.#pendingBytes > 0) this.parseSlice();
  }

  drop(): void {
    const dropped = this.#chunks.slice(this.#head);
    this.#chunks = [];
    this.#head = 0;
    this.#offset = 0;
    this.#pendingBytes = 0;
    for (const one of dropped) if (!(one instanceof Uint8Array)) one.done();
    if (this.#isPaused) {
      this.#isPaused = false;
      if (!this.#isClosed) this.#source.resume();
    }
    this.#settle();
  }

  close(): void {
    this.#isClosed = true;
    this.drop();
  }

  #sliceEnd(chunk: Uint8Array, start: number): number {
    return sliceEnd(chunk, { start, maxBytes: this.#options.sliceBytes, scale: this.#scale });
  }

  #advance(chunk: Uint8Array, end: number): void {
    this.#offset = end;
    if (end < chunk.length) return;
    this.#offset = 0;
    this.#takeHead();
  }

  #takeSteps(): void {
    if (this.#offset > 0) return;
    for (let step = this.#chunks[this.#head]; step !== undefined; step = this.#chunks[this.#head]) {
      if (step instanceof Uint8Array) return;
      this.#takeHead();
      step.act();
      step.done();
    }
  }

  #takeHead(): void {
    this.#head += 1;
    // Shifting an array of many small chunks one by one would cost more than parsing them.
    if (this.#head === this.#chunks.length || this.#head >= 64) {
      this.#chunks = this.#chunks.slice(this.#head);
      this.#head = 0;
    }
  }

  #feed(slice: Uint8Array): void {
    const startMs = this.#options.clock.nowMs();
    this.#source.emulator.feed(slice);
    const tookMs = this.#options.clock.nowMs() - startMs;
    if (tookMs > SLOW_MS) this.#scale = Math.max(MIN_SCALE, (this.#scale * SLOW_MS) / tookMs / 2);
    else if (tookMs < QUICK_MS) this.#scale = Math.min(1, this.#scale * 2);
  }

  #settle(): void {
    const waiting = this.#onDrained;
    this.#onDrained = [];
    for (const resolve of waiting) resolve();
  }
}
