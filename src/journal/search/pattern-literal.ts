/**
 * The longest text that every match of a regular expression holds; '' where none is known. A search looks for that first, and tries
 * the expression only on the lines that have it. Read cautiously: what is not surely literal counts as anything.
 */
export function patternLiteral(source: string): string {
  const runs: string[] = [];
  let run = '';
  const end = (): void => {
    runs.push(run);
    run = '';
  };
  for (let at = 0; at < source.length; ) {
    const { literal, length } = atomAt(source, at);
    if (literal === '|') return '';
    at += length;
    const quantifier = /^(?:[*?]|\{\d*,?\d*\}|\+)\??/.exec(source.slice(at, at + 40))?.[0] ?? '';
    at += quantifier.length;
    if (literal === undefined) end();
    else if (quantifier === '') run += literal;
    else if (quantifier.startsWith('+')) {
      run += literal;
      end();
    } else end();
  }
  end();
  return runs.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
}

interface Atom {
  /** The character it stands for; undefined for anything else; `|` for a choice at the top. */
  readonly literal: string | undefined;
  readonly length: number;
}

function atomAt(source: string, at: number): Atom {
  const char = source[at] ?? '';
  if (char === '\\') return escapeAt(source, at);
  if (char === '[') return { literal: undefined, length: classLength(source, at) };
  if (char === '(') return { literal: undefined, length: groupLength(source, at) };
  if (char === '|') return { literal: '|', length: 1 };
  if (/[\^$.*+?{}\])]/.test(char)) return { literal: undefined, length: 1 };
  const pair = source.slice(at, at + 2);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair)
    ? { literal: pair, length: 2 }
    : { literal: char, length: 1 };
}

function escapeAt(source: string, at: number): Atom {
  const next = source[at + 1] ?? '';
  // `\|` is the sign itself: told apart from a choice by being no literal.
  if (/[^\w\s|]/.test(next) && next < '\x7f') return { literal: next, length: 2 };
  const long = /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|k<[^>]*>|\d+)/.exec(
    source.slice(at, at + 60),
  );
  return { literal: undefined, length: long?.[0].length ?? 2 };
}

function classLength(source: string, at: number): number {
  for (let end = at + 1; end < source.length; end++) {
    if (source[end] === '\\') end++;
    else if (source[end] === ']') return end + 1 - at;
  }
  return source.length - at;
}

function groupLength(source: string, at: number): number {
  let depth = 0;
  for (let end = at; end < source.length; end++) {
    if (source[end] === '\\') end++;
    else if (source[end] === '[') end += classLength(source, end) - 1;
    else if (source[end] === '(') depth++;
    else if (source[end] === ')' && --depth === 0) return end + 1 - at;
  }
  return source.length - at;
}
