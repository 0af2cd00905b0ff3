import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import { visibleChanges } from '../../core/table/diff/table-diff.ts';
import { changeCounts, changeLines } from './change-text.ts';
import { isChanged } from './compare-answers.ts';
import type { Compared, Comparison, Missing } from './comparison.ts';
import { paint } from './paint.ts';

/** What a diff is between: snapshots, hosts, `now`, values. */
export interface DiffSides {
  readonly before: string;
  readonly after: string;
  /** When it was taken, milliseconds since the epoch; of snapshots only. */
  readonly beforeAtMs?: number | undefined;
  readonly afterAtMs?: number | undefined;
}

/** A diff to read: what changed by host and command, what is missing, how much is the same, and what was ignored. */
export function diffText(compared: Compared, sides: DiffSides): string {
  const { comparisons, missing } = compared;
  const changed = comparisons.filter(({ difference }) => isChanged(difference));
  return [
    paint.faint(
      `${sideLabel(sides.before, sides.beforeAtMs)} → ${sideLabel(sides.after, sides.afterAtMs)}`,
    ),
    ...changed.flatMap(comparisonLines),
    ...missing.map((one) => missingLine(one, sides)),
    sameLine(comparisons.length - changed.length, changed.length),
    ...ignoredLine(comparisons),
  ].join('\n');
}

/** `before (2026-11-20 14:02:11)`. */
function sideLabel(name: string, atMs: number | undefined): string {
  return atMs === undefined ? safe(name) : `${safe(name)} (${localTime(atMs)})`;
}

/** `r1 · show ip route`. */
export function comparisonTitle({ host, otherHost, command }: Comparison): string {
  const who = otherHost === undefined ? host : `${host} → ${otherHost}`;
  return [who, command]
    .filter((word) => word !== '')
    .map((word) => safe(word, 200))
    .join(' · ');
}

function comparisonLines(comparison: Comparison): readonly string[] {
  const { difference } = comparison;
  const title = comparisonTitle(comparison);
  const counts = paint.faint(changeCounts(difference));
  const head = title === '' ? counts : `${paint.strong(title)}  ${counts}`;
  return [head, ...changeLines(difference)];
}

function missingLine({ host, command, side, why }: Missing, sides: DiffSides): string {
  const what = [host, command].filter((word) => word !== '').join(' · ');
  const sign = side === 'after' ? paint.removed('-') : paint.added('+');
  const where = side === 'after' ? sides.after : sides.before;
  return `${sign} ${paint.strong(safe(what, 300))}  no answer in ${safe(where)}: ${safe(why, 300)}`;
}

function sameLine(same: number, changed: number): string {
  const answers = (count: number): string => `${count} ${count === 1 ? 'answer' : 'answers'}`;
  if (changed === 0) return same === 0 ? 'nothing to compare' : `no difference in ${answers(same)}`;
  return same === 0
    ? `${answers(changed)} changed`
    : `${answers(changed)} changed, ${same} the same`;
}

/** `ignored: uptime, rx_packets (12 changes)`. */
function ignoredLine(comparisons: readonly Comparison[]): readonly string[] {
  const columns = new Set<string>();
  let changes = 0;
  for (const { difference } of comparisons) {
    if (difference.form === 'text') continue;
    for (const row of difference.diff.rows) {
      if (row.kind !== 'changed') continue;
      for (const { column } of row.cells) {
        if (!difference.ignored.has(column)) continue;
        columns.add(column);
        changes++;
      }
    }
  }
  if (columns.size === 0) return [];
  const names = [...columns].map((column) => safe(column, 60)).join(', ');
  const count = `${changes} ${changes === 1 ? 'change' : 'changes'}`;
  return [paint.faint(`ignored: ${names} (${count}; --all shows them)`)];
}

/** How many rows of a comparison are the same; of text, how many lines. */
export function unchangedOf({ difference }: Comparison): number {
  if (difference.form === 'text') {
    return difference.lines.filter(({ kind }) => kind === 'same').length;
  }
  return visibleChanges(difference.diff, difference.ignored).same;
}
