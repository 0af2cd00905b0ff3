import type { Span } from './hide-secrets.ts';
import { boundAt, type CellText, lineAt, literalFrom, quotedAt } from './secret-text.ts';
import { isSecretName, WORD } from './secret-words.ts';

/** Values given to names of secrets: `password = 'x'`, `{ apiKey: 'x' }`, `TOKEN=x`, `setPassword('x')`, `pin === '1'`. */
export function codeSecrets(cell: CellText): Span[] {
  const spans: Span[] = [];
  for (const { 0: word, index } of cell.text.matchAll(WORD)) {
    if (isSecretName(word)) spans.push(...valueAfter(cell, index, index + word.length));
  }
  return [...spans, ...loginArguments(cell)];
}

const GIVEN = /^[\\'"`\]]*[?!]?\s*(?::(?!:)|(?:\?\?|\|\||&&|\+)?=(?![=>~]))\s*/;
const COMPARED = /^\s*[=!]==?\s*(?=['"`])/;
const CALLED = /^\s*\(\s*/;

function valueAfter(cell: CellText, start: number, end: number): Span[] {
  const rest = cell.text.slice(end);
  const given = GIVEN.exec(rest);
  if (given !== null) return [givenValue(cell, end + given[0].length)];
  const compared = COMPARED.exec(rest);
  if (compared !== null) return [literalFrom(cell, end + compared[0].length) ?? NONE];
  const called = CALLED.exec(rest);
  const isCall = called !== null && !lineAt(cell, start).isCommand;
  return isCall ? insideBrackets(cell, end + called[0].length) : comparedBefore(cell, start);
}

const NONE: Span = { from: 0, to: 0 };

/** `'x' === password` */
function comparedBefore({ text, literals }: CellText, start: number): Span[] {
  const before = /(['"`])\s*[=!]==?\s*[\w$.]*$/.exec(text.slice(Math.max(0, start - 200), start));
  if (before === null) return [];
  const quoteAt = start - before[0].length;
  return literals.filter(({ to }) => to === quoteAt);
}

const PLAIN_VALUE = /^(?:true|false|null|undefined)\b(?=\s*(?:[,;)}\]]|$))/m;
const TYPE = /^(?:string|number|boolean|unknown)\b(?:\s*\|\s*\w+)*\s*/;
/** A name, where what stands behind it shows that the value is over. */
const NAME_VALUE = /^[\w$.]+(?=\s*(?:[;)}\]]+\s*(?:$|;|,\s|,$)|,\s))/m;

function givenValue(cell: CellText, start: number): Span {
  const { text } = cell;
  const rest = text.slice(start);
  if (PLAIN_VALUE.test(rest)) return NONE;
  const type = TYPE.exec(rest);
  if (type !== null) {
    const behind = start + type[0].length;
    if (/^=(?!=)/.test(text.slice(behind))) {
      const gap = /^=\s*/.exec(text.slice(behind))?.[0].length ?? 1;
      return givenValue(cell, behind + gap);
    }
    if (/^[,;)}\]]/.test(text.slice(behind))) return NONE;
  }
  const bound = boundAt(cell, start);
  const quoted = literalFrom(cell, start) ?? quotedAt(text, start, bound);
  if (quoted !== undefined) {
    const lineEnd = lineAt(cell, quoted.to).to;
    const behind = text.slice(quoted.to + 1, Math.max(quoted.to + 1, Math.min(lineEnd, bound)));
    if (quoted.to >= bound || /^\s*(?:$|[,;)\]}]|\|>)/.test(behind)) return quoted;
  }
  // `NAME=x` may be a shell's, where a value has no such end.
  const isShell = lineAt(cell, start).isCommand || text[start - 1] === '=';
  const name = isShell ? null : NAME_VALUE.exec(text.slice(start, bound));
  if (name !== null) return { from: start, to: start + name[0].length };
  return { from: start, to: expressionEnd(cell, start, bound) };
}

/** To the line's end, and on while a bracket is open or an operator waits for its other side. */
function expressionEnd(cell: CellText, start: number, bound: number): number {
  const { text } = cell;
  const line = lineAt(cell, start);
  if (line.isCommand || bound < line.to) return bound;
  let to = line.to;
  while (to < text.length) {
    const piece = text.slice(start, to);
    const isOpen = count(piece, /[([{]/g) > count(piece, /[)\]}]/g) || count(piece, /`/g) % 2 === 1;
    const goesOn = /[-+*/%=&|?:,(]\s*$/.test(piece) || /^\s*(?:[.+?|&:])/.test(text.slice(to + 1));
    if (!isOpen && !goesOn) break;
    to = lineAt(cell, to + 1).to;
  }
  return to;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** All literals and numbers in the brackets that are open at an offset. */
function insideBrackets(cell: CellText, start: number): Span[] {
  const { text, literals } = cell;
  let depth = 1;
  let at = start;
  const spans: Span[] = [];
  for (; at < text.length && depth > 0; at++) {
    const literal = literalFrom(cell, at);
    if (literal !== undefined) {
      spans.push(literal);
      at = literal.to;
    } else if (/[([{]/.test(text[at] ?? '')) depth++;
    else if (/[)\]}]/.test(text[at] ?? '')) depth--;
  }
  // A call in a text is none, and brackets that stay open are no brackets.
  const isCode = depth === 0 && !literals.some(({ from, to }) => from <= start && start <= to);
  return isCode ? spans : [{ from: start, to: boundAt(cell, start) }];
}

const LOGS_IN = /\b(?:log[io]n|logon|authenticate|signIn|htpasswd|connect)\s*\(\s*/gi;

/** `login('bob', 'x')`: everything behind the first argument. */
function loginArguments(cell: CellText): Span[] {
  return [...cell.text.matchAll(LOGS_IN)].flatMap(({ 0: call, index }) => {
    const spans = insideBrackets(cell, index + call.length);
    return spans.slice(1);
  });
}
