import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Result as CoreResult } from '../../../../src/core/result.ts';
import type { Table } from '../../../../src/core/table/table.ts';
import { diffOptions } from '../../../../src/repl/diff/diff-options.ts';
import type { Diff } from '../../../../src/repl/diff/diff-value.ts';
import { diffValues } from '../../../../src/repl/diff/diff-values.ts';
import type { ColumnRules } from '../../../../src/repl/diff/ignored-columns.ts';
import { resultFrom } from '../../../../src/repl/values/result.ts';
import { Results } from '../../../../src/repl/values/results.ts';
import { TableValue } from '../../../../src/repl/values/table-value.ts';

const COLUMNS = ['neighbor_id', 'interface', 'state', 'uptime'];

describe('a diff of values', () => {
  it('shows by host and command what changed, and what was ignored', () => {
    const before = results(
      answer('r1', neighbours('FULL', '1w2d')),
      answer('r2', neighbours('FULL', '1w2d')),
    );
    const after = results(
      answer('r1', neighbours('INIT', '00:00:04')),
      answer('r2', neighbours('FULL', '1w3d')),
    );
    const diff = made(before, after);
    expect(diff.changed).toBe(true);
    expect(screen(diff)).toEqual([
      'before → after',
      'r1 · show ip ospf neighbor  1 changed',
      '~ 2.2.2.2 Gi0/0  state FULL → INIT',
      '1 answer changed, 1 the same',
      'ignored: uptime (2 changes; --all shows them)',
    ]);
  });

  it('has its changes as rows of a table', () => {
    const diff = made(
      results(answer('r1', neighbours('FULL', '1w2d'))),
      results(answer('r1', neighbours('INIT', '1w2d'))),
    );
    expect({ ...diff.rows[0] }).toEqual({
      change: 'changed',
      host: 'r1',
      command: 'show ip ospf neighbor',
      key: '2.2.2.2 Gi0/0',
      column: 'state',
      old: 'FULL',
      new: 'INIT',
    });
    expect(diff.hosts).toEqual(['r1']);
    expect(diff.length).toBe(1);
  });

  it('has a JSON shape that stays', () => {
    const diff = made(
      results(answer('r1', neighbours('FULL', '1w2d'))),
      results(answer('r1', neighbours('INIT', '2d'))),
    );
    expect(JSON.parse(JSON.stringify(diff.data))).toEqual({
      version: 1,
      before: { name: 'before', takenAt: null },
      after: { name: 'after', takenAt: null },
      changed: true,
      answers: [
        {
          host: 'r1',
          platform: 'cisco_ios',
          command: 'show ip ospf neighbor',
          changed: true,
          unchanged: 0,
          form: 'table',
          keys: ['neighbor_id', 'interface'],
          added: [],
          removed: [],
          changes: [
            {
              key: { neighbor_id: '2.2.2.2', interface: 'Gi0/0' },
              cells: { state: { old: 'FULL', new: 'INIT' } },
            },
          ],
          newColumns: [],
          goneColumns: [],
          ignored: { uptime: 1 },
        },
      ],
      missing: [],
    });
  });

  it('says which hosts and commands one side does not have', () => {
    const before = results(
      answer('r1', neighbours('FULL', '1')),
      answer('r2', neighbours('FULL', '1')),
    );
    const lost = { code: 'hung-up', message: 'r2 closed the connection', advice: '' };
    const after = new Results([
      { status: 'done', result: answer('r1', neighbours('FULL', '1')) },
      { status: 'failed', host: 'r2', error: lost },
    ]);
    const diff = made(before, after);
    expect(diff.changed).toBe(true);
    expect(diff.missing).toEqual([
      {
        host: 'r2',
        command: 'show ip ospf neighbor',
        side: 'after',
        why: 'r2 closed the connection',
      },
    ]);
    expect(screen(diff)[1]).toBe(
      '- r2 · show ip ospf neighbor  no answer in after: r2 closed the connection',
    );
  });

  it('compares one host with another, command by command', () => {
    const diff = made(
      resultFrom(answer('r1', neighbours('FULL', '1'))),
      resultFrom(answer('r9', neighbours('DOWN', '1'))),
    );
    expect(screen(diff)[1]).toBe('r1 → r9 · show ip ospf neighbor  1 changed');
  });

  it('compares tables and lists by their rows, texts by their lines', () => {
    expect(
      made(new TableValue(neighbours('A', '1')), new TableValue(neighbours('B', '2'))).length,
    ).toBe(1);
    expect(made([{ name: 'a', x: 1 }], [{ name: 'a', x: 2 }]).rows[0]?.['column']).toBe('x');
    expect(screen(made('one\ntwo', 'one\nthree')).slice(1, -1)).toEqual([
      '1 added, 1 removed, 1 the same',
      '  one',
      '- two',
      '+ three',
    ]);
  });

  it('ignores what it is told to, and nothing where told', () => {
    const [before, after] = [neighbours('FULL', '1w2d'), neighbours('INIT', '00:01:00')].map(
      (table) => results(answer('r1', table)),
    );
    expect(made(before, after, ['--ignore', 'state']).changed).toBe(false);
    expect(made(before, after, ['--all']).length).toBe(2);
    expect(made(before, after, ['--all', '--ignore=uptime']).length).toBe(1);
    expect(() => diffOptions(['--what'])).toThrow('--what');
  });

  it('goes by what a person has said of columns before', () => {
    const rules: ColumnRules = {
      'cisco_ios/show_ip_ospf_neighbor': { ignored: ['state'], compared: ['uptime'] },
    };
    const origin = {
      template: 'cisco_ios/show_ip_ospf_neighbor',
      mode: 'lenient',
      linesMatched: 1,
      linesTotal: 1,
      warnings: [],
      unmatched: [],
    } as const;
    const [before, after] = [neighbours('FULL', '1w2d'), neighbours('INIT', '00:01:00')].map(
      (table) => results(answer('r1', { ...table, origin })),
    );
    const { options } = diffOptions([]);
    const diff = diffValues(before, after, { options, rules });
    expect(diff.rows.map((row) => row['column'])).toEqual(['uptime']);
  });

  it('compares a refusal as text', () => {
    const refused: CoreResult = {
      ...answer('r1', undefined),
      outcome: 'refused',
      text: '% Invalid',
    };
    const diff = made(results(answer('r1', neighbours('FULL', '1'))), results(refused));
    expect(diff.changed).toBe(true);
    expect(screen(diff)).toContain('+ % Invalid');
  });
});

function made(before: unknown, after: unknown, words: readonly string[] = []): Diff {
  const { options } = diffOptions(words);
  return diffValues(before, after, { options, rules: {} });
}

function screen(diff: Diff): readonly string[] {
  return stripVTControlCharacters(diff.text).split('\n');
}

function results(...all: readonly CoreResult[]): Results {
  return new Results(all.map((result) => ({ status: 'done', result })));
}

function answer(host: string, table: Table | undefined): CoreResult {
  return {
    host,
    platform: 'cisco_ios',
    command: 'show ip ospf neighbor',
    text: 'Neighbor ID',
    outcome: 'ok',
    mode: 'privileged',
    startedAtMs: 0,
    elapsedMs: 1,
    table,
  };
}

function neighbours(state: string, uptime: string): Table {
  return { columns: COLUMNS, rows: [['2.2.2.2', 'Gi0/0', state, uptime]], origin: undefined };
}
