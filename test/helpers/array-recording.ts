import type { CastEvent, CastMatter } from '../../src/journal/cast/cast-event.ts';
import type {
  RecordedBlock,
  RecordedHost,
  Recording,
  Timeline,
} from '../../src/journal/recording.ts';
import type { NoteRecord } from '../../src/journal/records.ts';

/** An event of a recording that a test makes up. */
export type MadeEvent = { readonly atS: number } & CastMatter;

/** Output at a time. */
export function said(atS: number, text: string | Uint8Array): MadeEvent {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  return { atS, kind: 'output', bytes };
}

/** A timeline in memory: an event's place is 100 times its number. */
export function arrayTimeline(made: readonly MadeEvent[]): Timeline {
  const events = made.map((event, at): CastEvent => ({ ...event, place: at * PLACE }));
  const placeAt = (atS: number): number => {
    const at = events.findIndex((event) => event.atS >= atS);
    return (at < 0 ? events.length : at) * PLACE;
  };
  return {
    placeAt,
    events: (from = 0) => events.slice(Math.max(0, Math.ceil(from / PLACE))),
    fileBytes: events.length * PLACE,
  };
}

const PLACE = 100;

/** One session of a recording in memory. */
export function arrayHost(
  name: string,
  made: readonly MadeEvent[],
  more: Partial<RecordedHost> = {},
): RecordedHost {
  return {
    ...{ name, host: name, groups: [], platform: 'auto', size: { cols: 80, rows: 24 } },
    startS: made[0]?.atS ?? 0,
    endS: made.at(-1)?.atS ?? 0,
    timeline: arrayTimeline(made),
    ...more,
  };
}

/** A recording in memory. */
export function arrayRecording(
  sessions: readonly RecordedHost[],
  more: { readonly blocks?: readonly RecordedBlock[]; readonly notes?: readonly NoteRecord[] } = {},
): Recording {
  return {
    ...{ name: 'made', path: '/nowhere', kind: 'ours', startedAtMs: 0, end: 'ended' },
    durationS: Math.max(0, ...sessions.map(({ endS }) => endS)),
    ...{ sessions, blocks: [], notes: [], cells: [], problems: [], close: () => undefined },
    ...more,
  };
}
