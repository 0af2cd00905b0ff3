import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffTables } from '../../src/core/table/diff/table-diff.ts';
import type { Table } from '../../src/core/table/table.ts';
import { Library } from '../../src/parse/library.ts';
import { lineageOf } from '../../src/parse/lineage.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { STATE_COMMANDS, stateCommands } from '../../src/repl/snapshots/state-commands.ts';

const library = new Library();
const platforms = openPlatforms({ userFolder: '/nonexistent', onProblem: () => undefined });

describe.each(Object.entries(STATE_COMMANDS))('the state of %s', (platform, commands) => {
  it.each(commands)('is compared by rows: %s', (command) => {
    const template = library.find(lineageOf(platforms, platform), command);
    expect(template?.leftOver).toEqual([]);
    for (const table of samplesOf(template?.name ?? '')) {
      const { keys, rows } = diffTables(table, { ...table, rows: table.rows.toReversed() });
      expect(rows).toEqual([]);
      // What a row is about is said in a few columns; else a change would be one row gone and one new.
      expect(keys.length).toBeLessThan(7);
      expect(keys.length > 0 || table.rows.length < 2).toBe(true);
    }
  });
});

it('is known of platforms that are like another', () => {
  expect(stateCommands(lineageOf(platforms, 'cisco_iosxe'))).toEqual(STATE_COMMANDS['cisco_ios']);
  expect(stateCommands(['nobody_knows'])).toEqual([]);
});

/** The tables that a template is known to give. */
function samplesOf(template: string): readonly Table[] {
  const folder = join(import.meta.dirname, '../golden/parsers', template);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /json$/.test(file)) : [];
  return files.map((file): Table => {
    const rows: Record<string, string>[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const cells = rows.map((row) => columns.map((column) => row[column] ?? null));
    return { columns, rows: cells, origin: undefined };
  });
}
