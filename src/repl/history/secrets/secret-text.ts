import type { Span } from './hide-secrets.ts';

/** A cell as the rules look at it. */
export interface CellText {
  readonly text: string;
  readonly lines: readonly CellLine[];
  /** JavaScript's string literals and regular expressions, those of command lines left out. */
  readonly literals: readonly Literal[];
}

export interface CellLine extends Span {
  /** It is for a device or a shell, so its quotes are not JavaScript's. */
  readonly isCommand: boolean;
}

/** Its inside, without the quotes. */
export interface Literal extends Span {
  readonly quote: string;
}

/** `@r1 …`, `!…`, `%…`, also assigned. */
const COMMAND_LINE = /^\s*(?:(?:const|let|var)\s+)?(?:[\w$.[\]]+\s*=\s*)?(?:await\s+)?[@!%]/;
/** From here on the cell is a text of its own, most often lines of a configuration. */
const CELL_MAGIC = /^\s*%%(?!js\b)/;

/** What is hidden already is no word. As long as it was, for offsets are the caller's. */
const HIDDEN_BEFORE = /‹secret›/g;

export function readCell(source: string): CellText {
  const text = source.replace(HIDDEN_BEFORE, '‹hidden›');
  const lines: CellLine[] = [];
  const isBody = CELL_MAGIC.test(text);
  let from = 0;
  for (const line of text.split('\n')) {
    lines.push({ from, to: from + line.length, isCommand: isBody || COMMAND_LINE.test(line) });
    from += line.length + 1;
  }
  return { text, lines, literals: literalsIn(text, lines) };
}

/** The line an offset is on. */
export function lineAt({ lines, text }: CellText, offset: number): CellLine {
  return lines[lastFrom(lines, offset)] ?? { from: 0, to: text.length, isCommand: false };
}

/** Where a value that begins at an offset ends at the latest: at its line's end, or with the literal it stands in. */
export function boundAt(cell: CellText, offset: number): number {
  const line = lineAt(cell, offset);
  const literal = literalAround(cell, offset);
  if (literal === undefined || line.to <= literal.to) return line.to;
  // An apostrophe among words is no quote: behind a literal, code goes on.
  const rest = cell.text.slice(literal.to + 1, line.to);
  return /^\s*(?:$|[,;)\]}+.:?]|\|>)/.test(rest) ? literal.to : line.to;
}

export function literalAround({ literals }: CellText, offset: number): Literal | undefined {
  const last = literals[lastFrom(literals, offset)];
  return last !== undefined && offset <= last.to && last.from <= offset ? last : undefined;
}

/** The literal that opens at an offset. */
export function literalFrom({ literals }: CellText, offset: number): Literal | undefined {
  const last = literals[lastFrom(literals, offset + 1)];
  return last?.from === offset + 1 ? last : undefined;
}

/** A quoted piece that opens at an offset: its inside. Undefined when it is not closed before `bound`. */
export function quotedAt(text: string, offset: number, bound: number): Span | undefined {
  const quote = text[offset];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  for (let at = offset + 1; at < bound; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return { from: offset + 1, to: at };
  }
  return undefined;
}

function literalsIn(text: string, lines: readonly CellLine[]): Literal[] {
  const literals: Literal[] = [];
  let done = 0;
  for (const line of lines) {
    if (line.isCommand) continue;
    for (let at = Math.max(done, line.from); at < line.to; at++) {
      const literal = literalAt(text, at, line.to);
      if (literal === undefined) continue;
      literals.push(literal);
      at = literal.to;
      done = literal.to + 1;
    }
  }
  return literals;
}

function literalAt(text: string, at: number, lineEnd: number): Literal | undefined {
  const quote = text[at];
  if (quote === '/') {
    const pattern = /^\/(?![/*\s])(?:[^/\n\\[]|\\.|\[(?:[^\]\n\\]|\\.)*\])+\//.exec(
      text.slice(at, lineEnd),
    );
    const isValue = /(?:^|[(,=:[!&|?{};+\n]|return)\s*$/.test(text.slice(Math.max(0, at - 20), at));
    if (pattern === null || !isValue) return undefined;
    return { from: at + 1, to: at + pattern[0].length - 1, quote: '/' };
  }
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const bound = quote === '`' ? text.length : lineEnd;
  const inside = quotedAt(text, at, bound);
  return inside && { ...inside, quote };
}

/** The place of the last span that begins at an offset or before; 0 when none does. */
function lastFrom(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
