import { safe } from '../../core/safe.ts';
import { filterProblem } from '../../core/table/condition/table-filter.ts';
import type { TableOrigin } from '../../core/table/table.ts';
import type { TableView } from '../../state/table-view.ts';
import { rawLines } from './raw-lines.ts';
import { ignoredRows, shownOf } from './shown.ts';
import { leftOver } from './view-commands.ts';

export const FILTER_LABEL = 'filter › ';

/** What the line under a view says: where one is, what was left out, where it came from. */
export function footer(
  view: TableView,
  form: 'table' | 'row' | 'raw',
): { readonly text: string; readonly isWrong: boolean } {
  const wrong =
    view.table && view.filter !== '' ? filterProblem(view.table, view.filter) : undefined;
  const problem = wrong && form !== 'raw' ? wrong : undefined;
  if (view.isTypingFilter) {
    const said = problem === undefined ? '' : `   (${problem})`;
    return { text: `${FILTER_LABEL}${safe(view.filter)}${said}`, isWrong: problem !== undefined };
  }
  const where = form === 'raw' ? rawWords(view) : rowWords(view);
  const filter = view.filter === '' ? undefined : `filter: ${safe(view.filter)}`;
  const parts = [
    problem,
    where,
    ...choiceWords(view, form),
    form === 'raw' ? undefined : ignoredWords(view),
    filter,
    originWords(view.table?.origin),
  ];
  const text = parts.filter((part) => part !== undefined).join(' · ');
  return { text, isWrong: problem !== undefined };
}

function rawWords(view: TableView): string {
  const { marks } = view;
  const count = rawLines(view).length;
  const lines = `${count} ${count === 1 ? 'line' : 'lines'}`;
  if (marks === undefined) return lines;
  if (marks.what === 'row') return `${lines} · marked: those of row ${view.row + 1}`;
  const told = marks.lines.length;
  const more = leftOver(view) > told ? ` (the first of ${leftOver(view)})` : '';
  return `${lines} · left over: ${marks.at + 1} of ${told}${more}`;
}

function rowWords(view: TableView): string | undefined {
  const shown = shownOf(view);
  if (shown === undefined) return undefined;
  const all = (view.table?.rows.length ?? 0) - leftOutOf(view);
  const count = shown.rows.length;
  const noun = view.group === undefined ? (all === 1 ? 'row' : 'rows') : 'values';
  const of = count === all || view.group !== undefined ? '' : ` of ${all}`;
  return `${count}${of} ${noun}`;
}

function leftOutOf(view: TableView): number {
  return view.changes?.shows === 'all' ? 0 : ignoredRows(view).length;
}

function choiceWords(view: TableView, form: 'table' | 'row' | 'raw'): (string | undefined)[] {
  if (form === 'raw') return [];
  const hidden = (view.table?.columns.length ?? 0) - (view.places?.length ?? Infinity);
  return [
    view.picked.size > 0 ? `${view.picked.size} picked` : undefined,
    hidden > 0 ? `${hidden} ${hidden === 1 ? 'column' : 'columns'} hidden` : undefined,
  ];
}

/** `ignored: uptime, rx_packets (12)`. */
function ignoredWords(view: TableView): string | undefined {
  const rows = ignoredRows(view);
  if (rows.length === 0) return undefined;
  const columns = new Set(rows.map((row) => view.changes?.about.get(row)?.column ?? ''));
  const names = [...columns].slice(0, 6).map((column) => safe(column, 40));
  const more = columns.size > names.length ? ' …' : '';
  const word = view.changes?.shows === 'all' ? 'shown though ignored' : 'ignored';
  return `${word}: ${names.join(', ')}${more} (${rows.length})`;
}

function originWords(origin: TableOrigin | undefined): string | undefined {
  if (origin === undefined) return undefined;
  const { linesMatched, linesTotal, template, mode, warnings } = origin;
  const warned = warnings.length > 0 ? ` · ${safe(warnings.join('; '))}` : '';
  return `${linesMatched}/${linesTotal} lines · ${safe(template)} · ${mode}${warned}`;
}
