import type { ExportFormat } from '../export-format.ts';
import { writeMarkdown } from '../markdown/write-markdown.ts';

/** A report for a ticket, a wiki or a repository. */
const md: ExportFormat = {
  extension: 'md',
  holds: 'all sessions',
  summary: 'a report in Markdown: commands, tables, notes, diffs',
  write: writeMarkdown,
};

export default md;
