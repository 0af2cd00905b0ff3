import { type ConfigResult, isConfigResult } from '../core/config-result.ts';
import { jsonText } from '../core/json-text.ts';
import { safe, safeLines } from '../core/safe.ts';
import { tableCsv } from '../core/table/forms/table-csv.ts';
import { tableMarkdown } from '../core/table/forms/table-markdown.ts';
import { tableRows } from '../core/table/forms/table-rows.ts';
import { tableText } from '../core/table/forms/table-text.ts';
import { withoutEmptyColumns } from '../core/table/shape/table-empty.ts';
import { joinTables } from '../core/table/shape/table-join.ts';
import type { Cell, Table } from '../core/table/table.ts';
import type { HostAnswer } from '../session/fan-out.ts';
import { configJson, configLines, configTable } from './print-configs.ts';
import type { OutputFormat } from './read-options.ts';

type Done = Extract<HostAnswer, { status: 'done' }>;

/** The answers as they go to stdout, line end included; '' when there is nothing to print. */
export function printAnswers(answers: readonly HostAnswer[], format: OutputFormat): string {
  const configs = doneOf(answers)
    .map(({ result }) => result)
    .filter(isConfigResult);
  if (configs.length > 0 && format !== 'json' && format !== 'raw') {
    return printConfigs(configs, format);
  }
  switch (format) {
    case 'json':
      return jsonText(answers.map(jsonAnswer));
    case 'raw':
      return rawText(doneOf(answers));
    case 'table':
      return tables(answers, (table) => tableText(withoutEmptyColumns(table)), rawText);
    case 'csv':
      return csv(answers);
    case 'md':
      return tables(answers, tableMarkdown, fenced);
  }
}

function printConfigs(
  configs: readonly ConfigResult[],
  format: Exclude<OutputFormat, 'json' | 'raw'>,
): string {
  if (format === 'table') return configLines(configs);
  const table = configTable(configs);
  return withLineEnd(format === 'csv' ? tableCsv(table) : tableMarkdown(table));
}

/** The stable shape of `-o json`: one entry for each host, in the selector's order, always with all its keys. */
function jsonAnswer(answer: HostAnswer) {
  if (answer.status === 'failed') {
    const { code, message, advice } = answer.error;
    const error = { code, message, advice };
    return { ...NOTHING, host: answer.host, outcome: 'failed', error };
  }
  const { host, platform, command, outcome, elapsedMs, text, table } = answer.result;
  const rows = table === undefined ? null : tableRows(table);
  const about = { host, platform, command, outcome, elapsedMs: Math.round(elapsedMs) };
  const config = isConfigResult(answer.result) ? configJson(answer.result) : null;
  return { ...NOTHING, ...about, text, rows, config };
}

const NOTHING = {
  host: '',
  platform: null,
  command: null,
  outcome: 'failed',
  elapsedMs: null,
  text: null,
  rows: null,
  config: null,
  error: null,
};

/**
 * One table of all hosts that have one; the text of the others after it. A refusal is no output: its words have gone to
 * stderr.
 */
function tables(
  answers: readonly HostAnswer[],
  print: (table: Table) => string,
  printText: (done: readonly Done[]) => string,
): string {
  const { tabled, textual } = sorted(answers);
  const table = tabled.length === 0 ? '' : withLineEnd(print(joinTables(tabled)));
  const text = textual.length === 0 ? '' : withLineEnd(printText(textual));
  return table === '' || text === '' ? table + text : `${table}\n${text}`;
}

/** CSV has one header: either every host has a table, or lines of text are the rows. */
function csv(answers: readonly HostAnswer[]): string {
  const { tabled, textual } = sorted(answers);
  if (tabled.length > 0) return withLineEnd(tableCsv(joinTables(tabled)));
  return textual.length === 0 ? '' : withLineEnd(tableCsv(linesTable(textual)));
}

/** What a format could not hold, one line for stderr each. */
export function leftOut(answers: readonly HostAnswer[], format: OutputFormat): string[] {
  const commands = answers.filter(
    (answer) => answer.status === 'failed' || !isConfigResult(answer.result),
  );
  const { tabled, textual } = sorted(commands);
  if (format !== 'csv' || tabled.length === 0) return [];
  return textual.map(
    ({ result: { host, command } }) =>
      `${host}: no template reads '${safe(command, 80)}', so it is not in the CSV; use -o json or raw`,
  );
}

function sorted(answers: readonly HostAnswer[]) {
  const good = doneOf(answers).filter(({ result }) => result.outcome === 'ok');
  return {
    tabled: good.flatMap(({ result: { host, table } }) =>
      table === undefined ? [] : [{ host, table }],
    ),
    textual: good.filter(({ result }) => result.table === undefined),
  };
}

function doneOf(answers: readonly HostAnswer[]): Done[] {
  return answers.filter((answer) => answer.status === 'done');
}

/** A host's own words; over several hosts each has its name above. */
function rawText(done: readonly Done[]): string {
  return done
    .map(({ result: { host, text } }) => {
      const words = withLineEnd(safeLines(text));
      return done.length === 1 ? words : `── ${host} ──\n${words}`;
    })
    .join('\n');
}

function fenced(done: readonly Done[]): string {
  return done
    .map(({ result: { host, command, text } }) => {
      const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
      const fence = '`'.repeat(longest + 1);
      return `**${host}** \`${safe(command).replaceAll('`', "'")}\`\n\n${fence}\n${safeLines(text)}\n${fence}\n`;
    })
    .join('\n');
}

function linesTable(done: readonly Done[]): Table {
  const rows = done.flatMap(({ result: { host, text } }) =>
    text.split('\n').map((line): Cell[] => [host, line]),
  );
  return { columns: ['host', 'line'], rows, origin: undefined };
}

function withLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
