import type { Result } from '../../core/result.ts';
import { safe } from '../../core/safe.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import type { FactName, FactsCommand, Platform } from '../../platforms/platform.ts';
import { uptimeSeconds } from './uptime-seconds.ts';

/** What a device is, as it says itself. Undefined is not known. */
export interface DeviceFacts {
  readonly vendor: string | undefined;
  readonly model: string | undefined;
  readonly version: string | undefined;
  readonly serial: string | undefined;
  readonly hostname: string | undefined;
  /** Seconds, when it was asked. */
  readonly uptime: number | undefined;
}

/** The columns of the table in which they cross to cells. */
export const FACT_COLUMNS = ['vendor', 'model', 'version', 'serial', 'hostname', 'uptime'] as const;

/**
 * Asks a device what it is, by the commands of its platform. `run` gives results with their tables. A command that is refused tells
 * nothing; everything else that goes wrong rejects.
 */
export async function askFacts(
  platform: Pick<Platform, 'facts'>,
  hostname: string | undefined,
  run: (command: string) => Promise<Result>,
): Promise<DeviceFacts> {
  const told: Partial<Record<FactName, string>> = {};
  for (const command of platform.facts?.commands ?? []) {
    const { table } = await run(command.send);
    if (table) Object.assign(told, factsIn(table, command));
  }
  const { model, version, serial, uptime } = told;
  return {
    ...{ vendor: platform.facts?.vendor, model, version, serial },
    hostname: told.hostname ?? hostname,
    uptime: uptime === undefined ? undefined : uptimeSeconds(uptime),
  };
}

/** They as a result whose table has one row. */
export function factsTable(facts: DeviceFacts): Table {
  const row = FACT_COLUMNS.map((name) => facts[name] ?? null);
  return { columns: FACT_COLUMNS, rows: [row], origin: undefined };
}

const NAMES: readonly FactName[] = ['model', 'version', 'serial', 'hostname', 'uptime'];

function factsIn(table: Table, command: FactsCommand): Partial<Record<FactName, string>> {
  const found: Partial<Record<FactName, string>> = {};
  for (const name of NAMES) {
    const words = command[name];
    const value = words === undefined ? '' : valueIn(table, words);
    if (value !== '') found[name] = safe(value, 200);
  }
  return found;
}

/** Of the first row that has it; of a list the first. */
function valueIn(table: Table, words: string): string {
  if (!words.includes('{')) return cellOf(table, words);
  const parts = words.matchAll(/\{(\w+)\}([^{]*)/g);
  return [...parts]
    .map(([, column = '', after = '']) => {
      const value = cellOf(table, column);
      return value === '' ? '' : value + after;
    })
    .join('')
    .trim();
}

function cellOf(table: Table, column: string): string {
  const place = table.columns.indexOf(column);
  const texts = table.rows.map((row) => firstText(row[place] ?? null));
  return texts.find((text) => text !== '') ?? '';
}

function firstText(cell: Cell): string {
  return String((Array.isArray(cell) ? cell[0] : cell) ?? '').trim();
}
