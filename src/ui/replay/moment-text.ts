import { localClock } from '../../core/local-time.ts';
import { timeIn } from '../../journal/read/time-in.ts';
import type { Recording } from '../../journal/recording.ts';

type Timed = Parameters<typeof timeIn>[0];

/**
 * The moment a person names, in the recording's seconds: as `timeIn` takes it, or from where it stands now, `+30`, `-1:00`, up to the
 * recording's ends. Throws `bad-usage`.
 */
export function momentOf(text: string, recording: Timed, nowS: number): number {
  const wanted = text.trim();
  const [, sign, minutes = '0', seconds = '0'] =
    /^([+-])(?:(\d{1,5}):)?(\d{1,9}(?:\.\d{1,6})?)$/.exec(wanted) ?? [];
  if (sign === undefined) return timeIn(recording, wanted);
  const spanS = Number(minutes) * 60 + Number(seconds);
  const atS = sign === '-' ? nowS - spanS : nowS + spanS;
  return Math.max(0, Math.min(recording.durationS, atS));
}

/** What the clock on the wall showed at a moment: `14:02:11`. */
export function clockTime({ startedAtMs }: Pick<Recording, 'startedAtMs'>, atS: number): string {
  return localClock(startedAtMs + atS * 1_000);
}
