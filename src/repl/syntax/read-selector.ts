import { endOfExpression } from './interpolation.ts';
import { closingQuote } from './text-pieces.ts';

/** A selector in a cell, `at` being the place behind its `@`. */
export type SelectorText =
  | { readonly status: 'read'; readonly text: string; readonly end: number }
  /** A parenthesis of a filter is still open at the end of the line. */
  | { readonly status: 'open'; readonly offset: number }
  | { readonly status: 'none' };

/** Reads up to the first blank that is not inside a filter's parentheses: `core,!r3`, `(site=lab & !role=edge),r1`. */
export function readSelector(source: string, at: number): SelectorText {
  const parens: number[] = [];
  let end = at;
  for (; end < source.length && source[end] !== '\n'; end++) {
    const char = source[end] ?? '';
    const isInside = parens.length > 0;
    if (char === '$' && source[end + 1] === '{') {
      const after = endOfExpression(source.slice(0, lineEnd(source, end)), end);
      if (after < 0) return { status: 'none' };
      end = after - 1;
      continue;
    }
    if (char === '(' && (isInside || /[@,!]/.test(source[end - 1] ?? ''))) parens.push(end);
    else if (char === ')' && isInside) parens.pop();
    else if (isInside && (char === '"' || char === "'")) {
      end = Math.max(end, closingQuote(source, end));
    } else if (isInside) continue;
    else if (/\s/.test(char)) break;
    else if (NEVER_OUTSIDE.test(char)) return { status: 'none' };
  }
  const [open] = parens;
  if (open !== undefined) return { status: 'open', offset: open };
  return { status: 'read', text: source.slice(at, end), end };
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

const NEVER_OUTSIDE = /["'`()[\]{};=]/;
