import { parseExpressionAt } from 'acorn';
import { CodeScanner } from './code-scanner.ts';
import { closingQuote, type Piece, trimmed } from './text-pieces.ts';

/** One stage of a chain, as typed: `where status == down`. */
export interface Stage {
  readonly at: number;
  readonly end: number;
  readonly name: string;
  /** JavaScript that is given to the stage as a value: a function, or what `join` and `diff` take first. */
  readonly code: Piece | undefined;
  /** What else stands there, as it is. */
  readonly text: Piece;
}

export type StageChain =
  | { readonly status: 'read'; readonly stages: readonly Stage[]; readonly end: number }
  | { readonly status: 'incomplete' }
  | { readonly status: 'wrong'; readonly message: string; readonly offset: number };

/**
 * Reads `|> stage args |> stage args …` from the `|>` at `from`. A stage ends at the next `|>`, at a ` //` comment or with its line,
 * where the next line does not begin with `|>`; none of these counts within quotes, brackets or a function. `isNested` says that a bracket
 * was opened before the chain: the one that closes it ends the chain.
 */
export function readStageChain(
  source: string,
  from: number,
  { isNested }: { readonly isNested: boolean },
): StageChain {
  const stages: Stage[] = [];
  let at = from;
  for (;;) {
    NAME.lastIndex = at + 2;
    const match = NAME.exec(source);
    const name = match?.[1];
    if (match === null || name === undefined) return nameless(source, at + 2);
    const nameAt = NAME.lastIndex - name.length;
    const extent = stageEnd(source, NAME.lastIndex, { name, isNested });
    if (extent === undefined) return { status: 'incomplete' };
    stages.push(stageOf(source, { name, at: nameAt, end: extent.textEnd }));
    if (extent.next === undefined) return { status: 'read', stages, end: extent.end };
    at = extent.next;
  }
}

const NAME = /\s*([A-Za-z_][\w-]*)/y;
/** These take a JavaScript expression before their words. */
const EXPRESSION_FIRST = new Set(['join', 'diff']);
const FUNCTION =
  /^\(*\s*(?:async\s+)?(?:function\b|[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=>|\([^()]*(?:\([^()]*\)[^()]*)*\)\s*(?::[^=]+)?=>)/u;

function nameless(source: string, at: number): StageChain {
  if (source.slice(at).trim() === '') return { status: 'incomplete' };
  const offset = at + (/^\s*/.exec(source.slice(at))?.[0].length ?? 0);
  return { status: 'wrong', message: 'A stage has a name, such as |> where status == up', offset };
}

interface Extent {
  /** Where what belongs to the stage ends. */
  readonly textEnd: number;
  /** Where the chain ends, a comment behind it left out. */
  readonly end: number;
  /** Where the next `|>` stands. */
  readonly next: number | undefined;
}

/** Undefined where the text ends within the stage. */
function stageEnd(
  source: string,
  from: number,
  { name, isNested }: { readonly name: string; readonly isNested: boolean },
): Extent | undefined {
  const rest = source.slice(from).trimStart();
  const isCode = EXPRESSION_FIRST.has(name) || FUNCTION.test(rest);
  if (!isCode) return textEnd(source, { from, ends: isNested ? ')]}' : '' });
  // Within an argument list, what stands behind the function is another argument.
  const ends = EXPRESSION_FIRST.has(name) ? ')]}' : '),]}';
  return codeEnd(source, { from, ends: isNested ? ends : '' });
}

interface StageText {
  readonly from: number;
  /** Outside all brackets these end it. */
  readonly ends: string;
}

function codeEnd(source: string, { from, ends }: StageText): Extent | undefined {
  const scanner = new CodeScanner(source, ends);
  scanner.startExpression();
  let at = from;
  while (at < source.length) {
    const lineEnd = endOfLine(source, at);
    const stop = scanner.read(at, lineEnd);
    const isWhole = scanner.isCode && scanner.depth === 0;
    if (source.startsWith('|>', stop) && scanner.isCode) {
      if (scanner.depth === 0) return { textEnd: stop, end: stop, next: stop };
      at = scanner.read(stop + 2, lineEnd);
      continue;
    }
    if (isWhole && stop < lineEnd) return { textEnd: stop, end: stop, next: undefined };
    if (isWhole && !scanner.isUnfinished) return atLineEnd(source, lineEnd, lineEnd);
    at = stop > lineEnd ? stop : scanner.read(lineEnd, lineEnd + 1);
  }
  return undefined;
}

function textEnd(source: string, { from, ends }: StageText): Extent | undefined {
  const open: string[] = [];
  for (let at = from; at < source.length; at++) {
    const char = source[at] ?? '';
    const closer = CLOSER_OF[char];
    if (char === '\\') at++;
    else if (char === '"' || char === "'") at = Math.max(at, closingQuote(source, at));
    else if (closer !== undefined) open.push(closer);
    else if (char === open.at(-1)) open.pop();
    else if (open.length > 0) continue;
    else if (ends.includes(char)) {
      return { textEnd: at, end: at, next: undefined };
    } else if (char === '|' && source[at + 1] === '>') return { textEnd: at, end: at, next: at };
    else if (char === '\n') return atLineEnd(source, at, at);
    else if (/\s\/\//.test(source.slice(at - 1, at + 2))) {
      return atLineEnd(source, at, endOfLine(source, at));
    }
  }
  return open.length > 0 ? undefined : atLineEnd(source, source.length, source.length);
}

const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The chain goes on where the next line that is not empty begins with `|>`. */
function atLineEnd(source: string, textEndAt: number, lineEnd: number): Extent {
  CONTINUATION.lastIndex = lineEnd;
  const match = CONTINUATION.exec(source);
  const next = match === null ? undefined : CONTINUATION.lastIndex - 2;
  return { textEnd: textEndAt, end: next === undefined ? lineEnd : next, next };
}

const CONTINUATION = /(?:\s|\/\/[^\n]*\n)*\|>/y;

function stageOf(
  source: string,
  { name, at, end }: { readonly name: string; readonly at: number; readonly end: number },
): Stage {
  const from = at + name.length;
  const whole = trimmed({ at: from, text: source.slice(from, end) });
  const text = { at: whole.at, text: whole.text.replace(/\s*;$/, '') };
  const stop = text.text === '' ? from : text.at + text.text.length;
  const parts = { at, end: stop, name };
  if (FUNCTION.test(text.text)) {
    return { ...parts, code: text, text: { at: stop, text: '' } };
  }
  if (!EXPRESSION_FIRST.has(name) || text.text === '') return { ...parts, code: undefined, text };
  const length = expressionLength(text.text);
  if (length === 0) return { ...parts, code: undefined, text };
  return {
    ...parts,
    code: { at: text.at, text: text.text.slice(0, length) },
    text: trimmed({ at: text.at + length, text: text.text.slice(length) }),
  };
}

/** How much of a text is a JavaScript expression; 0 for none. */
function expressionLength(text: string): number {
  // `diff _ --all`: what looks like an option is no decrement.
  const option = /\s--[a-z]/.exec(text);
  const before = option === null ? 0 : parsedLength(text.slice(0, option.index));
  return before > 0 ? before : parsedLength(text);
}

function parsedLength(text: string): number {
  try {
    const options = { ecmaVersion: 'latest', allowAwaitOutsideFunction: true } as const;
    const { end } = parseExpressionAt(text, 0, options);
    // The parentheses around it are not the expression's own.
    return end + (/^[\s)]*/.exec(text.slice(end))?.[0].trimEnd().length ?? 0);
  } catch {
    return 0;
  }
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
