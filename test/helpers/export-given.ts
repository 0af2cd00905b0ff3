import type { Table } from '../../src/core/table/table.ts';
import type { ExportFormat, ExportGiven } from '../../src/export/export-format.ts';
import type { CastEvent, CastMatter } from '../../src/journal/cast/cast-event.ts';
import type { RecordedBlock, RecordedHost, Recording } from '../../src/journal/recording.ts';
import { keepingRedactor } from '../../src/journal/redact/redactor.ts';

/** 2026-11-21 01:42:17 of the clock here. */
export const STARTED_AT_MS = new Date(2026, 10, 21, 1, 42, 17).getTime();

type Timed = readonly [atS: number, matter: CastMatter | string];

/** A session of a recording that is in memory only; a text is output. */
export function recordedHost(
  timed: readonly Timed[],
  about: Partial<RecordedHost> = {},
): RecordedHost {
  const events = timed.map(
    ([atS, matter], place): CastEvent => ({
      atS,
      place,
      ...(typeof matter === 'string' ? { kind: 'output', bytes: Buffer.from(matter) } : matter),
    }),
  );
  return {
    name: 'r1',
    host: about.name ?? 'r1',
    groups: [],
    platform: 'cisco_ios',
    startS: events[0]?.atS ?? 0,
    endS: events.at(-1)?.atS ?? 0,
    size: { cols: 80, rows: 24 },
    timeline: {
      placeAt: (atS) => events.findIndex((event) => event.atS >= atS),
      events: (from = 0) => events.slice(from),
      fileBytes: events.length,
    },
    ...about,
  };
}

export function recordedBlock(about: Partial<RecordedBlock> & { command: string }): RecordedBlock {
  return {
    kind: 'block',
    session: 'r1',
    host: about.session ?? 'r1',
    platform: 'cisco_ios',
    mode: 'privileged',
    by: 'person',
    startedAtMs: STARTED_AT_MS + (about.atS ?? 1) * 1_000,
    elapsedMs: 400,
    outcome: 'ok',
    from: 0,
    to: 0,
    place: { line: 0, bytes: 0 },
    number: 1,
    atS: 1,
    endS: (about.atS ?? 1) + 0.4,
    ...about,
  };
}

export function recordingOf(
  sessions: readonly RecordedHost[],
  about: Partial<Recording> = {},
): Recording {
  return {
    name: '2026-11-21T0142-17-lab',
    path: '/recordings/2026-11-21T0142-17-lab',
    kind: 'ours',
    startedAtMs: STARTED_AT_MS,
    durationS: Math.max(0, ...sessions.map(({ endS }) => endS)),
    sessions,
    blocks: [],
    notes: [],
    cells: [],
    problems: [],
    end: 'ended',
    close: () => {},
    ...about,
  };
}

export interface GivenParts {
  readonly recording: Recording;
  readonly texts?: Readonly<Record<number, string>>;
  readonly tables?: Readonly<Record<number, Table>>;
  readonly more?: Partial<ExportGiven>;
}

/** What a form is given, with blocks' answers by their numbers; nothing is hidden unless a redactor is among `more`. */
export function exportGiven({ recording, texts = {}, tables = {}, more }: GivenParts): ExportGiven {
  return {
    recording,
    hosts: recording.sessions,
    blocks: recording.blocks,
    chosen: 'all',
    title: recording.name,
    redactor: keepingRedactor(),
    onProblem: () => {},
    textOf: ({ number }) => texts[number] ?? '',
    tableOf: async ({ number }) => tables[number],
    ...more,
  };
}

/** All that a form writes. */
export async function exported(format: ExportFormat, given: ExportGiven): Promise<string> {
  let text = '';
  await format.write(given, async (piece) => {
    text += piece;
  });
  return text;
}
