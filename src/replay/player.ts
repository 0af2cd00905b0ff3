import type { Clock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import type { RecordedBlock, Recording } from '../journal/recording.ts';
import type { Milestone } from './checkpoints/checkpoint.ts';
import { Survey } from './checkpoints/survey.ts';
import { Surveyor } from './checkpoints/surveyor.ts';
import {
  type Chapter,
  chapterAfter,
  chapterAt,
  chapterBefore,
  chaptersOf,
} from './play/chapters.ts';
import { Playhead } from './play/playhead.ts';
import { Track } from './play/track.ts';
import type { Stage } from './stage.ts';

export interface PlayerOptions {
  readonly recording: Recording;
  readonly clock: Clock;
  /** Where a session is played, by its name in the recording. */
  readonly stageOf: (name: string) => Stage;
  readonly checkpoints?: CheckpointOptions | undefined;
}

/** Pictures that are kept for seeking. */
export interface CheckpointOptions {
  /** Output of a session between two of them. */
  readonly everyBytes?: number;
  /** What all of them may take of memory; where they would take more there are fewer. */
  readonly mostBytes?: number;
}

export const SLOWEST = 0.25;
export const FASTEST = 64;

/** Whether a session has begun at a moment, and is not over. */
export type TrackState = 'not yet' | 'on' | 'over';

/**
 * Plays a recording: all its sessions in step, on one clock. Paused at its beginning until `play`. Idle it owns no timer but the one for
 * the next event.
 */
export class Player {
  readonly recording: Recording;
  /** Commands and notes by their times. */
  readonly chapters: readonly Chapter[];
  /** The playhead is elsewhere: events were played, or a moment was gone to. Between two events nothing is told; ask `atS` to show time pass. */
  readonly onMoved = new Emitter<void>();
  /** Playing, speed, or what is skipped is another; the end is reached; a picture is exact now. */
  readonly onChanged = new Emitter<void>();
  readonly #clock: Clock;
  readonly #head: Playhead;
  readonly #tracks: readonly Track[];
  readonly #surveyor: Surveyor;
  #shown: ReadonlySet<string> | undefined;
  #cancelCatchUp: (() => void) | undefined;
  #idleLimitS: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #isClosed = false;

  constructor({ recording, clock, stageOf, checkpoints = {} }: PlayerOptions) {
    this.recording = recording;
    this.chapters = chaptersOf(recording);
    this.#clock = clock;
    this.#head = new Playhead(clock, recording.durationS);
    const { everyBytes, ...room } = checkpoints;
    this.#tracks = recording.sessions.map((host) => {
      const survey = new Survey(host, clock, everyBytes);
      const milestones = milestonesOf(host.name, recording.blocks);
      return new Track({ host, stage: stageOf(host.name), survey, milestones });
    });
    for (const { stage } of this.#tracks) stage.onCaughtUp(() => this.#goOn());
    const surveys = this.#tracks.map(({ survey }) => survey);
    this.#surveyor = new Surveyor({
      ...{ ...room, surveys, clock },
      onSurveyed: () => this.#sharpen(),
    });
  }

  /** The moment that is shown, in the recording's seconds; while it plays it passes with the clock. */
  get atS(): number {
    return this.#head.atS;
  }

  get isPlaying(): boolean {
    return this.#head.isMoving;
  }

  get isAtEnd(): boolean {
    return this.atS >= this.recording.durationS;
  }

  /** 1 is as it was. */
  get speed(): number {
    return this.#head.speed;
  }

  /** Kept between `SLOWEST` and `FASTEST`. */
  set speed(speed: number) {
    this.#head.speed = Math.min(FASTEST, Math.max(SLOWEST, speed));
    this.#schedule();
    this.onChanged.emit();
  }

  /** Pauses in which nothing happens on any session are cut to so many seconds of the recording; undefined leaves them. */
  get idleLimitS(): number | undefined {
    return this.#idleLimitS;
  }

  set idleLimitS(seconds: number | undefined) {
    this.#idleLimitS = seconds;
    this.#schedule();
    this.onChanged.emit();
  }

  /** Which sessions are on the screen, by their names in the recording; all unless told. The others are brought along when there is time. */
  show(sessions: readonly string[]): void {
    this.#shown = new Set(sessions);
    const shown = this.#tracks.filter((track) => this.#isShown(track));
    this.#surveyor.prefer(shown.map(({ survey }) => survey));
    for (const track of shown) if (track.isWaiting) track.jump(this.atS);
  }

  /** Whether a session's picture is the one there was, cell by cell. Shortly after a long recording was opened it may be made from the last output only; `onChanged` says when it is exact. */
  isExact(session: string): boolean {
    const track = this.#tracks.find(({ host }) => host.name === session);
    return track?.isExact !== false;
  }

  /** Whether every moment of every session can be shown exactly, and soon. */
  get isSurveyed(): boolean {
    return this.#surveyor.isDone;
  }

  /** From the beginning where the end was reached. */
  play(): void {
    if (this.#isClosed || this.isPlaying) return;
    if (this.isAtEnd) this.#jump(0);
    this.#head.start();
    this.#schedule();
    this.onChanged.emit();
  }

  pause(): void {
    if (!this.isPlaying) return;
    this.#cancel();
    this.#head.stop();
    this.onChanged.emit();
  }

  /** Shows a moment, drawn before it returns. Whether it plays stays as it is. */
  seek(atS: number): void {
    if (this.#isClosed) return;
    this.#jump(Math.min(this.recording.durationS, Math.max(0, atS)));
    this.#schedule();
    this.onMoved.emit();
  }

  /** Goes to the next or the one before, of one session or of all; undefined where there is none. While it plays, the one under way is gone back to its beginning only after two seconds of it. */
  step(to: 'next' | 'previous', session?: string): Chapter | undefined {
    const chapters = this.chaptersOf(session);
    const { atS } = this;
    const reachedS = this.isPlaying ? atS - STEP_BACK_S * this.speed : atS;
    const chapter = to === 'next' ? chapterAfter(chapters, atS) : chapterBefore(chapters, reachedS);
    if (chapter !== undefined) this.seek(chapter.atS);
    return chapter;
  }

  /** The last chapter that has begun, of one session or of all. */
  chapterNow(session?: string): Chapter | undefined {
    return chapterAt(this.chaptersOf(session), this.atS);
  }

  /** Those of one session, with the notes of the whole run; all unless named. */
  chaptersOf(session: string | undefined): readonly Chapter[] {
    if (session === undefined) return this.chapters;
    return this.chapters.filter((one) => (one.session ?? session) === session);
  }

  /** Whether a session has begun at the moment shown, and is not over. */
  stateOf(session: string): TrackState {
    const host = this.recording.sessions.find(({ name }) => name === session);
    const { atS } = this;
    if (host === undefined || atS < host.startS) return 'not yet';
    return atS > host.endS ? 'over' : 'on';
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancel();
    this.#cancelCatchUp?.();
    this.#surveyor.close();
    for (const track of this.#tracks) track.close();
    this.onMoved.clear();
    this.onChanged.clear();
  }

  #jump(atS: number): void {
    this.#head.place(atS);
    for (const track of this.#tracks) {
      if (this.#isShown(track)) track.jump(atS);
      else track.jumpLater(atS);
    }
    this.#catchUpLater();
  }

  #isShown({ host }: Track): boolean {
    return this.#shown?.has(host.name) !== false;
  }

  /** Sessions that nobody sees go to the moment one after the other, with room for keys in between. */
  #catchUpLater(): void {
    if (this.#cancelCatchUp !== undefined || this.#tracks.every((one) => !one.isWaiting)) return;
    this.#cancelCatchUp = this.#clock.after(0, () => {
      this.#cancelCatchUp = undefined;
      this.#tracks.find(({ isWaiting }) => isWaiting)?.jump(this.atS);
      this.#catchUpLater();
      this.#schedule();
    });
  }

  #sharpen(): void {
    const sharpened = this.#tracks.filter((track) => track.sharpen() === 'sharpened');
    if (sharpened.length > 0 || this.#surveyor.isDone) this.onChanged.emit();
  }

  /** Waits for the next event; a pause that is too long is cut first. */
  #schedule(): void {
    this.#cancel();
    if (this.#isClosed || !this.isPlaying) return;
    if (this.#isHeld) {
      this.#head.hold();
      return;
    }
    this.#head.release();
    const nextS = this.#nextS;
    this.#cutIdle(nextS);
    const delayMs = Math.max(LEAST_WAIT_MS, this.#head.msUntil(nextS));
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#turn());
  }

  #cutIdle(nextS: number): void {
    const limitS = this.#idleLimitS;
    if (limitS === undefined || nextS - this.#head.atS <= limitS) return;
    this.#head.place(nextS - limitS);
    this.onMoved.emit();
  }

  /** Plays what is due, as much as a turn of the event loop has room for; the time waits for what is not. */
  #turn(): void {
    this.#cancelTimer = undefined;
    const untilMs = this.#clock.nowMs() + TURN_MS;
    const dueS = this.#head.atS;
    for (let track = this.#due(dueS); track !== undefined; track = this.#due(dueS)) {
      const lastS = track.nextS ?? dueS;
      track.playNext();
      if (!this.#isHeld && this.#clock.nowMs() < untilMs) continue;
      this.#head.place(lastS);
      break;
    }
    if (this.isAtEnd && this.#due(dueS) === undefined) this.#end();
    else this.#schedule();
    this.onMoved.emit();
  }

  #end(): void {
    this.#head.stop();
    this.onChanged.emit();
  }

  #goOn(): void {
    if (!this.#isHeld) this.#schedule();
  }

  /** The session whose next event is the earliest of all, if it is due. */
  #due(atS: number): Track | undefined {
    let first: Track | undefined;
    let firstS = atS;
    for (const track of this.#tracks) {
      const { nextS } = track;
      if (nextS === undefined || nextS > firstS || (first !== undefined && nextS === firstS)) {
        continue;
      }
      first = track;
      firstS = nextS;
    }
    return first;
  }

  /** When something happens next; the end where nothing does. */
  get #nextS(): number {
    let nextS = this.recording.durationS;
    for (const track of this.#tracks) nextS = Math.min(nextS, track.nextS ?? nextS);
    return nextS;
  }

  /** A screen has more to draw than it takes at once: all wait for it, so that they stay in step. */
  get #isHeld(): boolean {
    return this.#tracks.some(({ stage }) => stage.isBehind);
  }

  #cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
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

/** Events that come in a burst are played together: nobody sees more pictures a second. */
const LEAST_WAIT_MS = 5;
/** What playing may take of a turn of the event loop. */
const TURN_MS = 4;
/** Seconds of a chapter, as a person sees them pass, in which going back leads to the one before. */
const STEP_BACK_S = 2;
