import { enclosingBrackets } from '../brackets.ts';
import { lineEnd, lineStart } from '../editor-lines.ts';
import { runAround } from './vi-words.ts';

export interface TextRange {
  readonly from: number;
  readonly to: number;
}

const BRACKETS: Readonly<Record<string, string>> = {
  '(': '(',
  ')': '(',
  b: '(',
  '[': '[',
  ']': '[',
  '{': '{',
  '}': '{',
  B: '{',
};

/** What `iw`, `a"`, `i(` and the like mean at a place; undefined where there is no such thing. */
export function textObject(
  text: string,
  at: number,
  { around, name }: { readonly around: 'i' | 'a'; readonly name: string },
): TextRange | undefined {
  if (name === 'w' || name === 'W') return word(text, at, { around, name });
  if (name === '"' || name === "'" || name === '`') return quoted(text, at, { around, name });
  const open = BRACKETS[name];
  if (open === undefined) return undefined;
  const pair = enclosingBrackets(text, at, open);
  if (pair === undefined) return undefined;
  return around === 'a'
    ? { from: pair.open, to: pair.close + 1 }
    : { from: pair.open + 1, to: pair.close };
}

/** `aw` takes the blanks behind with it, or those before where there are none behind. */
function word(
  text: string,
  at: number,
  { around, name }: { readonly around: 'i' | 'a'; readonly name: 'w' | 'W' },
): TextRange {
  const size = name === 'w' ? 'small' : 'big';
  const { from, to } = runAround(text, at, size);
  if (around === 'i') return { from, to };
  const behind = /^[ \t]*/.exec(text.slice(to))?.[0].length ?? 0;
  if (behind > 0) return { from, to: to + behind };
  const before = /[ \t]*$/.exec(text.slice(0, from))?.[0].length ?? 0;
  return { from: from - before, to };
}

/** The quoted text of the line around a place, or the next one in it. */
function quoted(
  text: string,
  at: number,
  { around, name }: { readonly around: 'i' | 'a'; readonly name: string },
): TextRange | undefined {
  const start = lineStart(text, at);
  const end = lineEnd(text, at);
  const places: number[] = [];
  for (let place = start; place < end; place++) {
    if (text[place] === '\\') place++;
    else if (text[place] === name) places.push(place);
  }
  for (let i = 0; i + 1 < places.length; i += 2) {
    const [from = 0, to = 0] = [places[i], places[i + 1]];
    if (to < at) continue;
    return around === 'a' ? { from, to: to + 1 } : { from: from + 1, to };
  }
  return undefined;
}
