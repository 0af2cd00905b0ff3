import { localClock } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import { tableMarkdown } from '../../core/table/forms/table-markdown.ts';
import { aboutBlock } from '../block-forms/block-about.ts';
import { fenced, inlineCode, markdownText } from '../block-forms/block-markdown.ts';
import { plainLine, plainText } from '../block-forms/block-text.ts';
import type { ExportGiven, ExportOut } from '../export-format.ts';
import { hiddenWords, reportFacts } from '../report/report-facts.ts';
import { type ReportItem, reportItems } from '../report/report-items.ts';
import { noteMarkdown } from './note-markdown.ts';

/** More lines than this are folded even where there is no table above them. */
const FOLDED_FROM_LINES = 60;

/**
 * Writes a report as CommonMark with GitHub's tables: the run's data, then commands, notes and cells. What a device said stands in fences
 * and in escaped cells only.
 */
export async function writeMarkdown(given: ExportGiven, out: ExportOut): Promise<void> {
  await out(`# ${markdownText(plainLine(given.redactor.text(given.title, '')))}\n\n`);
  for (const [name, value] of reportFacts(given)) {
    await out(`* **${name}:** ${markdownText(value)}\n`);
  }
  for await (const item of reportItems(given)) await out(`\n${itemMarkdown(item)}\n`);
  const hidden = hiddenWords(given);
  if (hidden !== '') await out(`\n---\n\n${markdownText(hidden)}\n`);
}

function itemMarkdown(item: ReportItem): string {
  if (item.kind === 'block') return blockMarkdown(item);
  return item.kind === 'note' ? noteMarkdown(item.note, item.text) : cellMarkdown(item);
}

function blockMarkdown({ shown, table }: ReportItem & { kind: 'block' }): string {
  const { startedAtMs = 0 } = shown;
  const head = [
    markdownText(plainLine(shown.host)),
    localClock(startedAtMs),
    inlineCode(plainLine(shown.command)) || 'empty line',
  ].join(' · ');
  const text = plainText(shown.text);
  const outcome = OUTCOMES[shown.outcome ?? 'ok'];
  return [
    `## ${head}`,
    markdownText(aboutBlock({ ...shown, outcome: undefined })),
    ...(outcome === '' ? [] : [`**${outcome}**`]),
    ...(table === undefined ? [] : [tableMarkdown(table).trimEnd()]),
    ...answer(text, table === undefined ? 'open' : 'folded'),
  ].join('\n\n');
}

const OUTCOMES = {
  ok: '',
  refused: 'Refused by the device.',
  unfinished: 'Cut off before the prompt was back.',
} as const;

function answer(text: string, as: 'open' | 'folded'): readonly string[] {
  if (text === '') return as === 'open' ? ['No output.'] : [];
  const lines = text.split('\n').length;
  if (as === 'open' && lines <= FOLDED_FROM_LINES) return [fencedAs('text', text)];
  const count = lines === 1 ? '1 line' : `${lines} lines`;
  // The blank lines end and begin the HTML, so that the fence is Markdown again (CommonMark 4.6).
  return [`<details><summary>Output, ${count}</summary>`, fencedAs('text', text), '</details>'];
}

function cellMarkdown({ cell, source, answer: said }: ReportItem & { kind: 'cell' }): string {
  const isDiff = /^\s*%diff\b/.test(source);
  const failed = cell.status === 'value' || cell.status === 'done' ? '' : ` · ${safe(cell.status)}`;
  return [
    `## REPL · ${localClock(cell.startedAtMs)} · In ${cell.number}${failed}`,
    fencedAs('js', source),
    ...(said === '' ? [] : [fencedAs(isDiff ? 'diff' : 'text', said)]),
  ].join('\n\n');
}

/** A fence with a word of what is in it. */
function fencedAs(language: string, text: string): string {
  return fenced(text).replace(/^`+/, (fence) => fence + language);
}
