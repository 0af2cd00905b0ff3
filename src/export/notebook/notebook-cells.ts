import { localClock } from '../../core/local-time.ts';
import { tableMarkdown } from '../../core/table/forms/table-markdown.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import type { Table } from '../../core/table/table.ts';
import { aboutBlock } from '../block-forms/block-about.ts';
import { inlineCode, markdownText } from '../block-forms/block-markdown.ts';
import { plainLine, plainText } from '../block-forms/block-text.ts';
import { noteMarkdown } from '../markdown/note-markdown.ts';
import type { ReportItem } from '../report/report-items.ts';
import { tableHtml } from './table-html.ts';

/** A cell of a notebook, as its format names things (nbformat 4.5). */
export type NotebookCell =
  | {
      readonly cell_type: 'markdown';
      readonly id: string;
      readonly metadata: object;
      readonly source: readonly string[];
    }
  | {
      readonly cell_type: 'code';
      readonly id: string;
      readonly metadata: object;
      readonly execution_count: number | null;
      readonly source: readonly string[];
      readonly outputs: readonly object[];
    };

/** The cells of one item: of a command its heading and the line that asks it again in showrun. `place` makes their ids. */
export function notebookCells(item: ReportItem, place: number): readonly NotebookCell[] {
  if (item.kind === 'note') {
    return [markdownCell(`note-${place}`, noteMarkdown(item.note, item.text))];
  }
  return item.kind === 'cell' ? [replCell(item, place)] : blockCells(item, place);
}

export function markdownCell(id: string, text: string): NotebookCell {
  return { cell_type: 'markdown', id, metadata: {}, source: lines(text) };
}

function blockCells(item: ReportItem & { kind: 'block' }, place: number): readonly NotebookCell[] {
  const { block, shown, table } = item;
  const { startedAtMs = 0 } = shown;
  const command = plainLine(shown.command);
  const host = plainLine(shown.host);
  const text = plainText(shown.text);
  const head = [markdownText(host), localClock(startedAtMs), inlineCode(command) || 'empty line'];
  const about = markdownText(aboutBlock(shown));
  const { outcome, elapsedMs } = block;
  const mode = plainLine(block.mode);
  return [
    markdownCell(`head-${place}`, `## ${head.join(' · ')}\n\n${about}`),
    {
      cell_type: 'code',
      id: `block-${place}`,
      metadata: { showrun: { host, command, mode, outcome, elapsedMs, startedAtMs } },
      execution_count: null,
      source: lines(`@${host} ${command}`),
      outputs: [
        ...(table === undefined ? [] : [tableOutput(table)]),
        ...(text === '' ? [] : [stream(text, outcome === 'refused' ? 'stderr' : 'stdout')]),
      ],
    },
  ];
}

function replCell(item: ReportItem & { kind: 'cell' }, place: number): NotebookCell {
  const { cell, source, answer } = item;
  const isWell = cell.status === 'value' || cell.status === 'done';
  const { status, startedAtMs, endedAtMs } = cell;
  const output =
    status === 'value'
      ? {
          output_type: 'execute_result',
          execution_count: cell.number,
          metadata: {},
          data: { 'text/plain': lines(answer) },
        }
      : stream(answer, isWell ? 'stdout' : 'stderr');
  return {
    cell_type: 'code',
    id: `cell-${place}`,
    metadata: { showrun: { status, startedAtMs, endedAtMs } },
    execution_count: cell.number,
    source: lines(source),
    outputs: answer === '' ? [] : [output],
  };
}

function tableOutput(table: Table): object {
  return {
    output_type: 'display_data',
    metadata: {},
    data: {
      'text/html': lines(tableHtml(table)),
      'text/markdown': lines(tableMarkdown(table)),
      'text/plain': lines(tableText(table)),
    },
  };
}

function stream(text: string, name: 'stdout' | 'stderr'): object {
  return { output_type: 'stream', name, text: lines(`${text}\n`) };
}

/** A text as notebooks keep it: its lines, each with its end. */
function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
