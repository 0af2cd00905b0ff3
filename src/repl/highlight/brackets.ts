import type { TextLine } from './scanned-text.ts';
import { lineOf } from './scanned-text.ts';

/** A bracket and its partner, as offsets of the text. */
export interface BracketPair {
  readonly open: number;
  readonly close: number;
}

/** A partner further away is not looked for: it is not on the screen. */
const MAX_LINES = 3_000;

/** The pair one of whose brackets is at the offset; undefined where none is or it has no partner. */
export function pairAt(lines: readonly TextLine[], offset: number): BracketPair | undefined {
  const line = lines[lineOf(lines, offset)];
  const column = offset - (line?.at ?? 0);
  const token = line?.tokens.find(({ from, to }) => from <= column && column < to);
  if (line === undefined || token?.kind !== 'bracket') return undefined;
  const sign = line.text[token.to - 1] ?? '';
  const at = line.at + token.to - 1;
  const partner = CLOSING.includes(sign) ? openerOf(lines, at) : closerOf(lines, at);
  if (partner === undefined) return undefined;
  return partner < at ? { open: partner, close: at } : { open: at, close: partner };
}

/** The innermost pair of one kind around an offset; a bracket belongs to its own pair. */
export function pairAround(
  lines: readonly TextLine[],
  offset: number,
  open: string,
): BracketPair | undefined {
  const here = pairAt(lines, offset);
  const textAt = (at: number) => {
    const line = lines[lineOf(lines, at)];
    return line?.text[at - line.at] ?? '';
  };
  if (here !== undefined && textAt(here.open) === open) return here;
  let at: number | undefined = offset;
  while (at !== undefined) {
    at = openerOf(lines, at);
    if (at === undefined || textAt(at) !== open) continue;
    const close = closerOf(lines, at);
    return close === undefined ? undefined : { open: at, close };
  }
  return undefined;
}

const CLOSING = ')]}';

/** The bracket that is open at an offset. */
function openerOf(lines: readonly TextLine[], offset: number): number | undefined {
  const last = lineOf(lines, offset);
  let depth = 0;
  for (let place = last; place >= Math.max(0, last - MAX_LINES); place--) {
    const line = lines[place];
    for (const { to, kind } of line?.tokens.toReversed() ?? []) {
      const at = (line?.at ?? 0) + to - 1;
      if (kind !== 'bracket' || at >= offset) continue;
      if (CLOSING.includes(line?.text[to - 1] ?? ' ')) depth++;
      else if (depth === 0) return at;
      else depth--;
    }
  }
  return undefined;
}

/** The bracket that closes what the one at an offset opens. */
function closerOf(lines: readonly TextLine[], offset: number): number | undefined {
  const first = lineOf(lines, offset);
  let depth = 0;
  for (let place = first; place < Math.min(lines.length, first + MAX_LINES); place++) {
    const line = lines[place];
    for (const { to, kind } of line?.tokens ?? []) {
      const at = (line?.at ?? 0) + to - 1;
      if (kind !== 'bracket' || at <= offset) continue;
      if (!CLOSING.includes(line?.text[to - 1] ?? ' ')) depth++;
      else if (depth === 0) return at;
      else depth--;
    }
  }
  return undefined;
}
