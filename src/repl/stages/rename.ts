import type { QueryTokens } from '../../core/table/condition/query-tokens.ts';
import { takeName, takeWord } from '../../core/table/shape/column-list.ts';
import { type Renaming, renameColumns } from '../../core/table/shape/table-pick.ts';
import { asked, quotedName } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const rename: Stage = {
  usage: 'rename COLUMN as NAME, …',
  summary: 'other names for columns',
  examples: [
    '@all show ip interface brief |> rename ip_address as ip, status as state',
    "run('all', 'show ip interface brief').rename({ ip_address: 'ip' })",
  ],
  run(input, args) {
    const value = tableValueOf(input);
    const text = args.map(textOf).join(', ');
    return asked('rename', text, (tokens) => {
      const renamings = readRenamings(tokens);
      if (renamings.length === 0) throw new StageError('rename needs names: rename old as new');
      return tableAfter(value, renameColumns(TableValue.tableOf(value), renamings));
    });
  },
};

export default rename;

function textOf(one: unknown): string {
  if (typeof one !== 'object' || one === null) return String(one);
  return Object.entries(one)
    .map(([from, to]) => `${quotedName(from)} as ${quotedName(String(to))}`)
    .join(', ');
}

/** `a as b`, `a = b`, `a b`. */
function readRenamings(tokens: QueryTokens): Renaming[] {
  const renamings: Renaming[] = [];
  while (tokens.peek().kind !== 'end') {
    const from = takeName(tokens);
    takeWord(tokens, /^(?:as|to|=|=>)$/i);
    renamings.push({ from, to: takeName(tokens, `a new name for '${from.text}'`) });
    if (tokens.peek().kind === 'comma') tokens.take();
  }
  return renamings;
}
