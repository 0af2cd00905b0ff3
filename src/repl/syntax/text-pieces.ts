import { endOfExpression } from './interpolation.ts';

/** A part of a cell's text and where it begins there. */
export interface Piece {
  readonly at: number;
  readonly text: string;
}

/**
 * Where `mark` first stands in `text` from `from` on, outside quotes; -1 for nowhere. A quote that is not closed on its line is a
 * character like any other (`description don't`), and so is what a backslash stands before; what is in a `${…}` is JavaScript.
 */
export function findUnquoted(text: string, mark: string, from = 0): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (text.startsWith(mark, at)) return at;
    else if (char === '$' && text[at + 1] === '{') at = Math.max(at, endOfExpression(text, at) - 1);
    else if (char === '"' || char === "'") at = Math.max(at, closingQuote(text, at));
  }
  return -1;
}

/** The place of the quote that closes the one at `at`, on the same line; -1 for none. */
export function closingQuote(text: string, at: number): number {
  const quote = text[at];
  for (let next = at + 1; next < text.length && text[next] !== '\n'; next++) {
    if (text[next] === '\\') next++;
    else if (text[next] === quote) return next;
  }
  return -1;
}

/** The parts of `text` between separators outside quotes, blanks around them left out; empty ones are not given. */
export function splitUnquoted(text: string, separator: string): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from <= text.length; ) {
    const found = findUnquoted(text, separator, from);
    const to = found < 0 ? text.length : found;
    const piece = trimmed({ at: from, text: text.slice(from, to) });
    if (piece.text !== '') pieces.push(piece);
    from = to + separator.length;
  }
  return pieces;
}

export function trimmed({ at, text }: Piece): Piece {
  const start = text.trimStart();
  return { at: at + text.length - start.length, text: start.trimEnd() };
}
