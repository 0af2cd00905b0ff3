import type { RecordedHost } from '../../journal/recording.ts';
import type { Stage } from '../stage.ts';
import { EventCursor } from './event-cursor.ts';
import { logBefore } from './log-before.ts';

/** One session of a recording on its stage: how far its events are played, and what comes next. */
export class Track {
  readonly host: RecordedHost;
  readonly stage: Stage;
  #cursor: EventCursor;

  constructor(host: RecordedHost, stage: Stage) {
    this.host = host;
    this.stage = stage;
    this.#cursor = new EventCursor(host.timeline);
  }

  /** When the next event is due; undefined behind the last one. */
  get nextS(): number | undefined {
    return this.#cursor.next?.atS;
  }

  /** Plays the next event. */
  playNext(): void {
    const event = this.#cursor.take();
    if (event !== undefined) this.stage.play(event);
  }

  /** Shows another moment at once. */
  jump(atS: number): void {
    const isOn = this.#cursor.lastS <= atS;
    if (!isOn) this.#restart();
    const cursor = this.#cursor;
    const { timeline, size } = this.host;
    this.stage.jump({
      from: isOn ? 'here' : size,
      events: cursor.takeUpTo(atS),
      log: () =>
        logBefore(timeline, {
          from: undefined,
          until: cursor.next?.place,
          received: cursor.received,
        }),
    });
  }

  close(): void {
    this.#cursor.close();
  }

  #restart(): void {
    this.#cursor.close();
    this.#cursor = new EventCursor(this.host.timeline);
  }
}
