import type { Clock } from '../core/clock.ts';
import { Emitter } from '../core/emitter.ts';
import type { Recording } from '../journal/recording.ts';
import {
  type Chapter,
  chapterAfter,
  chapterAt,
  chapterBefore,
  chaptersOf,
} from './play/chapters.ts';
import { Playhead } from './play/playhead.ts';
import { type CheckpointOptions, Tracks } from './play/tracks.ts';
import type { Stage } from './stage.ts';

export interface PlayerOptions {
  readonly recording: Recording;
  readonly clock: Clock;
  /** Where a session is played, by its name in the recording. */
  readonly stageOf: (name: string) => Stage;
  readonly checkpoints?: CheckpointOptions | undefined;
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
  readonly #tracks: Tracks;
  #idleLimitS: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #isClosed = false;

  constructor({ recording, clock, stageOf, checkpoints = {} }: PlayerOptions) {
    this.recording = recording;
    this.chapters = chaptersOf(recording);
    this.#clock = clock;
    this.#head = new Playhead(clock, recording.durationS);
    this.#tracks = new Tracks({
      ...{ recording, clock, stageOf, checkpoints },
      atS: () => this.atS,
      onCaughtUp: () => this.#goOn(),
      onBrought: () => this.#schedule(),
      onSharpened: () => this.onChanged.emit(),
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
    this.#tracks.show(sessions);
  }

  /** Whether a session's picture is the one there was, cell by cell. Shortly after a long recording was opened it may be made from the last output only; `onChanged` says when it is exact. */
  isExact(session: string): boolean {
    return this.#tracks.isExact(session);
  }

  /** Whether every moment of every session can be shown exactly, and soon. */
  get isSurveyed(): boolean {
    return this.#tracks.isSurveyed;
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
    this.#tracks.close();
    this.onMoved.clear();
    this.onChanged.clear();
  }

  #jump(atS: number): void {
    this.#head.place(atS);
    this.#tracks.jump(atS);
  }

  /** Waits for the next event; a pause that is too long is cut first. */
  #schedule(): void {
    this.#cancel();
    if (this.#isClosed || !this.isPlaying) return;
    if (this.#tracks.isHeld) {
      this.#head.hold();
      return;
    }
    this.#head.release();
    const nextS = this.#tracks.nextS ?? this.recording.durationS;
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
    for (let track = this.#tracks.due(dueS); track; track = this.#tracks.due(dueS)) {
      const lastS = track.nextS ?? dueS;
      track.playNext();
      if (!this.#tracks.isHeld && this.#clock.nowMs() < untilMs) continue;
      this.#head.place(lastS);
      break;
    }
    if (this.isAtEnd && this.#tracks.due(dueS) === undefined) this.#end();
    else this.#schedule();
    this.onMoved.emit();
  }

  #end(): void {
    this.#head.stop();
    this.onChanged.emit();
  }

  #goOn(): void {
    if (!this.#tracks.isHeld) this.#schedule();
  }

  #cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}

/** Events that come in a burst are played together: nobody sees more pictures a second. */
const LEAST_WAIT_MS = 5;
/** What playing may take of a turn of the event loop. */
const TURN_MS = 4;
/** Seconds of a chapter, as a person sees them pass, in which going back leads to the one before. */
const STEP_BACK_S = 2;
