import { safe } from '../../safe.ts';
import type { Condition, Pattern, Word } from './condition.ts';
import { type Place, QueryError } from './query-error.ts';
import { QueryTokens, type Token } from './query-tokens.ts';

/** Reads a condition as a person writes it. Throws QueryError, and nothing else. */
export function parseCondition(text: string): Condition {
  if (text.length > MOST_CHARS) {
    throw new QueryError('this condition is too long', { from: MOST_CHARS, to: text.length });
  }
  const tokens = new QueryTokens(text);
  const condition = readAny(tokens, 0);
  const rest = tokens.peek();
  if (rest.kind === 'end') return condition;
  if (rest.kind === 'close') throw wrong('this ) closes nothing', rest);
  throw wrong(
    `expected 'and' or 'or' in front of ${shown(rest)}; quote a text of several parts`,
    rest,
  );
}

const MOST_CHARS = 20_000;
const MOST_DEPTH = 100;

function readAny(tokens: QueryTokens, depth: number): Condition {
  return readChain(tokens, { kind: 'any', joint: OR, part: () => readAll(tokens, depth) });
}

function readAll(tokens: QueryTokens, depth: number): Condition {
  return readChain(tokens, { kind: 'all', joint: AND, part: () => readPart(tokens, depth) });
}

const OR = /^(?:or|\|\|)$/i;
const AND = /^(?:and|&&)$/i;

function readChain(
  tokens: QueryTokens,
  chain: { readonly kind: 'any' | 'all'; readonly joint: RegExp; readonly part: () => Condition },
): Condition {
  const first = chain.part();
  const parts = [first];
  while (isKeyword(tokens.peek(), chain.joint)) {
    tokens.take();
    parts.push(chain.part());
  }
  return parts.length === 1 ? first : { kind: chain.kind, parts };
}

function readPart(tokens: QueryTokens, depth: number): Condition {
  const token = tokens.peek();
  if (depth > MOST_DEPTH) throw wrong('this condition is nested too deeply', token);
  if (isKeyword(token, NOT)) {
    tokens.take();
    return { kind: 'not', part: readPart(tokens, depth + 1) };
  }
  if (token.kind !== 'open') return readTest(tokens);
  tokens.take();
  const inner = readAny(tokens, depth + 1);
  const close = tokens.take();
  if (close.kind === 'close') return inner;
  if (close.kind === 'end') throw wrong('this ( is never closed', token);
  throw wrong(
    `expected 'and', 'or' or ) in front of ${shown(close)}; quote a text of several parts`,
    close,
  );
}

const NOT = /^(?:not|!)$/i;

function readTest(tokens: QueryTokens): Condition {
  const token = tokens.take();
  const isName = token.kind === 'word' || token.kind === 'quoted';
  if (!isName || isKeyword(token, JOINT)) {
    throw wrong(`expected a column's name, as in status != up${found(token)}`, token);
  }
  const column = wordOf(token);
  const operator = tokens.peek();
  if (isKeyword(operator, NOT)) {
    tokens.take();
    const word = tokens.peek();
    if (!isKeyword(word, /^(?:in|contains)$/i)) {
      throw wrong(`expected 'in' or 'contains' behind 'not'${found(word)}`, word);
    }
    return { kind: 'not', part: readWordTest(tokens, column) };
  }
  if (operator.kind === 'operator') return readOperatorTest(tokens, column);
  return readWordTest(tokens, column);
}

const JOINT = /^(?:and|or|&&|\|\|)$/i;

function readOperatorTest(tokens: QueryTokens, column: Word): Condition {
  const token = tokens.take();
  switch (token.text) {
    case '=':
    case '==':
    case '===':
      return { kind: 'equal', column, value: readValue(tokens, token) };
    case '!=':
    case '!==':
    case '<>':
      return not({ kind: 'equal', column, value: readValue(tokens, token) });
    case '<':
    case '>':
    case '<=':
    case '>=':
      return { kind: 'order', column, order: token.text, value: readValue(tokens, token) };
    case '~':
    case '=~':
      return { kind: 'pattern', column, pattern: readPattern(tokens, token) };
    case '!~':
      return not({ kind: 'pattern', column, pattern: readPattern(tokens, token) });
    case '=>':
      throw wrong('a function stands here without parentheses around it: row => row.a > 1', token);
    default:
      throw wrong(`${shown(token)} compares nothing: use ${OPERATORS}`, token);
  }
}

const OPERATORS = '== != < > <= >= ~ !~ contains in, or is empty';

