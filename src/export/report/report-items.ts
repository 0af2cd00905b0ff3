import { safeLines } from '../../core/safe.ts';
import type { Table } from '../../core/table/table.ts';
import type { RecordedBlock } from '../../journal/recording.ts';
import type { CellRecord, NoteRecord } from '../../journal/records.ts';
import { plainText, type ShownBlock } from '../block-forms/block-text.ts';
import type { ExportGiven } from '../export-format.ts';
import { reportOrder } from './report-order.ts';

/** What a report is made of, in its order. Redacted, free of controls, and still foreign: each form makes it inert. */
export type ReportItem =
  | {
      readonly kind: 'block';
      readonly block: RecordedBlock;
      readonly shown: ShownBlock;
      readonly table: Table | undefined;
    }
  | { readonly kind: 'note'; readonly note: NoteRecord; readonly text: string }
  | {
      readonly kind: 'cell';
      readonly cell: CellRecord;
      readonly source: string;
      readonly answer: string;
    };

/** The chosen commands with the notes and cells that belong to them, one after the other. */
export async function* reportItems(given: ExportGiven): AsyncGenerator<ReportItem> {
  for (const entry of reportOrder(given)) {
    if (entry.kind === 'block') yield await blockItem(given, entry);
    else if (entry.kind === 'note') yield noteItem(given, entry);
    else yield cellItem(given, entry);
  }
}

async function blockItem(given: ExportGiven, block: RecordedBlock): Promise<ReportItem> {
  const shown: ShownBlock = {
    host: block.host,
    command: given.redactor.text(block.command, block.platform),
    mode: block.mode,
    startedAtMs: given.recording.startedAtMs + block.atS * 1_000,
    elapsedMs: block.elapsedMs,
    outcome: block.outcome,
    text: given.textOf(block),
  };
  return { kind: 'block', block, shown, table: await given.tableOf(block) };
}

function noteItem({ redactor }: ExportGiven, note: NoteRecord): ReportItem {
  return { kind: 'note', note, text: safeLines(redactor.text(note.text, '')).trim() };
}

function cellItem({ redactor }: ExportGiven, cell: CellRecord): ReportItem {
  const source = plainText(redactor.text(cell.source, ''));
  return { kind: 'cell', cell, source, answer: plainText(redactor.text(cell.text, '')) };
}
