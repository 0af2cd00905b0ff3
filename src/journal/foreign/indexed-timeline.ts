import type { CastEvent } from '../cast/cast-event.ts';
import type { EventPlace, Timeline } from '../recording.ts';

/** From where an event stream can be read again: a place in the file, and what is carried over from before it. */
export interface Checkpoint {
  readonly place: EventPlace;
  /** Of the event before it. */
  readonly atS: number;
}

/** A stream of events whose times follow from what came before: relative ones, or those of lines in a log. */
export interface EventStream<State extends Checkpoint> {
  readonly start: State;
  readonly fileBytes: number;
  /** The events from a state on, each with the state from which the stream would begin with it. */
  read(from: State): Iterable<{ readonly event: CastEvent; readonly state: State }>;
}

/** So much of a file lies between two checkpoints. */
const BYTES_APART = 131_072;

/** Such a stream as a timeline. It is read once from its beginning to its end by `walk`; then any time in it is near a checkpoint. */
export class IndexedTimeline<State extends Checkpoint> implements Timeline {
  readonly #stream: EventStream<State>;
  readonly #checkpoints: State[];

  constructor(stream: EventStream<State>) {
    this.#stream = stream;
    this.#checkpoints = [stream.start];
  }

  get fileBytes(): number {
    return this.#stream.fileBytes;
  }

  /** All events, noting where reading can begin later. */
  *walk(): Generator<CastEvent, void> {
    let next = this.#stream.start.place + BYTES_APART;
    for (const { event, state } of this.#stream.read(this.#stream.start)) {
      if (state.place >= next) {
        this.#checkpoints.push(state);
        next = state.place + BYTES_APART;
      }
      yield event;
    }
  }

  placeAt(atS: number): EventPlace {
    for (const { event } of this.#stream.read(this.#last((one) => one.atS < atS))) {
      if (event.atS >= atS) return event.place;
    }
    return this.fileBytes;
  }

  *events(from: EventPlace = 0): Generator<CastEvent, void> {
    for (const { event } of this.#stream.read(this.#last((one) => one.place <= from))) {
      if (event.place >= from) yield event;
    }
  }

  /** The last checkpoint of which something holds that holds of all before it. */
  #last(holds: (one: State) => boolean): State {
    let low = 0;
    let high = this.#checkpoints.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const one = this.#checkpoints[middle];
      if (one !== undefined && holds(one)) low = middle;
      else high = middle;
    }
    return this.#checkpoints[low] ?? this.#stream.start;
  }
}

/** Events that are in memory; their places are their numbers. */
export function timelineOf(events: readonly CastEvent[], fileBytes: number): Timeline {
  return {
    fileBytes,
    placeAt: (atS) => {
      const found = events.findIndex((event) => event.atS >= atS);
      return found < 0 ? events.length : found;
    },
    events: (from = 0) => events.slice(Math.max(0, from)),
  };
}
