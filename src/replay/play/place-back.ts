import type { EventPlace, Timeline } from '../../journal/recording.ts';

/** Close enough: what is drawn besides takes no time. */
const NEAR = 250_000;
const MOST_LOOKS = 40;

/** A place that lies about so many bytes of the file before another one, found by times; the beginning where that is nearer. */
export function placeBack(
  timeline: Pick<Timeline, 'placeAt'>,
  back: {
    readonly until: EventPlace;
    readonly bytes: number;
    /** A time at or before the session's first event, and one at the place. */
    readonly fromS: number;
    readonly atS: number;
  },
): EventPlace {
  const wanted = back.until - back.bytes;
  let lowS = back.fromS;
  let highS = back.atS;
  let place = timeline.placeAt(lowS);
  for (let look = 0; look < MOST_LOOKS && wanted - place > NEAR; look++) {
    const middleS = (lowS + highS) / 2;
    const middle = timeline.placeAt(middleS);
    if (middle <= wanted) {
      lowS = middleS;
      place = middle;
    } else highS = middleS;
  }
  return place;
}