function readWordTest(tokens: QueryTokens, column: Word): Condition {
  const token = tokens.take();
  switch (isKeyword(token, /^/) ? token.text.toLowerCase() : '') {
    case 'contains':
      return { kind: 'contains', column, value: readValue(tokens, token) };
    case 'matches':
      return { kind: 'pattern', column, pattern: readPattern(tokens, token) };
    case 'in':
      return { kind: 'in', column, values: readValues(tokens, token) };
    case 'is':
      return readIs(tokens, { column, token });
    default:
      throw wrong(
        `what about '${safe(column.text, 40)}'? Compare it: ${OPERATORS}`,
        token.kind === 'end' ? column : token,
      );
  }
}

function readIs(
  tokens: QueryTokens,
  { column, token }: { readonly column: Word; readonly token: Token },
): Condition {
  const isNegated = isKeyword(tokens.peek(), /^not$/i);
  if (isNegated) tokens.take();
  const next = tokens.peek();
  const isEmpty = isKeyword(next, /^empty$/i);
  if (isEmpty) tokens.take();
  const test: Condition = isEmpty
    ? { kind: 'empty', column }
    : { kind: 'equal', column, value: readValue(tokens, token) };
  return isNegated ? not(test) : test;
}

function readValues(tokens: QueryTokens, operator: Token): Word[] {
  const open = tokens.peek();
  if (open.kind !== 'open') return [readValue(tokens, operator)];
  tokens.take();
  const values = [readItem(tokens, open)];
  for (;;) {
    const token = tokens.take();
    if (token.kind === 'close') return values;
    if (token.kind === 'end') throw wrong('this ( is never closed', open);
    if (token.kind !== 'comma') throw wrong(`expected , or )${found(token)}`, token);
    values.push(readItem(tokens, token));
  }
}

/** One of a list: up to the comma, whatever its words are. */
function readItem(tokens: QueryTokens, after: Token): Word {
  const first = tokens.peek();
  if (first.kind === 'quoted') return wordOf(tokens.take());
  return readWords(tokens, { after, isLast: () => tokens.peek().kind !== 'word' });
}

/** A text in quotes, or words up to what cannot be one of them; the commas of a number belong to it: `1,234`. */
function readValue(tokens: QueryTokens, operator: Token): Word {
  const first = tokens.peek();
  if (first.kind === 'quoted') return wordOf(tokens.take());
  const isLast = () => {
    const token = tokens.peek();
    return token.kind !== 'comma' && (token.kind !== 'word' || isKeyword(token, JOINT));
  };
  const value = readWords(tokens, { after: operator, isLast });
  if (!value.text.includes(',') || NUMBER.test(value.text)) return value;
  throw wrong(
    `several values: say in (${safe(value.text, 60)}), or quote a text with commas`,
    value,
  );
}

const NUMBER = /^[-+]?\d{1,3}(?:,\d{3})+$/;

function readWords(
  tokens: QueryTokens,
  { after, isLast }: { readonly after: Token; readonly isLast: () => boolean },
): Word {
  const { from } = tokens.peek().place;
  let to = from;
  while (!isLast()) to = tokens.take().place.to;
  if (to > from) return { text: tokens.text.slice(from, to), place: { from, to } };
  const next = tokens.peek();
  const quote = next.kind === 'end' || next.kind === 'close' ? '' : '; quote it if it is a text';
  throw wrong(`expected a text or a number behind '${after.text}'${found(next)}${quote}`, next);
}

/** A pattern is taken as it stands, words and all, up to the next `and` or `or`. */
function readPattern(tokens: QueryTokens, operator: Token): Pattern {
  const slashed = tokens.takeSlashed();
  if (slashed) return { ...wordOf(slashed.token), flags: slashed.flags };
  const first = tokens.peek();
  if (first.kind === 'quoted') return { ...wordOf(tokens.take()), flags: undefined };
  const { from } = first.place;
  let to = from;
  for (;;) {
    const run = tokens.takeRun();
    const isOver = run.text === '' || JOINT.test(run.text);
    if (!isOver) {
      to = run.place.to;
      continue;
    }
    tokens.goBack(run.place.from);
    if (to > from)
      return { text: tokens.text.slice(from, to), place: { from, to }, flags: undefined };
    throw wrong(
      `expected a pattern behind '${operator.text}'; quote it if it is a word such as 'and'`,
      run,
    );
  }
}

function wordOf({ text, place }: Token): Word {
  return { text, place };
}

function not(part: Condition): Condition {
  return { kind: 'not', part };
}

function isKeyword(token: Token, word: RegExp): boolean {
  return (token.kind === 'word' || token.kind === 'operator') && word.test(token.text);
}

function shown({ text }: Token): string {
  return `'${safe(text, 40)}'`;
}

function found(token: Token): string {
  return token.kind === 'end' ? '' : `, not ${shown(token)}`;
}

function wrong(problem: string, { place }: { readonly place: Place }): QueryError {
  return new QueryError(problem, place);
}
