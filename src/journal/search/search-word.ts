import { patternLiteral } from './pattern-literal.ts';
import { rawPattern } from './raw-pattern.ts';
import type { SearchWord } from './search-query.ts';

/** A word ready for searching. */
export interface CompiledWord {
  /** Finds it in a plain line; global. */
  readonly inLine: RegExp;
  /**
   * Fits, with `gi`, wherever a line of a cast (as latin1) may hold the word, unless the line has escapes; undefined where only looking at
   * each line tells.
   */
  readonly raw: string | undefined;
  /** How much it narrows a search down. */
  readonly weight: number;
}

/** A word as expressions for plain lines and for casts. Throws `SyntaxError` for an expression that is none. */
export function compileWord({ kind, source, isExact }: SearchWord): CompiledWord {
  const literal = kind === 'text' ? source : patternLiteral(source);
  const inLine = new RegExp(kind === 'text' ? escaped(source) : source, isExact ? 'g' : 'gi');
  const raw = literal === '' ? undefined : rawPattern(literal, isExact);
  return { inLine, raw, weight: literal.length };
}

/** Where a word stands in a line; empty matches are none. */
export function placesOf({ inLine }: CompiledWord, line: string): Mark[] {
  const marks: Mark[] = [];
  inLine.lastIndex = 0;
  for (let match = inLine.exec(line); match !== null; match = inLine.exec(line)) {
    if (match[0] === '') inLine.lastIndex++;
    else marks.push([match.index, match.index + match[0].length]);
    if (marks.length >= MOST_MARKS) break;
  }
  return marks;
}

/** From a character of a line up to, not including, another. */
export type Mark = readonly [from: number, to: number];

const MOST_MARKS = 100;

export function isIn({ inLine }: CompiledWord, line: string): boolean {
  inLine.lastIndex = 0;
  const match = inLine.exec(line);
  // An expression that fits nothing at the beginning may still fit something further on.
  return (
    match !== null &&
    (match[0] !== '' || placesOf({ inLine, raw: undefined, weight: 0 }, line).length > 0)
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
