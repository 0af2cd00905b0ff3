import type { EventPlace, Timeline } from '../../journal/recording.ts';
import type { LogBefore } from '../../session/record/raw-log.ts';
import { EventCursor } from './event-cursor.ts';

/** Where the reading of a log begins. */
export interface LogStart {
  readonly place: EventPlace;
  readonly received: number;
  readonly atS: number;
}

/** What was received from a place on, before another one (undefined for the end). Nothing is read until somebody asks. */
export function logBefore(
  timeline: Timeline,
  span: {
    readonly from: LogStart | undefined;
    readonly until: EventPlace | undefined;
    readonly received: number;
  },
): LogBefore {
  const { from, until = Number.POSITIVE_INFINITY, received } = span;
  return {
    received,
    kept: received - (from?.received ?? 0),
    pieces: () => piecesBetween(timeline, from, until),
  };
}

function* piecesBetween(
  timeline: Timeline,
  from: LogStart | undefined,
  until: EventPlace,
): Iterable<Uint8Array | string> {
  const cursor = new EventCursor(timeline, from);
  try {
    while (cursor.next !== undefined && cursor.next.place < until) {
      const event = cursor.take();
      if (event?.kind === 'output') yield event.bytes;
      if (event?.kind === 'printed') yield event.line;
    }
  } finally {
    cursor.close();
  }
}
