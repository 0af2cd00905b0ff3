import { truncate, widthOf } from '../../core/width.ts';
import type { Theme } from '../theme.ts';
import type { Row } from './row.ts';

export interface HelpGroup {
  readonly title: string;
  readonly entries: readonly { readonly keys: string; readonly title: string }[];
}

const COLUMN_GAP = 3;

/** The list of keys: group after group, in two columns where there is room. */
export function helpRows(groups: readonly HelpGroup[], theme: Theme, maxCols: number): Row[] {
  const keyCols = Math.max(
    0,
    ...groups.flatMap(({ entries }) => entries.map(({ keys }) => widthOf(keys))),
  );
  const columns = maxCols >= 76 ? 2 : 1;
  const columnCols = Math.floor((maxCols - COLUMN_GAP * (columns - 1)) / columns);
  const blocks = groups.map((group) => groupRows(group, { theme, keyCols, columnCols }));
  if (columns === 1) return blocks.flat();
  const [left, right] = evenly(blocks);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [
    ...padded(left[i] ?? [], columnCols + COLUMN_GAP, theme),
    ...(right[i] ?? []),
  ]);
}

/** The blocks in their order as two columns, cut where the longer one is shortest. */
function evenly(blocks: readonly Row[][]): readonly [left: Row[], right: Row[]] {
  const cuts = blocks.map(
    (_, at) => [blocks.slice(0, at + 1).flat(), blocks.slice(at + 1).flat()] as const,
  );
  const rows = ([left, right]: readonly [Row[], Row[]]): number =>
    Math.max(left.length, right.length);
  return cuts.sort((a, b) => rows(a) - rows(b))[0] ?? [[], []];
}

function groupRows(
  group: HelpGroup,
  { theme, keyCols, columnCols }: { theme: Theme; keyCols: number; columnCols: number },
): Row[] {
  const entries = group.entries.map(
    ({ keys, title }): Row => [
      { text: `  ${keys}${' '.repeat(keyCols - widthOf(keys) + 2)}`, style: theme.dialogKey },
      { text: truncate(title, Math.max(0, columnCols - keyCols - 4)), style: theme.dialog },
    ],
  );
  return [[{ text: group.title, style: theme.dialogMuted }], ...entries, []];
}

function padded(row: Row, cols: number, theme: Theme): Row {
  const used = row.reduce((sum, run) => sum + widthOf(run.text), 0);
  return [...row, { text: ' '.repeat(Math.max(0, cols - used)), style: theme.dialog }];
}
