import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';
import type { CastEvent } from '../../journal/cast/cast-event.ts';
import type { EventPlace, RecordedHost } from '../../journal/recording.ts';
import { Emulator } from '../../term/emulator.ts';
import { sliceEnd } from '../../term/slice.ts';
import { drawEvent } from '../play/draw-event.ts';
import { EventCursor } from '../play/event-cursor.ts';
import { lastReached } from '../play/last-reached.ts';
import type { Checkpoint, Milestone } from './checkpoint.ts';

/** Output between two checkpoints unless told; what costs more time than usual is cut earlier. */
const CHECKPOINT_BYTES = 256 * 1024;
const CHECKPOINT_MS = 10;
const SLICE_BYTES = 8_192;

/**
 * Draws one session from its beginning to its end, a slice at a time and unseen, and keeps what the screen was here and there. A seek
 * goes on from there.
 */
export class Survey {
  readonly host: RecordedHost;
  readonly #clock: Clock;
  readonly #everyBytes: number;
  readonly #cursor: EventCursor;
  readonly #milestones: Milestone[] = [];
  #checkpoints: Checkpoint[] = [];
  #emulator: Emulator | undefined;
  /** What is left of an event that is being drawn. */
  #rest: Uint8Array | undefined;
  #spacing = 1;
  #receivedAtLast = 0;
  #spentMs = 0;
  #bytes = 0;
  #lastSize: Size;

  constructor(host: RecordedHost, clock: Clock, everyBytes: number = CHECKPOINT_BYTES) {
    this.host = host;
    this.#everyBytes = everyBytes;
    this.#clock = clock;
    this.#lastSize = host.size;
    this.#cursor = new EventCursor(host.timeline);
    this.#emulator = new Emulator({
      ...{ size: host.size, clock },
      onReply: () => undefined,
      onDirty: () => undefined,
    });
  }

  /** Whether it has got to the end. */
  get isDone(): boolean {
    return this.#rest === undefined && this.#cursor.next === undefined;
  }

  /** What the checkpoints take of memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The time up to which it has got. */
  get atS(): number {
    return this.#cursor.lastS;
  }

  /** The size of the screen there. */
  get size(): Size {
    return this.#emulator?.size ?? this.#lastSize;
  }

  /** Whether everything up to a time has been drawn. */
  reaches(atS: number): boolean {
    return this.isDone || this.#cursor.lastS > atS;
  }

  /** Whether every event before a place has been drawn. */
  hasPassed(place: EventPlace): boolean {
    return this.isDone || (this.#cursor.next?.place ?? 0) > place;
  }

  /** The last checkpoint behind which nothing is shown that comes after a time. */
  checkpointAt(atS: number): Checkpoint | undefined {
    return lastReached(this.#checkpoints, (one) => one.atS <= atS);
  }

  /** The last one at or before a place. */
  checkpointBefore(place: EventPlace): Checkpoint | undefined {
    return lastReached(this.#checkpoints, (one) => one.place <= place);
  }

  /** The last milestone with at most so much output before it. */
  milestoneBefore(received: number): Milestone | undefined {
    return lastReached(this.#milestones, (one) => one.received <= received);
  }

  /** Draws until a time of the clock. */
  goOn(untilMs: number): void {
    while (!this.isDone && this.#emulator !== undefined) {
      const startMs = this.#clock.nowMs();
      if (startMs >= untilMs) return;
      this.#drawSlice(this.#emulator);
      this.#spentMs += this.#clock.nowMs() - startMs;
      if (this.#rest === undefined) this.#note(this.#emulator);
    }
    this.#endDrawing();
  }

  /** Keeps every second checkpoint only, from now on, too. */
  thin(): void {
    this.#spacing *= 2;
    this.#checkpoints = this.#checkpoints.filter((_, at) => at % 2 === 1);
    this.#bytes = this.#checkpoints.reduce((sum, { state }) => sum + state.bytes, 0);
  }

  close(): void {
    this.#endDrawing();
    this.#cursor.close();
    this.#checkpoints = [];
    this.#bytes = 0;
  }

  #drawSlice(emulator: Emulator): void {
    const rest = this.#rest ?? this.#take(emulator);
    if (rest === undefined) return;
    const end = sliceEnd(rest, { start: 0, maxBytes: SLICE_BYTES, scale: 1 });
    emulator.feed(rest.subarray(0, end));
    this.#rest = end < rest.length ? rest.subarray(end) : undefined;
  }

  /** The next event's output; undefined for an event without, which is drawn then. */
  #take(emulator: Emulator): Uint8Array | undefined {
    const event: CastEvent | undefined = this.#cursor.take();
    if (event === undefined) return undefined;
    if (event.kind === 'output' && event.bytes.length > 0) return event.bytes;
    drawEvent(emulator, event);
    return undefined;
  }

  #note(emulator: Emulator): void {
    const { next, received, lastS: atS } = this.#cursor;
    if (next === undefined) return;
    const isFar = received - this.#receivedAtLast >= this.#everyBytes * this.#spacing;
    if (!isFar && this.#spentMs < CHECKPOINT_MS * this.#spacing) return;
    const state = emulator.capture();
    // In the middle of something: after one of the next events there is a picture.
    if (state === undefined) return;
    const { place } = next;
    this.#milestones.push({ place, received, atS });
    this.#checkpoints.push({ place, received, atS, state });
    this.#bytes += state.bytes;
    this.#receivedAtLast = received;
    this.#spentMs = 0;
  }

  #endDrawing(): void {
    this.#lastSize = this.size;
    this.#emulator?.close();
    this.#emulator = undefined;
  }
}
