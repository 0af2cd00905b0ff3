import type { Key } from '../../src/core/key.ts';
import type { Cell, Table } from '../../src/core/table/table.ts';
import type { TableView } from '../../src/state/table-view.ts';
import { projected, shownOf } from '../../src/ui/table/shown.ts';
import { viewKey } from '../../src/ui/table/view-key.ts';
import { tableViewOf } from '../../src/ui/table/view-of.ts';

export const RECT = { x: 0, y: 0, w: 60, h: 12 };

/** A view of one host's table, or of several hosts'. */
export function viewOf(...tables: readonly Table[]): TableView {
  const results = tables.map((table, i) => ({
    host: `r${i + 1}`,
    platform: 'cisco_ios',
    command: 'show things',
    text: table.rows.map((row) => row.join(' ')).join('\n'),
    table,
  }));
  return tableViewOf({ results, failures: [] }, 'pane');
}

export function tableOf(columns: readonly string[], ...rows: readonly (readonly Cell[])[]): Table {
  return { columns, rows, origin: undefined };
}

/** The view after keys: names of keys, or text to type. What asks for more than the view leaves it as it is. */
export function afterKeys(view: TableView, ...keys: readonly string[]): TableView {
  let seen = view;
  for (const name of keys) {
    const step = viewKey(seen, keyOf(name), RECT);
    if (step?.kind === 'changed') seen = { ...seen, ...step.change };
  }
  return seen;
}

/** What is shown, names first, cells joined by blanks. */
export function seenIn(view: TableView): string[] {
  const shown = shownOf(view);
  if (shown === undefined) return [];
  const { columns, rows } = projected(shown);
  return [columns.join(' '), ...rows.map((row) => row.join(' '))];
}

export function keyOf(name: string): Key {
  const isText = name.length === 1 || name === 'space';
  const text = isText ? (name === 'space' ? ' ' : name) : '';
  return { name, ctrl: false, alt: false, shift: false, text };
}
