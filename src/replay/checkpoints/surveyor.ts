import type { Clock } from '../../core/clock.ts';
import type { Survey } from './survey.ts';

export interface SurveyorOptions {
  readonly surveys: readonly Survey[];
  readonly clock: Clock;
  /** A slice more of a session is drawn. */
  readonly onSurveyed: (survey: Survey) => void;
  /** What all checkpoints together may take of memory. */
  readonly mostBytes?: number;
}

const MOST_BYTES = 96_000_000;
/** What is taken of a turn of the event loop. */
const SLICE_MS = 3;

/** Draws all sessions of a recording in the background, those that are looked at first, until all are drawn. */
export class Surveyor {
  readonly #options: SurveyorOptions;
  #first: ReadonlySet<Survey> = new Set();
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(options: SurveyorOptions) {
    this.#options = options;
    this.#wait();
  }

  /** Whether all sessions are drawn. */
  get isDone(): boolean {
    return this.#options.surveys.every(({ isDone }) => isDone);
  }

  /** These are drawn before the others. */
  prefer(surveys: Iterable<Survey>): void {
    this.#first = new Set(surveys);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#cancel = undefined;
    for (const survey of this.#options.surveys) survey.close();
  }

  #wait(): void {
    this.#cancel = this.#options.clock.after(0, () => this.#turn());
  }

  #turn(): void {
    const survey = this.#next();
    if (survey === undefined) return;
    survey.goOn(this.#options.clock.nowMs() + SLICE_MS);
    this.#makeRoom();
    this.#options.onSurveyed(survey);
    if (!this.#isClosed) this.#wait();
  }

  /** Of those that come first the one that lags most. */
  #next(): Survey | undefined {
    const left = this.#options.surveys.filter(({ isDone }) => !isDone);
    const first = left.filter((survey) => this.#first.has(survey));
    const [least, ...others] = first.length > 0 ? first : left;
    if (least === undefined) return undefined;
    return others.reduce((one, other) => (other.atS < one.atS ? other : one), least);
  }

  #makeRoom(): void {
    const { surveys, mostBytes = MOST_BYTES } = this.#options;
    let bytes = surveys.reduce((sum, survey) => sum + survey.bytes, 0);
    while (bytes > mostBytes) {
      const [largest] = surveys.toSorted((one, other) => other.bytes - one.bytes);
      if (largest === undefined || largest.bytes === 0) return;
      const before = largest.bytes;
      largest.thin();
      bytes -= before - largest.bytes;
    }
  }
}
