import { types } from 'node:util';
import type { QueryTokens } from '../../core/table/condition/query-tokens.ts';
import { placeMeant, requireEnd, takeName, takeWord } from '../../core/table/shape/column-list.ts';
import {
  type MatchKey,
  type MatchOptions,
  matchTables,
} from '../../core/table/shape/table-match.ts';
import type { Table } from '../../core/table/table.ts';
import { asked, textOfArgs } from '../kernel/asked.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { joinBeside } from '../values/beside.ts';
import { isPending, pending } from '../values/pending.ts';
import { tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const join: Stage = {
  usage: 'join OTHER [left] [on COLUMN [= COLUMN], …]',
  summary: 'two tables side by side where columns agree; left keeps what matches nothing',
  examples: [
    '__ |> join _ on host, interface',
    '__ |> join _ left on host = host, interface = interface',
    "run('all', 'show interfaces').join(run('all', 'show ip interface brief'), 'host', 'interface')",
  ],
  run(input, args, world) {
    const [other, ...rest] = args;
    if (other === undefined || typeof other === 'string') {
      throw new StageError('join needs another table: a |> join b on host, interface');
    }
    if (isPending(other) || types.isPromise(other)) {
      const joined = Promise.resolve(other).then((arrived) =>
        join.run(input, [arrived, ...rest], world),
      );
      return pending(joined, 'join');
    }
    const [left, right] = [tableValueOf(input), tableValueOf(other)];
    const [leftTable, rightTable] = [TableValue.tableOf(left), TableValue.tableOf(right)];
    const common = leftTable.columns.filter((column) => rightTable.columns.includes(column));
    const options = asked('join', textOfRest(rest, common), (tokens) =>
      readJoin(tokens, { left: leftTable, right: rightTable, common }),
    );
    const beside = joinBeside([TableValue.besideOf(left), TableValue.besideOf(right)]);
    return new TableValue(matchTables(leftTable, rightTable, options), beside);
  },
};

export default join;

/** `.join(other, 'host', 'interface')`, `.join(other, 'left on host')`, `.join(other, { on: ['host'], kind: 'left' })`. */
function textOfRest(rest: readonly unknown[], columns: readonly string[]): string {
  const [first] = rest;
  if (typeof first === 'object' && first !== null && !Array.isArray(first)) {
    const { on, kind } = first as { readonly on?: unknown; readonly kind?: unknown };
    return `${kind === 'left' ? 'left ' : ''}${on === undefined ? '' : `on ${textOfArgs([on].flat(), columns)}`}`;
  }
  const text = textOfArgs(rest, columns);
  return text === '' || /^\s*(?:on|left|inner)\b/i.test(text) ? text : `on ${text}`;
}

interface Sides {
  readonly left: Table;
  readonly right: Table;
  /** Columns that both have. */
  readonly common: readonly string[];
}

function readJoin(tokens: QueryTokens, sides: Sides): MatchOptions {
  let kind = readKind(tokens) ?? 'inner';
  const keys: MatchKey[] = [];
  if (takeWord(tokens, /^on$/i)) {
    while (tokens.peek().kind === 'word' || tokens.peek().kind === 'quoted') {
      const late = keys.length > 0 ? readKind(tokens) : undefined;
      if (late === undefined) keys.push(readKey(tokens, sides));
      else kind = late;
      if (tokens.peek().kind === 'comma') tokens.take();
    }
  }
  requireEnd(tokens, 'on COLUMN, …');
  if (keys.length > 0) return { keys, kind };
  if (sides.common.length > 0)
    return { keys: sides.common.map((column) => keyOf(column, sides)), kind };
  throw new StageError(
    `join: the tables have no column in common; say which are the same: join other on ${sides.left.columns[0] ?? 'a'} = ${sides.right.columns[0] ?? 'b'}`,
  );
}

function readKind(tokens: QueryTokens): MatchOptions['kind'] | undefined {
  const word = takeWord(tokens, /^(?:left|inner)$/i);
  return word && (/^left$/i.test(word.text) ? 'left' : 'inner');
}

function readKey(tokens: QueryTokens, { left, right }: Sides): MatchKey {
  const name = takeName(tokens);
  const isOther = takeWord(tokens, /^={1,2}$/) !== undefined;
  const other = isOther ? takeName(tokens) : name;
  return { left: placeMeant(name, left.columns), right: placeMeant(other, right.columns) };
}

function keyOf(column: string, { left, right }: Sides): MatchKey {
  return { left: left.columns.indexOf(column), right: right.columns.indexOf(column) };
}
