import { hostRanges } from '../../core/host-ranges.ts';
import { safe, safeLines } from '../../core/safe.ts';
import { changeCounts, changeLines } from '../diff/change-text.ts';
import { paint } from '../diff/paint.ts';
import { tableText } from '../values/table-text.ts';
import type { FoldedCommand, FoldedGroup } from './fold-answers.ts';

/** Folded answers to read: the commonest whole, the others by what they have differently; then those that gave none. */
export function foldText(commands: readonly FoldedCommand[], failures: readonly string[]): string {
  const parts = commands.map((command) => commandLines(command, commands.length > 1).join('\n'));
  return [...parts, ...failures.map((line) => safe(line))].join('\n');
}

/** `r[1-4],core-2 (5)`. */
export function whoGave({ hosts }: Pick<FoldedGroup, 'hosts'>): string {
  return `${safe(hostRanges(hosts), 500)} (${hosts.length})`;
}

function commandLines(folded: FoldedCommand, isOneOfMany: boolean): readonly string[] {
  const { command, groups, ignored } = folded;
  const title = isOneOfMany ? [paint.strong(safe(command, 200))] : [];
  const footer =
    ignored.length === 0
      ? []
      : [paint.faint(`ignored: ${ignored.map((column) => safe(column, 60)).join(', ')}`)];
  return [...title, ...groups.flatMap(groupLines), ...footer];
}

function groupLines(group: FoldedGroup): readonly string[] {
  const { answer, difference } = group;
  const who = paint.strong(whoGave(group));
  const refused = answer.outcome === 'refused' ? `${paint.removed(' refused')}` : '';
  if (difference === undefined || answer.outcome === 'refused') {
    const text = answer.table ? tableText(answer.table) : safeLines(answer.text);
    return [`${who}${refused}`, text];
  }
  return [`${who}${paint.faint(` · ${changeCounts(difference)}`)}`, ...changeLines(difference)];
}
