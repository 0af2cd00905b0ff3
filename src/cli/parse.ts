import { ShowrunError } from '../core/errors.ts';
import { jsonText } from '../core/json-text.ts';
import { safe, safeLines } from '../core/safe.ts';
import { tableCsv } from '../core/table/forms/table-csv.ts';
import { tableMarkdown } from '../core/table/forms/table-markdown.ts';
import { tableRows } from '../core/table/forms/table-rows.ts';
import { tableText } from '../core/table/forms/table-text.ts';
import { withoutEmptyColumns } from '../core/table/shape/table-empty.ts';
import type { Table, TableOrigin } from '../core/table/table.ts';
import { openParser } from './open-parser.ts';
import type { ParseMode } from './parse-options.ts';
import { readInput } from './read-input.ts';

/**
 * `showrun parse`: the rows to stdout; to stderr which template, how many lines it knew, and those it did not. Gives the exit code:
 * 1 where there is no table. Throws `bad-file` and `bad-usage`.
 */
export async function printParsed(mode: Extract<ParseMode, { mode: 'parse' }>): Promise<number> {
  const text = await readInput(mode.file);
  const { platform, command, template } = mode;
  const parser = await openParser(mode);
  try {
    const table = await parser.read({ platform, command, text, mode: mode.strictness, template });
    process.stdout.write(printed(table, mode.output));
    if (table.origin) process.stderr.write(safeLines(about(table.origin, template)));
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof ShowrunError)) throw thrown;
    const { code, message, advice } = thrown;
    const isStrict = code === 'template-failed' && mode.strictness === 'strict';
    const what = isStrict ? 'without --strict the rest is printed' : advice;
    process.stderr.write(`showrun: ${safeLines(`${message}: ${what}`)}\n`);
    return 1;
  } finally {
    await parser.close();
  }
}

function printed(table: Table, output: Extract<ParseMode, { mode: 'parse' }>['output']): string {
  switch (output) {
    case 'json':
      return jsonText(tableRows(table));
    case 'csv':
      return tableCsv(table);
    case 'md':
      return `${tableMarkdown(table).trimEnd()}\n`;
    case 'table':
      return `${tableText(withoutEmptyColumns(table)).trimEnd()}\n`;
  }
}

function about(origin: TableOrigin, named: string | undefined): string {
  const { template, linesMatched, linesTotal, warnings, unmatched } = origin;
  const left = linesTotal - linesMatched;
  const lines = [
    `${template}: ${linesMatched} of ${linesTotal} lines`,
    ...warnings,
    ...(named === undefined ? [] : withoutMatch(origin)),
    ...unmatched.slice(0, MOST_LINES).map(({ line, text }) => `line ${line}: ${safe(text, 120)}`),
    ...(left > MOST_LINES ? [`and ${left - MOST_LINES} more lines`] : []),
  ];
  return lines.map((line, at) => `${at === 0 ? '' : '  '}${line}\n`).join('');
}

const MOST_LINES = 10;

/** Lines of a template that is being written which matched nothing: most often their indentation is wrong. */
function withoutMatch({ templateLines = [] }: TableOrigin): string[] {
  return templateLines
    .filter(({ matched }) => matched === 0)
    .slice(0, MOST_LINES)
    .map(({ line, text }) => `template line ${line} matched nothing: ${safe(text, 120)}`);
}
