import { type LineChange, lineText } from '../../core/diff/line-diff.ts';
import { safe } from '../../core/safe.ts';
import { type RowChange, visibleChanges } from '../../core/table/diff/table-diff.ts';
import type { Cell } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { truncate, widthOf } from '../../core/width.ts';
import type { Difference, TableDifference } from './compare-answers.ts';
import { paint } from './paint.ts';

/** A changed cell in words is cut behind so many columns. */
const MOST_CELL_COLS = 60;
const MOST_KEY_COLS = 40;
/** Changes written out; more are counted. */
const MOST_CHANGES = 500;
/** Lines around a change that are shown, too. */
const AROUND = 2;

/** A difference as lines to read, `-`, `+` and `~` in front; changed cells as `old → new`. Nothing where nothing changed. */
export function changeLines(difference: Difference): readonly string[] {
  return difference.form === 'table' ? tableLines(difference) : textLines(difference.lines);
}

/** A few words: `2 changed, 1 added, 1 removed, 14 the same`. */
export function changeCounts(difference: Difference): string {
  const counts = difference.form === 'table' ? rowCounts(difference) : lineCounts(difference.lines);
  const words = (['changed', 'added', 'removed'] as const).flatMap((kind) =>
    counts[kind] > 0 ? [`${counts[kind]} ${kind}`] : [],
  );
  const what = difference.form === 'table' ? 'rows' : 'lines';
  const same =
    counts.same > 0 ? `${counts.same} ${words.length > 0 ? '' : `${what} `}the same` : '';
  return [...words, same].filter((word) => word !== '').join(', ') || 'both are empty';
}

type Counts = Readonly<Record<'changed' | 'added' | 'removed' | 'same', number>>;

function rowCounts({ diff, ignored }: TableDifference): Counts {
  const { rows, same } = visibleChanges(diff, ignored);
  const count = (kind: RowChange['kind']): number => rows.filter((row) => row.kind === kind).length;
  return { changed: count('changed'), added: count('added'), removed: count('removed'), same };
}

function lineCounts(lines: readonly LineChange[]): Counts {
  const count = (kind: LineChange['kind']): number =>
    lines.filter((line) => line.kind === kind).length;
  return { changed: 0, added: count('added'), removed: count('removed'), same: count('same') };
}

function tableLines(difference: TableDifference): readonly string[] {
  const { diff, ignored } = difference;
  const { rows } = visibleChanges(diff, ignored);
  const shown = rows.slice(0, MOST_CHANGES);
  const keys = shown.map((row) => truncate(keyLabel(row, diff.keys), MOST_KEY_COLS));
  const width = Math.max(0, ...keys.map(widthOf));
  const lines = shown.map((row, at) => {
    const key = keys[at] ?? '';
    const gap = key === '' ? '' : ' '.repeat(width - widthOf(key) + 2);
    return rowLine(row, `${key}${gap}`, ignored);
  });
  const left = rows.length - shown.length;
  return [
    ...lines,
    ...(left > 0 ? [paint.faint(`… ${left.toLocaleString('en')} more changes`)] : []),
    ...columnLine('only now', diff.newColumns),
    ...columnLine('only before', diff.goneColumns),
  ];
}

function rowLine(row: RowChange, key: string, ignored: ReadonlySet<string>): string {
  if (row.kind === 'changed') {
    const cells = row.cells.map(
      (cell) =>
        `${name(cell.column)} ${paint.removed(shownCell(cell.old))} → ${paint.added(shownCell(cell.new))}`,
    );
    return `${paint.changed('~')} ${key}${cells.join(paint.faint(' · '))}`;
  }
  const cells = row.cells
    .filter(({ column }) => !ignored.has(column))
    .map(({ column, value }) => `${name(column)} ${shownCell(value)}`)
    .join(' · ');
  const [sign, colour] = row.kind === 'added' ? ['+', paint.added] : ['-', paint.removed];
  return colour(`${sign} ${key}${cells}`.trimEnd());
}

function name(column: string): string {
  return safe(column, MOST_CELL_COLS);
}

function shownCell(cell: Cell): string {
  const text = safe(cellString(cell).replace(/\s+/g, ' ').trim());
  return text === '' ? '(none)' : truncate(text, MOST_CELL_COLS);
}

const LENGTH = new Set(['prefix_length', 'netmask', 'mask']);

/** The key's cells as one name: `10.0.0.0/24`, `10 aabb.cc00.0100`. */
export function keyLabel({ key }: RowChange, keys: readonly string[]): string {
  const label = key.map(cellString).reduce((whole, text, at) => {
    if (text === '' || whole === '') return whole + text;
    return LENGTH.has(keys[at] ?? '') ? `${whole}/${text}` : `${whole} ${text}`;
  }, '');
  return safe(label);
}

function columnLine(what: string, columns: readonly string[]): readonly string[] {
  if (columns.length === 0) return [];
  return [paint.faint(`columns ${what}: ${columns.map(name).join(', ')}`)];
}

function textLines(lines: readonly LineChange[]): readonly string[] {
  const near = shownPlaces(lines);
  const shown: string[] = [];
  let last = -1;
  for (const [at, line] of lines.entries()) {
    if (!near.has(at)) continue;
    if (at > last + 1 && shown.length > 0) shown.push(paint.faint('  …'));
    last = at;
    shown.push(textLine(line));
    if (shown.length > MOST_CHANGES) {
      const left = lines.slice(at + 1).filter(({ kind }) => kind !== 'same').length;
      if (left > 0) shown.push(paint.faint(`… ${left.toLocaleString('en')} more lines differ`));
      break;
    }
  }
  return shown;
}

/** Changed lines, those around them, and of indented ones the lines they belong to: `interface Gi0/1` of its `shutdown`. */
function shownPlaces(lines: readonly LineChange[]): ReadonlySet<number> {
  const near = new Set<number>();
  const indents = lines.map((line) => /^\s*/.exec(lineText(line))?.[0].length ?? 0);
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let by = -AROUND; by <= AROUND; by++) near.add(at + by);
    let indent = indents[at] ?? 0;
    for (let up = at - 1; up >= 0 && indent > 0 && at - up <= MOST_UP; up--) {
      const own = indents[up] ?? 0;
      if (own >= indent || lineText(lines[up] ?? NO_LINE).trim() === '') continue;
      near.add(up);
      indent = own;
    }
  }
  return near;
}

/** Lines looked through for what a line belongs to. */
const MOST_UP = 500;
const NO_LINE: LineChange = { kind: 'same', parts: [] };

function textLine({ kind, parts }: LineChange): string {
  const text = parts
    .map((part) => (part.isChanged ? paint.word(safe(part.text)) : safe(part.text)))
    .join('');
  if (kind === 'same') return paint.faint(`  ${text}`);
  return kind === 'added' ? paint.added(`+ ${text}`) : paint.removed(`- ${text}`);
}
