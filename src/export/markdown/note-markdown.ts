import { localClock } from '../../core/local-time.ts';
import type { NoteRecord } from '../../journal/records.ts';
import { markdownText } from '../block-forms/block-markdown.ts';
import { plainLine } from '../block-forms/block-text.ts';

/** A note as a quote: who it is about, when, and its lines as they were typed. Whatever marks they hold, they stay words. */
export function noteMarkdown({ atMs, session }: NoteRecord, text: string): string {
  const about = session === undefined ? '' : ` · ${markdownText(plainLine(session))}`;
  const lines = text.split('\n').map((line) => noteLine(line.trim()));
  // A backslash at the end of a line breaks it there (CommonMark 6.7), but not above a blank one.
  const broken = lines.map((line, at) => (line === '' || !lines[at + 1] ? line : `${line}\\`));
  return [`**Note · ${localClock(atMs)}${about}**`, '', ...broken]
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** What would begin a list, a heading's underline or a rule at the start of a line is escaped, too. */
function noteLine(line: string): string {
  return markdownText(line)
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
