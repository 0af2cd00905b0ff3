import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import { tableCsv } from '../../core/table/forms/table-csv.ts';
import { type HostTable, joinTables } from '../../core/table/shape/table-join.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import type { RecordedBlock } from '../../journal/recording.ts';
import type { ExportFormat, ExportGiven } from '../export-format.ts';

/** The table of one command over its hosts; of several commands, the list of them. */
const csv: ExportFormat = {
  extension: 'csv',
  holds: 'all sessions',
  summary: "one command's table over its hosts, or the list of commands",
  write: async (given, out) => {
    const table = isOneCommand(given.blocks) ? await joined(given) : undefined;
    await out(tableCsv(table ?? listOf(given)));
  },
};

export default csv;

function isOneCommand(blocks: readonly RecordedBlock[]): boolean {
  return new Set(blocks.map(({ command }) => command.trim().replace(/\s+/g, ' '))).size === 1;
}

/** Undefined where no answer has a table. */
async function joined(given: ExportGiven): Promise<Table | undefined> {
  const { blocks, recording, onProblem } = given;
  const isAgain = new Set(blocks.map(({ session }) => session)).size < blocks.length;
  const parts: HostTable[] = [];
  const without: RecordedBlock[] = [];
  for (const block of blocks) {
    const table = block.outcome === 'refused' ? undefined : await given.tableOf(block);
    if (table === undefined) {
      without.push(block);
      continue;
    }
    const time = localTime(recording.startedAtMs + block.atS * 1_000);
    parts.push({ host: block.session, table: isAgain ? withTime(table, time) : table });
  }
  if (parts.length === 0) return undefined;
  for (const { session, number } of without) {
    onProblem(safe(`${session}: the answer of #${number} is no table, so it is not in the CSV`));
  }
  return joinTables(parts);
}

/** Asked more than once, rows of one host tell their times. */
function withTime(table: Table, time: string): Table {
  return {
    ...table,
    columns: ['recorded', ...table.columns],
    rows: table.rows.map((row) => [time, ...row]),
  };
}

const COLUMNS = [
  'number',
  'host',
  'time',
  'platform',
  'mode',
  'command',
  'by',
  'outcome',
  'ms',
  'lines',
];

function listOf(given: ExportGiven): Table {
  const rows = given.blocks.map((block): Cell[] => {
    const text = given.textOf(block).trimEnd();
    return [
      block.number,
      block.session,
      localTime(given.recording.startedAtMs + block.atS * 1_000),
      block.platform,
      block.mode,
      given.redactor.text(block.command, block.platform),
      block.by,
      block.outcome,
      Math.round(block.elapsedMs),
      text === '' ? 0 : text.split('\n').length,
    ];
  });
  return { columns: COLUMNS, rows, origin: undefined };
}
