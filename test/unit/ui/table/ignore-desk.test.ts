import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../src/core/clock.ts';
import type { Table } from '../../../../src/core/table/table.ts';
import { ColumnRulesFile } from '../../../../src/repl/diff/column-rules-file.ts';
import type { DiffRow } from '../../../../src/repl/diff/diff-table.ts';
import type { ColumnRules } from '../../../../src/repl/diff/ignored-columns.ts';
import type { Action } from '../../../../src/state/action.ts';
import type { TableView } from '../../../../src/state/table-view.ts';
import type { Controller } from '../../../../src/ui/controller.ts';
import { footer } from '../../../../src/ui/table/footer.ts';
import { IgnoreDesk } from '../../../../src/ui/table/ignore-desk.ts';
import { lastResults } from '../../../../src/ui/table/last-results.ts';
import { shownOf } from '../../../../src/ui/table/shown.ts';
import { viewChange } from '../../../../src/ui/table/view-change.ts';
import { tableViewOf, type Viewable } from '../../../../src/ui/table/view-of.ts';

let folder: string;
let path: string;
let said: string[];
let told: ColumnRules[];
let view: TableView;
let desk: IgnoreDesk;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-columns-'));
  path = join(folder, 'config', 'ignored-columns.json');
  said = [];
  told = [];
  const controller = {
    say: (text: string) => void said.push(text),
    dispatch: (action: Action) => {
      if (action.type === 'view/changed') view = { ...view, ...action.change };
    },
  };
  desk = new IgnoreDesk({
    controller: controller as unknown as Controller,
    rules: new ColumnRulesFile({ path, clock: systemClock }),
    onRules: (rules) => void told.push(rules),
  });
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('x in a diff', () => {
  beforeEach(() => {
    view = diffView(row('metric', '2'), row('state', 'up'), row('metric', '3'), gone());
  });

  it('leaves out all changes of that column, and remembers it', async () => {
    desk.toggle(view);
    expect(columns(view)).toEqual(['state', null]);
    expect(footer(view, 'table').text).toBe('2 rows · ignored: metric (2)');
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(said[0]).toBe('metric is ignored in diffs of cisco_ios/show_ip_route');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      format: 1,
      columns: { 'cisco_ios/show_ip_route': { ignored: ['metric'], compared: [] } },
    });
    expect(told).toEqual([{ 'cisco_ios/show_ip_route': { ignored: ['metric'], compared: [] } }]);
  });

  it('compares a column again that is shown though it is ignored', async () => {
    view = diffView({ ...row('uptime', '1w2d'), isIgnored: true }, row('state', 'up'));
    expect(columns(view)).toEqual(['state']);
    view = { ...view, ...viewChange(view, 'show-ignored', { x: 0, y: 0, w: 80, h: 20 }) };
    expect(columns(view)).toEqual(['uptime', 'state']);
    desk.toggle(view);
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(told).toEqual([{ 'cisco_ios/show_ip_route': { ignored: [], compared: ['uptime'] } }]);
    expect(footer(view, 'table').text).toBe('2 rows');
  });

  it('stays on a row when the last one goes', async () => {
    view = { ...view, row: 2 };
    desk.toggle(view);
    expect(view.row).toBe(1);
    await vi.waitFor(() => expect(said).toHaveLength(1));
  });

  it('says why it does nothing on a row that came or went', () => {
    desk.toggle({ ...view, row: 3 });
    expect(said).toEqual(['x ignores a column: go to a row that says which one changed']);
  });

  it('says what is wrong with the file, and changes nothing in it', async () => {
    await new ColumnRulesFile({ path, clock: systemClock }).set({
      ...{ source: 'a', column: 'b', becomes: 'ignored' },
    });
    await writeFile(path, 'nonsense');
    desk.toggle(view);
    await vi.waitFor(() => expect(said[0]).toContain('ignored-columns.json is damaged'));
    expect(await readFile(path, 'utf8')).toBe('nonsense');
  });
});

describe('x in any other table', () => {
  it('has the column ignored in diffs of that command, and compared again', async () => {
    view = answerView({
      columns: ['interface', 'metric'],
      rows: [['Gi0/0', '1']],
      origin: undefined,
    });
    view = { ...view, column: 1 };
    desk.toggle(view);
    await vi.waitFor(() => expect(said).toHaveLength(1));
    desk.toggle(view);
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said).toEqual([
      'metric is ignored in diffs of cisco_ios show ip route',
      'metric is compared again in diffs of cisco_ios show ip route',
    ]);
  });

  it('compares a column that passes by itself', async () => {
    view = answerView({ columns: ['interface', 'age'], rows: [['Gi0/0', '1']], origin: undefined });
    desk.toggle({ ...view, column: 1 });
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(said[0]).toMatch(/^age is compared again/);
  });
});

function row(column: string, old: string): DiffRow {
  const cells = ['changed', 'r1', 'show ip route', '10.0.0.0/8', column, old, 'x'];
  return { cells, source: 'cisco_ios/show_ip_route', column, isIgnored: false };
}

function gone(): DiffRow {
  const cells = ['removed', 'r1', 'show ip route', '10.9.0.0/16', null, 'protocol O', null];
  return { cells, source: 'cisco_ios/show_ip_route', column: undefined, isIgnored: false };
}

function diffView(...rows: readonly DiffRow[]): TableView {
  const viewable = lastResults([
    {
      ...{ kind: 'cell', number: 1, source: '%diff a', printed: '', live: '' },
      outcome: {
        ...{ status: 'value', number: 1, text: '', elapsedMs: 1 },
        view: { kind: 'diff', title: '%diff a', rows },
      },
    } as never,
  ]);
  if (viewable === undefined) throw new Error('there is a diff');
  return tableViewOf(viewable, 'repl');
}

function answerView(table: Table): TableView {
  const answer = { host: 'r1', platform: 'cisco_ios', command: 'show ip route', text: '', table };
  const viewable: Viewable = { results: [answer], failures: [] };
  return tableViewOf(viewable, 'repl');
}

function columns(one: TableView): readonly unknown[] {
  return (shownOf(one)?.rows ?? []).map((cells) => cells[4]);
}
