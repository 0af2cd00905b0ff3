import type { Table } from '../../src/core/table/table.ts';
import type { ExportGiven } from '../../src/export/export-format.ts';
import type { CellRecord, NoteRecord } from '../../src/journal/records.ts';
import {
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
  STARTED_AT_MS,
} from './export-given.ts';

const atMs = (seconds: number): number => STARTED_AT_MS + seconds * 1_000;

export const note = (seconds: number, text: string, session?: string): NoteRecord => ({
  kind: 'note',
  atMs: atMs(seconds),
  text,
  ...(session === undefined ? {} : { session }),
});

export const cell = (seconds: number, about: Partial<CellRecord>): CellRecord => ({
  kind: 'cell',
  number: 1,
  source: '1 + 1',
  text: '2',
  status: 'value',
  hosts: [],
  startedAtMs: atMs(seconds),
  endedAtMs: atMs(seconds + 0.5),
  ...about,
});

export const table: Table = {
  columns: ['interface', 'status'],
  rows: [
    ['Gi0/0', 'up'],
    ['Gi0/1', 'a|b'],
  ],
  origin: undefined,
};

/** Two hosts, a table, a refusal, a note, a diff: what reports are tried on. */
export function reportGiven(more: Partial<ExportGiven> = {}): ExportGiven {
  const r1 = recordedHost([[0, 'r1#']], { endS: 60 });
  const r2 = recordedHost([[0, 'r2#']], { name: 'r2', platform: 'auto', endS: 60 });
  const recording = recordingOf([r1, r2], {
    durationS: 60,
    blocks: [
      recordedBlock({ number: 1, command: 'show ip int brief', atS: 10 }),
      recordedBlock({ number: 2, command: 'shwo run', atS: 20, session: 'r2', outcome: 'refused' }),
      recordedBlock({ number: 3, command: 'show clock', atS: 30 }),
    ],
    notes: [note(15, 'Loss towards B.\n- since 13:40', 'r1')],
    cells: [cell(25, { number: 4, source: '%diff before', text: '- up\n+ down', status: 'done' })],
  });
  return exportGiven({
    recording,
    texts: { 1: 'Interface  Status\nGi0/0  up', 2: '% Invalid input', 3: '12:00:00' },
    tables: { 1: table },
    more: { title: 'Ticket 7', ...more },
  });
}
