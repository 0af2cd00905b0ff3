import { QueryError } from '../condition/query-error.ts';
import type { QueryTokens, Token } from '../condition/query-tokens.ts';
import { hasNoNumbers } from '../kinds/cell-number.ts';
import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { placeMeant, placesMeant, takeName, takeWord } from './column-list.ts';
import { AGGREGATE_KINDS, type Aggregate, type AggregateKind } from './table-group.ts';

export interface Grouping {
  readonly places: readonly number[];
  readonly aggregates: readonly Aggregate[];
}

/**
 * Reads `host, status count, sum rx_errors, max(uptime) as longest`: columns to group by, then what their rows come to; their count
 * where nothing is said. Throws QueryError.
 */
export function readGrouping(tokens: QueryTokens, table: Table): Grouping {
  takeWord(tokens, /^by$/i);
  const places: number[] = [];
  const aggregates: Aggregate[] = [];
  for (let token = tokens.peek(); token.kind !== 'end'; token = tokens.peek()) {
    const aggregate = readAggregate(tokens, table);
    if (aggregate) aggregates.push(aggregate);
    else if (aggregates.length > 0) {
      throw new QueryError(
        `expected one of ${AGGREGATE_KINDS.join(' ')}, not '${token.text}'`,
        token.place,
      );
    } else places.push(...placesMeant(takeName(tokens), table.columns));
    if (tokens.peek().kind === 'comma') tokens.take();
  }
  const made = aggregates.length === 0 ? [COUNT] : aggregates;
  requireNames(tokens, [
    ...places.map((place) => table.columns[place] ?? ''),
    ...made.map(({ title }) => title),
  ]);
  return { places: [...new Set(places)], aggregates: made };
}

const COUNT: Aggregate = { kind: 'count', place: undefined, title: 'count' };

const NAMES: Readonly<Record<string, AggregateKind>> = {
  ...Object.fromEntries(AGGREGATE_KINDS.map((kind) => [kind, kind])),
  average: 'avg',
  mean: 'avg',
  minimum: 'min',
  maximum: 'max',
  total: 'sum',
  distinct: 'unique',
};

/** `count`, `sum rx_errors`, `max(uptime) as longest`; undefined for what is none. */
export function readAggregate(tokens: QueryTokens, table: Table): Aggregate | undefined {
  const token = tokens.peek();
  if (token.kind !== 'word') return undefined;
  const [, name = '', inside] = /^(\w+)(?:\((.*)\))?$/s.exec(token.text) ?? [];
  const kind = Object.hasOwn(NAMES, name.toLowerCase()) ? NAMES[name.toLowerCase()] : undefined;
  if (kind === undefined) return undefined;
  tokens.take();
  const column = inside === undefined ? readColumn(tokens) : innerName(token, inside);
  if (column === undefined && kind !== 'count') {
    throw new QueryError(`${name} needs a column, as in ${name} rx_errors`, token.place);
  }
  const place = column && placeMeant(column, table.columns);
  if (place !== undefined && column) requireNumbers(table, { kind, place, column });
  const as = takeWord(tokens, /^as$/i) && takeName(tokens, 'a name');
  const title = as?.text ?? (place === undefined ? kind : `${kind}_${table.columns[place]}`);
  return { kind, place, title };
}

/** The column that an aggregate is of, with parentheses around it or without. */
function readColumn(tokens: QueryTokens): Token | undefined {
  const next = tokens.peek();
  if (next.kind === 'open') {
    tokens.take();
    const inner = tokens.peek().kind === 'close' ? undefined : takeName(tokens);
    const close = tokens.take();
    if (close.kind !== 'close') throw new QueryError('expected )', close.place);
    return inner;
  }
  if (next.kind === 'quoted') return tokens.take();
  return next.kind === 'word' && !/^as$/i.test(next.text) ? tokens.take() : undefined;
}

function innerName({ place }: Token, inside: string): Token | undefined {
  const text = inside.trim();
  return text === '' || text === '*' ? undefined : { kind: 'word', text, place };
}

function requireNumbers(
  table: Table,
  {
    kind,
    place,
    column,
  }: { readonly kind: AggregateKind; readonly place: number; readonly column: Token },
): void {
  if (kind !== 'sum' && kind !== 'avg') return;
  const texts = table.rows.map((row) => cellString(row[place]));
  if (!hasNoNumbers(table, place, texts)) return;
  throw new QueryError(`'${table.columns[place]}' has no numbers`, column.place);
}

function requireNames(tokens: QueryTokens, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  const end = tokens.peek().place;
  throw new QueryError(`two columns would be called '${twice}': name one with 'as'`, end);
}
