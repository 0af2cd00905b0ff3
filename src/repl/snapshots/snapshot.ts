import { hideAnswerSecrets, hideInCell } from '../../core/answer-secrets.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import { safe } from '../../core/safe.ts';
import type { Cell, Table } from '../../core/table/table.ts';

/** What devices answered at a time, under a name. */
export interface Snapshot {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly takenAtMs: number;
  readonly hosts: readonly HostSnapshot[];
}

/** What one host answered. */
export interface HostSnapshot {
  readonly host: string;
  readonly platform: string;
  readonly answers: readonly StoredAnswer[];
  /** Why it was lost, where it was; empty where it answered everything. */
  readonly failure: string;
  /** Commands it did not get to. */
  readonly notAsked: readonly string[];
}

/** An answer as it is kept: as the device gave it and as a table, both without secrets. */
export interface StoredAnswer {
  readonly command: string;
  readonly outcome: 'ok' | 'refused';
  readonly mode: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly text: string;
  readonly table: StoredTable | undefined;
  /** How many secrets were hidden. */
  readonly hidden: number;
}

export interface StoredTable {
  /** `cisco_ios/show_ip_route`; empty where it came from no template. */
  readonly template: string;
  /** Of its columns, where the template says which row is which. */
  readonly keys?: readonly string[] | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a snapshot says in a list. */
export interface SnapshotSummary {
  readonly name: string;
  readonly takenAtMs: number;
  readonly hosts: readonly string[];
  /** How many answers it holds, refused ones not counted. */
  readonly answers: number;
  readonly refused: number;
  /** Hosts that were lost. */
  readonly lost: readonly string[];
  readonly hidden: number;
}

/** Throws `bad-usage` for what cannot be a snapshot's name: it becomes a folder's. */
export function snapshotName(name: string): string {
  if (/^[A-Za-z0-9](?:[\w.-]{0,62}[\w-])?$/.test(name)) return name;
  throw new ShowrunError('bad-usage', `'${safe(name, 80)}' cannot be a snapshot's name`, {
    advice: 'letters, digits, _ - and . in it, up to 64',
  });
}

export function summaryOf({ name, takenAtMs, hosts }: Snapshot): SnapshotSummary {
  const answers = hosts.flatMap((host) => host.answers);
  return {
    name,
    takenAtMs,
    hosts: hosts.map(({ host }) => host),
    answers: answers.filter(({ outcome }) => outcome === 'ok').length,
    refused: answers.filter(({ outcome }) => outcome === 'refused').length,
    lost: hosts.filter(({ failure }) => failure !== '').map(({ host }) => host),
    hidden: answers.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

/** An answer as it is kept. What it is compared with later must have gone through the same. */
export function storedAnswer(result: Omit<Result, 'host' | 'platform'>): StoredAnswer {
  const { command, outcome, mode, startedAtMs, elapsedMs, table } = result;
  const { text, values } = hideAnswerSecrets(result.text);
  return {
    ...{ command, outcome, mode, startedAtMs, elapsedMs, text },
    table: table && storedTable(table, values),
    hidden: values.length,
  };
}

/** An answer that was kept, as a result again. */
export function resultOf(answer: StoredAnswer, host: string, platform: string): Result {
  const { hidden: _, table, ...said } = answer;
  return {
    ...said,
    ...{ host, platform },
    table: table && {
      columns: table.columns,
      rows: table.rows,
      origin:
        table.template === ''
          ? undefined
          : {
              template: table.template,
              mode: 'lenient',
              linesMatched: 0,
              linesTotal: 0,
              warnings: [],
              unmatched: [],
              keys: table.keys,
            },
    },
  };
}

function storedTable({ columns, rows, origin }: Table, secrets: readonly string[]): StoredTable {
  const kept = (cell: Cell, column: string): Cell => {
    if (typeof cell === 'string') return hideInCell(cell, column, secrets);
    if (typeof cell !== 'object' || cell === null) return cell;
    return cell.map((one) => hideInCell(one, column, secrets));
  };
  return {
    template: origin?.template ?? '',
    ...(origin?.keys && { keys: origin.keys }),
    columns,
    rows: rows.map((row) => columns.map((column, place) => kept(row[place] ?? null, column))),
  };
}
