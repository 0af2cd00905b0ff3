import { type EditorState, INDENT, moved, replaceRange } from '../editor.ts';
import { lineEnd, lineStart } from '../editor-lines.ts';
import { nextGrapheme } from '../graphemes.ts';
import { withKill } from '../kill-ring.ts';
import type { Operator, Over } from './vi-grammar.ts';
import { firstNonBlank, type Moved, move } from './vi-motions.ts';
import { textObject } from './vi-objects.ts';

/** A part of the text an operator works on; whole lines without the last one's line end. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly isLines: boolean;
}

/** What an operator is to work on, from where the cursor is; undefined where there is nothing. */
export function spanOf(state: EditorState, operator: Operator, over: Over): Span | undefined {
  const { text, cursor } = state;
  switch (over.kind) {
    case 'selection':
      return selectionOf(state);
    case 'lines': {
      let end = lineEnd(text, cursor);
      for (let i = 1; i < over.count && end < text.length; i++) end = lineEnd(text, end + 1);
      return { from: lineStart(text, cursor), to: end, isLines: true };
    }
    case 'object': {
      const range = textObject(text, cursor, over);
      return range && { ...range, isLines: false };
    }
    case 'motion': {
      const { motion } = over;
      // `cw` changes to the end of the word, as everybody is used to.
      const isWord =
        operator === 'c' && /^[wW]$/.test(motion.name) && /\S/.test(text[cursor] ?? '');
      const name = isWord ? (motion.name === 'w' ? 'e' : 'E') : motion.name;
      const isOne = isWord && !/^\S{2}/.test(text.slice(cursor, cursor + 2));
      if (isOne && (motion.count ?? 1) === 1) {
        return { from: cursor, to: nextGrapheme(text, cursor), isLines: false };
      }
      const to = move(state, { ...motion, name });
      return to && overMotion(state, to, motion.name);
    }
  }
}

function overMotion({ text, cursor }: EditorState, to: Moved, name: string): Span {
  const from = Math.min(cursor, to.to);
  const end = Math.max(cursor, to.to);
  if (to.takes === 'lines') {
    return { from: lineStart(text, from), to: lineEnd(text, end), isLines: true };
  }
  if (to.takes === 'through') return { from, to: nextGrapheme(text, end), isLines: false };
  // A word's motion from the last word of a line does not join the next one.
  const line = lineEnd(text, cursor);
  const isOverEnd = /^[wW]$/.test(name) && end > line && text.slice(line, end).trim() === '';
  return { from, to: isOverEnd && line > cursor ? line : end, isLines: false };
}

/** What is selected in a visual mode. */
export function selectionOf({ text, cursor, vi }: EditorState): Span | undefined {
  if (vi === undefined || (vi.mode !== 'visual' && vi.mode !== 'visual-line')) return undefined;
  const anchor = Math.min(vi.anchor, text.length);
  const from = Math.min(anchor, cursor);
  const to = Math.max(anchor, cursor);
  if (vi.mode === 'visual') return { from, to: nextGrapheme(text, to), isLines: false };
  return { from: lineStart(text, from), to: lineEnd(text, to), isLines: true };
}

/** Does it. The mode is the caller's. */
export function operate(state: EditorState, operator: Operator, span: Span): EditorState {
  const { from, to, isLines } = span;
  const part = state.text.slice(from, to);
  switch (operator) {
    case 'y':
      return moved(withKill(state, isLines ? `${part}\n` : part), isLines ? state.cursor : from);
    case 'd':
      return withKill(
        isLines ? withoutLines(state, span) : cut(state, span),
        isLines ? `${part}\n` : part,
      );
    case 'c':
      return withKill(
        isLines ? emptied(state, span) : cut(state, span),
        isLines ? `${part}\n` : part,
      );
    case '>':
    case '<': {
      const start = lineStart(state.text, from);
      const end = Math.max(start, span.isLines ? to : lineEnd(state.text, Math.max(from, to - 1)));
      const by = shifted(state.text.slice(start, end), operator);
      const next = replaceRange(state, { from: start, to: end, by });
      return { ...next, cursor: firstNonBlank(next.text, start) };
    }
    case 'gu':
      return changed(state, span, part.toLowerCase());
    case 'gU':
      return changed(state, span, part.toUpperCase());
    case 'g~':
      return changed(state, span, otherCase(part));
  }
}

/** Small letters for capitals and the other way round. */
export function otherCase(text: string): string {
  return text.replace(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function changed(state: EditorState, { from, to }: Span, by: string): EditorState {
  if (from === to) return state;
  return { ...replaceRange(state, { from, to, by }), cursor: from };
}

function cut(state: EditorState, { from, to }: Span): EditorState {
  return from === to ? moved(state, from) : replaceRange(state, { from, to, by: '' });
}

function withoutLines(state: EditorState, { from, to }: Span): EditorState {
  const { text } = state;
  const isLast = to === text.length;
  const range = isLast ? { from: Math.max(0, from - 1), to } : { from, to: to + 1 };
  if (range.from === range.to) return state;
  const next = replaceRange(state, { ...range, by: '' });
  return { ...next, cursor: firstNonBlank(next.text, Math.min(next.text.length, from)) };
}

/** `cc` leaves the line's indentation. */
function emptied(state: EditorState, { from, to }: Span): EditorState {
  const start = firstNonBlank(state.text, from);
  return start === to ? moved(state, to) : replaceRange(state, { from: start, to, by: '' });
}

function shifted(lines: string, operator: '>' | '<'): string {
  return operator === '>' ? lines.replace(/^(?=.)/gm, INDENT) : lines.replace(/^[ \t]{1,2}/gm, '');
}
