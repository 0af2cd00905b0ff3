import { safe, safeLines } from '../../core/safe.ts';
import { hostRanges } from '../../core/selector/host-ranges.ts';
import { changeCounts, changeLines } from '../diff/change-text.ts';
import { paint } from '../diff/paint.ts';
import { type DisplayOptions, displayOptions, displayTable } from '../values/display-table.ts';
import { TableValue } from '../values/table-value.ts';
import type { FoldedCommand, FoldedGroup } from './fold-answers.ts';

/** Folded answers to read: the commonest whole, the others by what they have differently; then those that gave none. */
export function foldText(
  commands: readonly FoldedCommand[],
  failures: readonly string[],
  options: DisplayOptions = displayOptions,
): string {
  const isOne = commands.length <= 1;
  const parts = commands.map((command) => {
    const title = isOne ? [] : [paint.strong(safe(command.command, 200))];
    return [...title, ...commandLines(command, options)].join('\n');
  });
  return [...parts, ...failures.map((line) => safe(line))].join('\n');
}

/** `r[1-4],core-2 (5)`. */
export function whoGave({ hosts }: Pick<FoldedGroup, 'hosts'>): string {
  return `${safe(hostRanges(hosts), 500)} (${hosts.length})`;
}

function commandLines(
  { groups, ignored }: FoldedCommand,
  options: DisplayOptions,
): readonly string[] {
  const footer =
    ignored.length === 0
      ? []
      : [paint.faint(`ignored: ${ignored.map((column) => safe(column, 60)).join(', ')}`)];
  return [...groups.flatMap((group) => groupLines(group, options)), ...footer];
}

function groupLines(group: FoldedGroup, options: DisplayOptions): readonly string[] {
  const { answer, difference } = group;
  const who = paint.strong(whoGave(group));
  const refused = answer.outcome === 'refused' ? `${paint.removed(' refused')}` : '';
  if (difference === undefined || answer.outcome === 'refused') {
    return [`${who}${refused}`, wholeAnswer(answer, options)];
  }
  return [`${who}${paint.faint(` · ${changeCounts(difference)}`)}`, ...changeLines(difference)];
}

/** What a template made of it is said of one host, and would be of all: it is left out. */
function wholeAnswer({ table, text }: FoldedGroup['answer'], options: DisplayOptions): string {
  if (table === undefined) return safeLines(text);
  return displayTable(new TableValue({ ...table, origin: undefined }), options);
}
