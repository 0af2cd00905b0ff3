import { tableMarkdown } from '../../core/table/forms/table-markdown.ts';
import type { Table } from '../../core/table/table.ts';
import { aboutBlock } from './block-about.ts';
import { plainLine, plainText, type ShownBlock } from './block-text.ts';

/**
 * A block as Markdown (CommonMark, with GitHub's tables): the command as its heading line, when and how it went, the table where one is given, and the
 * device's own words in a fence. Nothing in them can end the fence or become markup.
 */
export function blockMarkdown(block: ShownBlock, table?: Table): string {
  const parts = [
    headOf(block),
    ...(table === undefined ? [] : [tableMarkdown(table).trimEnd()]),
    fenced(plainText(block.text)),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Rows of a table as Markdown, under the command they came from; without the devices' words. */
export function rowsMarkdown(block: ShownBlock, rows: Table): string {
  return `${headOf(block)}\n\n${tableMarkdown(rows)}`;
}

function headOf(block: ShownBlock): string {
  const head = `**${markdownText(plainLine(block.host))}** ${inlineCode(plainLine(block.command))}`;
  const about = aboutBlock(block);
  // Two blanks at its end break a line (CommonMark 6.7).
  return about === '' ? head : `${head}  \n${markdownText(about)}`;
}

/** Text in a fence longer than any run of backticks in it (CommonMark 4.5). The text must be free of controls. */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text === '' ? '' : `${text}\n`}${fence}`;
}

/** Text as a code span: delimited by more backticks than it has in a row (CommonMark 6.1). One line, free of controls. */
export function inlineCode(line: string): string {
  if (line === '') return '';
  const mark = '`'.repeat(longestRun(line) + 1);
  const needsRoom = /^`|`$/.test(line) || /^ .* $/.test(line);
  return needsRoom ? `${mark} ${line} ${mark}` : `${mark}${line}${mark}`;
}

/** Words in a paragraph that stay words, whatever marks they hold. One line, free of controls. */
export function markdownText(line: string): string {
  return line
    .replace(/[\\`*_[\]<>|~#!&$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.');
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
}
