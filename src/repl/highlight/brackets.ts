import { lineOf, type ScannedText } from './scanned-text.ts';

/** A bracket and its partner, as offsets of the text. */
export interface BracketPair {
  readonly open: number;
  readonly close: number;
}

/** A partner further away is not looked for: it is not on the screen. */
const MAX_LINES = 3_000;

/** The pair one of whose brackets is at the offset; undefined where none is or it has no partner. */
export function pairAt(text: ScannedText, offset: number): BracketPair | undefined {
  const place = lineOf(text, offset);
  const line = text.lines[place];
  const start = text.starts[place] ?? 0;
  const column = offset - start;
  const token = line?.tokens.find(({ from, to }) => from <= column && column < to);
  if (line === undefined || token?.kind !== 'bracket') return undefined;
  const at = start + token.to - 1;
  const isClosing = CLOSING.includes(line.text[token.to - 1] ?? ' ');
  const partner = isClosing ? openerOf(text, at) : closerOf(text, at);
  if (partner === undefined) return undefined;
  return partner < at ? { open: partner, close: at } : { open: at, close: partner };
}

/** The innermost pair of one kind around an offset; a bracket belongs to its own pair. */
export function pairAround(
  text: ScannedText,
  offset: number,
  open: string,
): BracketPair | undefined {
  const here = pairAt(text, offset);
  if (here !== undefined && signAt(text, here.open) === open) return here;
  let at: number | undefined = offset;
  while (at !== undefined) {
    at = openerOf(text, at);
    if (at === undefined || signAt(text, at) !== open) continue;
    const close = closerOf(text, at);
    return close === undefined ? undefined : { open: at, close };
  }
  return undefined;
}

const CLOSING = ')]}';

function signAt(text: ScannedText, offset: number): string {
  const place = lineOf(text, offset);
  return text.lines[place]?.text[offset - (text.starts[place] ?? 0)] ?? '';
}

/** The bracket that is open at an offset. */
function openerOf(text: ScannedText, offset: number): number | undefined {
  const last = lineOf(text, offset);
  let depth = 0;
  for (let place = last; place >= Math.max(0, last - MAX_LINES); place--) {
    for (const { at, isClosing } of bracketsOf(text, place).toReversed()) {
      if (at >= offset) continue;
      if (isClosing) depth++;
      else if (depth === 0) return at;
      else depth--;
    }
  }
  return undefined;
}

/** The bracket that closes what the one at an offset opens. */
function closerOf(text: ScannedText, offset: number): number | undefined {
  const first = lineOf(text, offset);
  let depth = 0;
  for (let place = first; place < Math.min(text.lines.length, first + MAX_LINES); place++) {
    for (const { at, isClosing } of bracketsOf(text, place)) {
      if (at <= offset) continue;
      if (!isClosing) depth++;
      else if (depth === 0) return at;
      else depth--;
    }
  }
  return undefined;
}

function bracketsOf(
  { lines, starts }: ScannedText,
  place: number,
): { readonly at: number; readonly isClosing: boolean }[] {
  const line = lines[place];
  if (line === undefined) return [];
  const found = line.tokens.filter(({ kind }) => kind === 'bracket');
  return found.map(({ to }) => ({
    at: (starts[place] ?? 0) + to - 1,
    isClosing: CLOSING.includes(line.text[to - 1] ?? ' '),
  }));
}
