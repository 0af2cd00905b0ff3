import type { EventPlace, RecordedHost } from '../../journal/recording.ts';
import type { Milestone } from '../checkpoints/checkpoint.ts';
import type { Survey } from '../checkpoints/survey.ts';
import type { Jump, Stage } from '../stage.ts';
import { EventCursor } from './event-cursor.ts';
import { lastReached } from './last-reached.ts';
import { logBefore } from './log-before.ts';
import { placeBack } from './place-back.ts';

export interface TrackOptions {
  readonly host: RecordedHost;
  readonly stage: Stage;
  readonly survey: Survey;
  /** Places known without a look at the events: where its blocks begin. By their places. */
  readonly milestones: readonly Milestone[];
}

/** What is drawn at a seek at most, in bytes of the file, where a picture could be had sooner. */
const MOST_DRAWN = 1_500_000;
/** What a picture is made from that is not exact yet. */
const APPROXIMATE_FROM = 300_000;
/** Less than two events are apart that are not at the same time. */
const JUST_AFTER_S = 1e-6;
/** What the old lines of a session are read from. */
const LOG_BYTES = 8_000_000;

/** One session of a recording on its stage: how far its events are played, and what comes next. */
export class Track {
  readonly host: RecordedHost;
  readonly stage: Stage;
  readonly survey: Survey;
  readonly #milestones: readonly Milestone[];
  #cursor: EventCursor;
  #isExact = true;
  #wantedS: number | undefined;

  constructor({ host, stage, survey, milestones }: TrackOptions) {
    this.host = host;
    this.stage = stage;
    this.survey = survey;
    this.#milestones = milestones;
    this.#cursor = new EventCursor(host.timeline);
  }

  /** When the next event is due; undefined behind the last one, and while another moment is still to be shown. */
  get nextS(): number | undefined {
    return this.isWaiting ? undefined : this.#cursor.next?.atS;
  }

  /** Whether the picture is the one there was, cell by cell; else it is made from the last output only. */
  get isExact(): boolean {
    return this.#isExact;
  }

  /** Another moment is to be shown, when there is time. */
  get isWaiting(): boolean {
    return this.#wantedS !== undefined;
  }

  /** Plays the next event. */
  playNext(): void {
    const event = this.#cursor.take();
    if (event !== undefined) this.stage.play(event);
  }

  /** Shows another moment at once. */
  jump(atS: number): void {
    this.#wantedS = undefined;
    this.#show(this.#startFor(atS), atS, Number.POSITIVE_INFINITY);
  }

  /** Shows another moment when there is time: see `catchUp`. */
  jumpLater(atS: number): void {
    this.#wantedS = atS;
  }

  /** Makes the picture exact, if by now it can be. */
  sharpen(): 'sharpened' | 'as it was' {
    if (this.#isExact || this.isWaiting) return 'as it was';
    const until = this.#cursor.next?.place ?? Number.POSITIVE_INFINITY;
    const { survey } = this;
    if (!survey.isDone && !survey.hasPassed(until)) return 'as it was';
    this.#show(exactly(survey.checkpointBefore(until)), Number.POSITIVE_INFINITY, until);
    return 'sharpened';
  }

  close(): void {
    this.#cursor.close();
  }

  /** What the picture of a moment is made from: what is there, a checkpoint, the beginning, or only the last output before. */
  #startFor(atS: number): Start {
    const { survey } = this;
    const { timeline } = this.host;
    const cursor = this.#cursor;
    const checkpoint = survey.checkpointAt(atS);
    const isAhead = this.#isExact && cursor.lastS <= atS;
    const isHere = isAhead && cursor.received >= (checkpoint?.received ?? 0);
    const exact: Start = isHere ? HERE : exactly(checkpoint);
    if (survey.reaches(atS)) return exact;
    const from = isHere ? (cursor.next?.place ?? timeline.fileBytes) : (checkpoint?.place ?? 0);
    const until = timeline.placeAt(atS + JUST_AFTER_S);
    if (until - from <= MOST_DRAWN) return exact;
    return { kind: 'approximate', milestone: this.#shortlyBefore(until, atS) };
  }

  /** A place whose output counts are known, if there is one that is near. */
  #shortlyBefore(until: EventPlace, atS: number): Milestone {
    const { timeline, startS } = this.host;
    const place = placeBack(timeline, { until, bytes: APPROXIMATE_FROM, fromS: startS, atS });
    const known = lastReached(this.#milestones, (stone) => stone.place <= place);
    if (known !== undefined && until - known.place <= MOST_DRAWN) return known;
    return { place, received: 0, atS: Number.NEGATIVE_INFINITY };
  }

  #show(start: Start, atS: number, until: EventPlace): void {
    const { timeline } = this.host;
    if (start.kind !== 'here') {
      this.#cursor.close();
      this.#cursor = new EventCursor(timeline, start.milestone);
      this.#isExact = start.kind === 'exact';
    }
    const cursor = this.#cursor;
    this.stage.jump({
      from: this.#pictureFor(start),
      events: cursor.takeUpTo(atS, until),
      log: () => {
        const { received, next } = cursor;
        const first = start.kind === 'approximate' ? start.milestone : this.#logStart(received);
        return logBefore(timeline, { from: first, until: next?.place, received });
      },
    });
  }

  #pictureFor(start: Start): Jump['from'] {
    switch (start.kind) {
      case 'here':
        return 'here';
      case 'exact':
        return start.milestone?.state ?? this.host.size;
      case 'approximate':
        return this.survey.size;
    }
  }

  #logStart(received: number): Milestone | undefined {
    const most = received - LOG_BYTES;
    const surveyed = this.survey.milestoneBefore(most);
    const known = lastReached(this.#milestones, (stone) => stone.received <= most);
    return (surveyed?.received ?? 0) >= (known?.received ?? 0) ? surveyed : known;
  }
}

type Start =
  | { readonly kind: 'here' }
  | { readonly kind: 'exact'; readonly milestone: ReturnType<Survey['checkpointAt']> }
  | { readonly kind: 'approximate'; readonly milestone: Milestone };

const HERE: Start = { kind: 'here' };

function exactly(milestone: ReturnType<Survey['checkpointAt']>): Start {
  return { kind: 'exact', milestone };
}
