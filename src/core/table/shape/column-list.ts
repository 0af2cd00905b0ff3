import { wildcardMatches } from '../../selector/wildcard.ts';
import { columnPlace, columnProblem } from '../condition/find-column.ts';
import { QueryError } from '../condition/query-error.ts';
import type { QueryTokens, Token } from '../condition/query-tokens.ts';

/** One column of a list, as a person writes it: `uptime`, `-uptime`, `uptime desc`, `ip_address as ip`, `rx_*`. */
export interface ListedColumn {
  readonly name: Token;
  readonly as: Token | undefined;
  readonly direction: 'up' | 'down' | undefined;
}

/**
 * Reads columns, commas or blanks between them, up to the end or a word that `ends` the list. Throws QueryError for what is no
 * column's name.
 */
export function readColumnList(
  tokens: QueryTokens,
  ends: (token: Token) => boolean = () => false,
): ListedColumn[] {
  const list: ListedColumn[] = [];
  while (!isOver(tokens.peek(), ends)) {
    list.push(readListed(tokens));
    if (tokens.peek().kind === 'comma') tokens.take();
  }
  return list;
}

/** The places of the columns that are meant, patterns included; at least one. Throws QueryError with the names there are. */
export function placesMeant(name: Token, columns: readonly string[]): number[] {
  const place = columnPlace(name.text, columns);
  if (place >= 0) return [place];
  const isPattern = name.kind === 'word' && /[*?]/.test(name.text);
  const pattern = name.text.toLowerCase();
  const places = isPattern
    ? [...columns.keys()].filter((at) =>
        wildcardMatches(pattern, (columns[at] ?? '').toLowerCase()),
      )
    : [];
  if (places.length > 0) return places;
  throw new QueryError(columnProblem(name.text, columns), name.place);
}

/** The place of the one column that is meant. Throws QueryError with the names there are. */
export function placeMeant(name: Token, columns: readonly string[]): number {
  const place = columnPlace(name.text, columns);
  if (place < 0) throw new QueryError(columnProblem(name.text, columns), name.place);
  return place;
}

/** A column's name, or a text in its place. */
export function takeName(tokens: QueryTokens, what = "a column's name"): Token {
  const token = tokens.peek();
  if (token.kind === 'word' || token.kind === 'quoted') return tokens.take();
  const not = token.kind === 'end' ? '' : `, not '${token.text}'`;
  throw new QueryError(`expected ${what}${not}`, token.place);
}

/** Takes a word if it is the next one. */
export function takeWord(tokens: QueryTokens, word: RegExp): Token | undefined {
  const token = tokens.peek();
  const isIt = (token.kind === 'word' || token.kind === 'operator') && word.test(token.text);
  return isIt ? tokens.take() : undefined;
}

/** Throws QueryError if something is left. */
export function requireEnd(tokens: QueryTokens, expected: string): void {
  const token = tokens.peek();
  if (token.kind === 'end') return;
  throw new QueryError(`expected ${expected}, not '${token.text}'`, token.place);
}

function isOver(token: Token, ends: (token: Token) => boolean): boolean {
  return token.kind === 'end' || (token.kind === 'word' && ends(token));
}

function readListed(tokens: QueryTokens): ListedColumn {
  const { name, isDown } = takeSigned(tokens);
  if (takeWord(tokens, /^as$/i)) {
    return { name, as: takeName(tokens, 'a new name'), direction: undefined };
  }
  const order = takeWord(tokens, /^(?:asc|desc|ascending|descending|up|down)$/i);
  const saysDown = order === undefined ? isDown : /^d/i.test(order.text);
  return { name, as: undefined, direction: saysDown ? 'down' : order ? 'up' : undefined };
}

/** `-uptime`, `- uptime`, `-"long name"`, `+uptime`. */
function takeSigned(tokens: QueryTokens): { readonly name: Token; readonly isDown: boolean } {
  const token = takeName(tokens);
  const [sign = ''] = token.kind === 'word' ? (/^[-+]/.exec(token.text) ?? []) : [];
  if (sign === '') return { name: token, isDown: false };
  const text = token.text.slice(1);
  const { from, to } = token.place;
  const name = text === '' ? takeName(tokens) : { ...token, text, place: { from: from + 1, to } };
  return { name, isDown: sign === '-' };
}
