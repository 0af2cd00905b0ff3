import type { CellPosition } from '../link/cell-outcome.ts';

/** Replaces `remove` characters at `at` by `insert`. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** A changed text that knows where each of its characters came from. */
export interface EditedText {
  readonly text: string;
  /** The place in the original of a place in `text`; an inserted character belongs to where it was put in. */
  toOriginal(offset: number): number;
}

/** Applies edits that do not overlap; those at one place are applied in the order given. */
export function applyEdits(original: string, edits: readonly Edit[]): EditedText {
  const ordered = edits.toSorted((a, b) => a.at - b.at);
  const spans: Span[] = [];
  let text = '';
  let taken = 0;
  for (const { at, remove, insert } of ordered) {
    spans.push({ start: text.length, original: taken, isCopy: true });
    text += original.slice(taken, at);
    spans.push({ start: text.length, original: at, isCopy: false });
    text += insert;
    taken = at + remove;
  }
  spans.push({ start: text.length, original: taken, isCopy: true });
  text += original.slice(taken);
  return { text, toOriginal: (offset) => originalOf(spans, offset) };
}

/** A run of characters: copied from the original, or put in at one place of it. */
interface Span {
  readonly start: number;
  readonly original: number;
  readonly isCopy: boolean;
}

function originalOf(spans: readonly Span[], offset: number): number {
  const span = spans.findLast(({ start }) => start <= offset);
  if (span === undefined) return 0;
  return span.isCopy ? span.original + offset - span.start : span.original;
}

/** The line and column of an offset, one-based. */
export function positionAt(text: string, offset: number): CellPosition {
  const before = text.slice(0, Math.max(0, Math.min(text.length, offset)));
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}

/** The offset of a one-based line and column; places outside the text are drawn to its nearest end. */
export function offsetAt(text: string, { line, column }: CellPosition): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.max(0, Math.min(text.length, start + column - 1));
}
