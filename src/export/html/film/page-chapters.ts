import { safe, safeLines } from '../../../core/safe.ts';
import type { RecordedBlock } from '../../../journal/recording.ts';
import type { CellRecord, NoteRecord } from '../../../journal/records.ts';
import type { ExportGiven } from '../../export-format.ts';
import type { PageChapter } from '../player/page-data.ts';
import type { PageRange } from './page-range.ts';
import { pageMs } from './session-film.ts';

const MOST_NOTE_CHARS = 20_000;
const MOST_ANSWER_CHARS = 20_000;

/** Commands, notes and cells within the page's time, in its order; redacted, free of controls. */
export function pageChapters(given: ExportGiven, range: PageRange): readonly PageChapter[] {
  const { recording, blocks } = given;
  const names = new Map(range.hosts.map(({ name }, place) => [name, place]));
  const shown = blocks.filter(({ session }) => names.has(session));
  const isWithin = (atMs: number): boolean => {
    const atS = (atMs - recording.startedAtMs) / 1_000;
    return given.chosen === 'all' || (atS >= range.fromS && atS <= range.toS);
  };
  const notes = recording.notes.filter(
    ({ atMs, session }) => isWithin(atMs) && (session === undefined || names.has(session)),
  );
  const cells = recording.cells.filter(({ startedAtMs }) => isWithin(startedAtMs));
  const place = (session: string | undefined) => {
    const found = session === undefined ? undefined : names.get(session);
    return found === undefined ? {} : { session: found };
  };
  return [
    ...shown.map((block) => ({ ...ofBlock(given, block, range), ...place(block.session) })),
    ...notes.map((note) => ({ ...ofNote(given, note, range), ...place(note.session) })),
    ...cells.map((cell) => ofCell(given, cell, range)),
  ].sort((a, b) => a.atMs - b.atMs);
}

function ofBlock({ redactor }: ExportGiven, block: RecordedBlock, range: PageRange): PageChapter {
  return {
    kind: 'command',
    atMs: pageMs(block.atS, range),
    endMs: pageMs(block.endS, range),
    text: safe(redactor.text(block.command, block.platform)),
    outcome: block.outcome,
  };
}

function ofNote(given: ExportGiven, note: NoteRecord, range: PageRange): PageChapter {
  const atMs = pageMs((note.atMs - given.recording.startedAtMs) / 1_000, range);
  const text = safeLines(given.redactor.text(note.text, ''), MOST_NOTE_CHARS);
  return { kind: 'note', atMs, endMs: atMs, text };
}

function ofCell(
  { recording, redactor }: ExportGiven,
  cell: CellRecord,
  range: PageRange,
): PageChapter {
  const atMs = pageMs((cell.startedAtMs - recording.startedAtMs) / 1_000, range);
  const answer = safeLines(redactor.text(cell.text, ''), MOST_ANSWER_CHARS);
  return {
    kind: 'cell',
    atMs,
    endMs: Math.max(atMs, pageMs((cell.endedAtMs - recording.startedAtMs) / 1_000, range)),
    text: safeLines(redactor.text(cell.source, ''), MOST_NOTE_CHARS),
    ...(answer === '' ? {} : { answer }),
    outcome: cell.status === 'value' || cell.status === 'done' ? 'ok' : 'failed',
  };
}
