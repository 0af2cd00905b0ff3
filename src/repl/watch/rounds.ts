import type { Clock } from '../../core/clock.ts';
import type { LatestAnswers } from './latest-answers.ts';
import { nextRoundMs } from './schedule.ts';

interface Options {
  readonly clock: Clock;
  readonly answers: LatestAnswers;
  readonly everyMs: number;
  readonly forMs: number | undefined;
  /** Seconds pass for somebody who is waited for. */
  readonly onSecond: () => void;
}

/** What a watch has to do next. */
export type Next = 'round' | 'refresh' | 'over';

/** When rounds begin: at whole intervals after the first one, and never before somebody can be asked. */
export class Rounds {
  readonly #options: Options;
  readonly #startedMs: number;
  #everyMs: number;
  /** What the intervals are counted from. */
  #baseMs: number;
  #dueMs: number;
  #isPaused = false;
  #isOver = false;
  #hasLate = false;
  #wake: () => void = () => undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#everyMs = options.everyMs;
    this.#startedMs = options.clock.nowMs();
    this.#baseMs = this.#startedMs;
    this.#dueMs = this.#startedMs;
  }

  get everyMs(): number {
    return this.#everyMs;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get elapsedMs(): number {
    return this.#options.clock.nowMs() - this.#startedMs;
  }

  /** How long the others wait for a host in a round. */
  get graceMs(): number {
    return Math.max(LEAST_GRACE_MS, Math.min(MOST_GRACE_MS, this.#everyMs));
  }

  /** A round begins now. */
  begin(): void {
    const nowMs = this.#options.clock.nowMs();
    this.#dueMs = nextRoundMs({ startedMs: this.#baseMs, everyMs: this.#everyMs, nowMs });
  }

  togglePause(): void {
    this.#isPaused = !this.#isPaused;
    if (!this.#isPaused) this.#dueMs = this.#options.clock.nowMs();
    this.#wake();
  }

  setEvery(everyMs: number): void {
    this.#everyMs = everyMs;
    this.#baseMs = this.#options.clock.nowMs();
    this.#dueMs = this.#baseMs + everyMs;
    this.#wake();
  }

  /** Somebody has answered after the others had gone on. */
  late(): void {
    this.#hasLate = true;
    this.#wake();
  }

  stop(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Waits for what is next. */
  async next(): Promise<Next> {
    while (!this.#isEnded()) {
      if (this.#hasLate) {
        this.#hasLate = false;
        return 'refresh';
      }
      const isDue = !this.#isPaused && this.#options.clock.nowMs() >= this.#dueMs;
      if (isDue && !this.#options.answers.areAllBusy) return 'round';
      await this.#somethingHappens();
    }
    return 'over';
  }

  #isEnded(): boolean {
    const { forMs } = this.#options;
    return this.#isOver || (forMs !== undefined && this.elapsedMs >= forMs);
  }

  /** A key, an answer, the next round, the end, or a second for somebody who is waited for. */
  async #somethingHappens(): Promise<void> {
    const { clock, answers, forMs, onSecond } = this.#options;
    const owing = answers.hosts.some(({ askedAtMs }) => askedAtMs !== undefined);
    const times = [
      ...(this.#isPaused || answers.areAllBusy ? [] : [this.#dueMs]),
      ...(forMs === undefined ? [] : [this.#startedMs + forMs]),
      ...(owing ? [clock.nowMs() + 1_000] : []),
    ];
    let cancel = (): void => undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (times.length > 0) {
        cancel = clock.after(Math.max(0, Math.min(...times) - clock.nowMs()), resolve);
      }
    });
    cancel();
    if (owing) onSecond();
  }
}

const LEAST_GRACE_MS = 300;
const MOST_GRACE_MS = 2_000;
