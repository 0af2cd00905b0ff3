import type { CastEvent } from '../../journal/cast/cast-event.ts';
import type { EventPlace, Timeline } from '../../journal/recording.ts';

/** Goes through a timeline, one event after the other, and knows which comes next and how much output came before. */
export class EventCursor {
  readonly #events: Iterator<CastEvent>;
  #next: CastEvent | undefined;
  #received: number;
  #lastS: number;

  constructor(
    timeline: Timeline,
    from?: { readonly place: EventPlace; readonly received: number; readonly atS: number },
  ) {
    this.#events = timeline.events(from?.place)[Symbol.iterator]();
    this.#received = from?.received ?? 0;
    this.#lastS = from?.atS ?? Number.NEGATIVE_INFINITY;
    this.#step();
  }

  /** The event that comes next; undefined behind the last one. */
  get next(): CastEvent | undefined {
    return this.#next;
  }

  /** Bytes of output in the events taken, with those that are missing, counted from the session's first one. */
  get received(): number {
    return this.#received;
  }

  /** The time of the last event taken. */
  get lastS(): number {
    return this.#lastS;
  }

  take(): CastEvent | undefined {
    const event = this.#next;
    if (event === undefined) return undefined;
    this.#received += receivedIn(event);
    this.#lastS = event.atS;
    this.#step();
    return event;
  }

  /** Takes all events up to a time, and those at that time too, but none from a place on. */
  *takeUpTo(atS: number, until: EventPlace = Number.POSITIVE_INFINITY): Iterable<CastEvent> {
    while (this.#next !== undefined && this.#next.atS <= atS && this.#next.place < until) {
      const event = this.take();
      if (event !== undefined) yield event;
    }
  }

  close(): void {
    this.#events.return?.();
  }

  #step(): void {
    const { done, value } = this.#events.next();
    this.#next = done === true ? undefined : value;
  }
}

/** Output that an event stands for, in bytes. */
export function receivedIn(event: CastEvent): number {
  switch (event.kind) {
    case 'output':
      return event.bytes.length;
    case 'gap':
      return event.bytes;
    case 'resize':
    case 'marker':
    case 'input':
    case 'printed':
      return 0;
  }
}
