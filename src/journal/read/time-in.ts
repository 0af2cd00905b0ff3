import { clockedDuration, durationMs } from '../../core/duration.ts';
import { ShowrunError } from '../../core/errors.ts';
import { localClock, localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import type { Recording } from '../recording.ts';
import { blocksAt } from './recording-address.ts';

type Timed = Pick<Recording, 'name' | 'startedAtMs' | 'durationS' | 'blocks'>;

/**
 * The moment a person names, in the recording's seconds: `90` or `1:30` from its beginning, `14:02:11` (also with a day before it) by this
 * machine's clock, `#7` where a command began. Hours, minutes and seconds that no clock showed meanwhile count from the beginning, too. Throws
 * `bad-usage` for anything else, and for what lies outside.
 */
export function timeIn(recording: Timed, written: string): number {
  const wanted = written.trim();
  const [, number] = /^#(\d{1,9})$/.exec(wanted) ?? [];
  if (number !== undefined) {
    const [block] = blocksAt(recording, [{ from: Number(number), to: Number(number) }]);
    return block?.atS ?? 0;
  }
  const byClock = clockTimes(recording, wanted).find((atS) => isInside(recording, atS));
  const atS = byClock ?? fromBeginning(wanted);
  if (atS !== undefined && isInside(recording, atS)) return Math.max(0, atS);
  const isTime = atS !== undefined || clockTimes(recording, wanted).length > 0;
  throw new ShowrunError('bad-usage', problemOf(recording, { wanted, isTime }), {
    advice:
      'write a time from its beginning (90, 1:30), one of the clock (14:02:11), or a command (#7)',
  });
}

/** A clock shows whole seconds; a recording may end or begin within one. */
const SLACK_S = 1;

function isInside({ durationS }: Timed, atS: number): boolean {
  return atS >= -SLACK_S && atS <= durationS + SLACK_S;
}

function fromBeginning(wanted: string): number | undefined {
  const [, hours, minutes, seconds] =
    /^(?:(\d{1,4}):(?=[0-5]?\d:))?(\d{1,4}):([0-5]?\d(?:\.\d{1,6})?)$/.exec(wanted) ?? [];
  if (seconds !== undefined) {
    return Number(hours ?? 0) * 3_600 + Number(minutes) * 60 + Number(seconds);
  }
  const ms = durationMs(wanted);
  return ms === undefined ? undefined : ms / 1_000;
}

/** When the clock showed that, each day anew: a recording may go over midnight. */
function clockTimes({ startedAtMs, durationS }: Timed, wanted: string): readonly number[] {
  const [, day, clock] =
    /^(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2}:\d\d:\d\d(?:\.\d{1,3})?)$/.exec(wanted) ?? [];
  if (clock === undefined) return [];
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  if (hours > 23 || minutes > 59 || seconds >= 60) return [];
  const first = day === undefined ? new Date(startedAtMs) : new Date(`${day}T00:00:00`);
  const days = day === undefined ? Math.min(MOST_DAYS, Math.ceil(durationS / 86_400) + 1) : 1;
  return Array.from({ length: days }, (_, later) => {
    const at = new Date(first);
    at.setDate(at.getDate() + later);
    at.setHours(hours, minutes, Math.floor(seconds), (seconds % 1) * 1_000);
    return (at.getTime() - startedAtMs) / 1_000;
  });
}

const MOST_DAYS = 400;

function problemOf(
  { name, startedAtMs, durationS }: Timed,
  { wanted, isTime }: { readonly wanted: string; readonly isTime: boolean },
): string {
  const shown = `'${safe(wanted, 60)}'`;
  if (!isTime) return `${shown} is no time`;
  const endedAtMs = startedAtMs + durationS * 1_000;
  const span = `${localTime(startedAtMs)} to ${localClock(endedAtMs)}, ${clockedDuration(durationS * 1_000)} long`;
  return `${shown} is not in ${safe(name, 200)} (${span})`;
}
