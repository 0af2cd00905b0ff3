import type { ByteSource } from '../cast/byte-source.ts';
import type { CastHeader } from '../cast/cast-header.ts';
import { type BrokenLine, castLines } from '../cast/cast-lines.ts';
import { boundedSeconds } from '../cast/time-limits.ts';
import type { Checkpoint, EventStream } from './indexed-timeline.ts';

interface CastState extends Checkpoint {
  /** What the line before it said, with all pauses. */
  readonly writtenS: number;
}

/**
 * An asciicast v2 or v3 of anybody's. Times never go back, whatever is written there, and pauses are as long as its author wanted them
 * (`idle_time_limit`).
 */
export function castStream(given: {
  readonly source: ByteSource;
  readonly header: Pick<CastHeader, 'version' | 'idleMostS' | 'end'>;
  readonly onBroken: (at: number, what: BrokenLine) => void;
}): EventStream<CastState> {
  const { source, header, onBroken } = given;
  const mostS = header.idleMostS ?? Number.POSITIVE_INFINITY;
  return {
    start: { place: header.end, atS: 0, writtenS: 0 },
    fileBytes: source.size,
    *read(from) {
      let { atS, writtenS } = from;
      for (const { at, time, matter } of castLines(source, from.place, onBroken)) {
        const state = { place: at, atS, writtenS };
        const pause = Math.max(0, header.version === 3 ? time : time - writtenS);
        writtenS = boundedSeconds(writtenS + pause);
        atS = boundedSeconds(atS + Math.min(pause, mostS));
        if (matter !== undefined) yield { state, event: { atS, place: at, ...matter } };
      }
    },
  };
}
