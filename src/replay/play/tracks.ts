import type { Clock } from '../../core/clock.ts';
import type { RecordedBlock, Recording } from '../../journal/recording.ts';
import type { Milestone } from '../checkpoints/checkpoint.ts';
import { Survey } from '../checkpoints/survey.ts';
import { Surveyor } from '../checkpoints/surveyor.ts';
import type { Stage } from '../stage.ts';
import { Track } from './track.ts';

/** Pictures that are kept for seeking. */
export interface CheckpointOptions {
  /** Output of a session between two of them. */
  readonly everyBytes?: number;
  /** What all of them may take of memory; where they would take more there are fewer. */
  readonly mostBytes?: number;
}

export interface TracksOptions {
  readonly recording: Recording;
  readonly clock: Clock;
  readonly stageOf: (name: string) => Stage;
  readonly checkpoints: CheckpointOptions;
  /** The moment that is shown. */
  readonly atS: () => number;
  /** There is room again on the screens. */
  readonly onCaughtUp: () => void;
  /** A session that was behind shows the moment now. */
  readonly onBrought: () => void;
  /** Pictures are exact now that were not, or all can be. */
  readonly onSharpened: () => void;
}

/** All sessions of a recording: which of them has the next event, and all of them at another moment. */
export class Tracks {
  readonly #options: TracksOptions;
  readonly #tracks: readonly Track[];
  readonly #surveyor: Surveyor;
  #shown: ReadonlySet<string> | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: TracksOptions) {
    const { recording, clock, stageOf, checkpoints } = options;
    const { everyBytes, ...room } = checkpoints;
    this.#options = options;
    this.#tracks = recording.sessions.map((host) => {
      const survey = new Survey(host, clock, everyBytes);
      const milestones = milestonesOf(host.name, recording.blocks);
      return new Track({ host, stage: stageOf(host.name), survey, milestones });
    });
    for (const { stage } of this.#tracks) stage.onCaughtUp(options.onCaughtUp);
    const surveys = this.#tracks.map(({ survey }) => survey);
    this.#surveyor = new Surveyor({
      ...{ ...room, surveys, clock },
      onSurveyed: () => this.#sharpen(),
    });
  }

  /** When something happens next, on any session; undefined where nothing does any more. */
  get nextS(): number | undefined {
    let nextS: number | undefined;
    for (const track of this.#tracks) {
      if (track.nextS !== undefined) nextS = Math.min(nextS ?? track.nextS, track.nextS);
    }
    return nextS;
  }

  /** The session whose next event is the earliest of all, if it is due. */
  due(atS: number): Track | undefined {
    let first: Track | undefined;
    for (const track of this.#tracks) {
      if (track.nextS === undefined || track.nextS > atS) continue;
      if (first?.nextS === undefined || track.nextS < first.nextS) first = track;
    }
    return first;
  }

  /** A screen has more to draw than it takes at once: all wait for it, so that they stay in step. */
  get isHeld(): boolean {
    return this.#tracks.some(({ stage }) => stage.isBehind);
  }

  get isSurveyed(): boolean {
    return this.#surveyor.isDone;
  }

  isExact(session: string): boolean {
    const track = this.#tracks.find(({ host }) => host.name === session);
    return track?.isExact !== false;
  }

  show(sessions: readonly string[]): void {
    this.#shown = new Set(sessions);
    const shown = this.#tracks.filter((track) => this.#isShown(track));
    this.#surveyor.prefer(shown.map(({ survey }) => survey));
    for (const track of shown) if (track.isWaiting) track.jump(this.#options.atS());
  }

  /** Those that are seen at once; the others one after the other, with room for keys in between. */
  jump(atS: number): void {
    for (const track of this.#tracks) {
      if (this.#isShown(track)) track.jump(atS);
      else track.jumpLater(atS);
    }
    this.#bringLater();
  }

  close(): void {
    this.#cancel?.();
    this.#surveyor.close();
    for (const track of this.#tracks) track.close();
  }

  #isShown({ host }: Track): boolean {
    return this.#shown?.has(host.name) !== false;
  }

  #bringLater(): void {
    if (this.#cancel !== undefined || this.#tracks.every((one) => !one.isWaiting)) return;
    this.#cancel = this.#options.clock.after(0, () => {
      this.#cancel = undefined;
      this.#tracks.find(({ isWaiting }) => isWaiting)?.jump(this.#options.atS());
      this.#bringLater();
      this.#options.onBrought();
    });
  }

  #sharpen(): void {
    const sharpened = this.#tracks.filter((track) => track.sharpen() === 'sharpened');
    if (sharpened.length > 0 || this.isSurveyed) this.#options.onSharpened();
  }
}

/** Where blocks begin: how much output is before them stands in their records. */
function milestonesOf(session: string, blocks: readonly RecordedBlock[]): readonly Milestone[] {
  return blocks
    .filter((block) => block.session === session)
    .map(({ place }) => ({
      place: place.line,
      received: place.bytes,
      atS: Number.NEGATIVE_INFINITY,
    }))
    .sort((one, other) => one.place - other.place);
}
