import { type EditorState, insertNewline, moved, redo, replaceRange, undo } from '../editor.ts';
import { lineEnd, lineStart } from '../editor-lines.ts';
import { nextGrapheme, previousGrapheme } from '../graphemes.ts';
import type { Operator, Over, ViCommand } from './vi-grammar.ts';
import { firstNonBlank } from './vi-motions.ts';
import { operate, otherCase, selectionOf, spanOf } from './vi-operators.ts';
import { VI_START, type ViMode, type ViState } from './vi-state.ts';

type Simple = Extract<ViCommand, { kind: 'simple' }>;

/** A one-key command of normal or visual mode. */
export function simpleCommand(state: EditorState, command: Simple): EditorState {
  const { text, cursor } = state;
  const { name, count } = command;
  const isVisual = selectionOf(state) !== undefined;
  const shorthand = (isVisual ? VISUAL_SHORTHANDS : SHORTHANDS)[name];
  if (shorthand !== undefined) return shorthandCommand(state, shorthand, { count, isVisual });
  switch (name) {
    case 'i':
      return inserting(state, cursor);
    case 'a':
      return inserting(state, Math.min(lineEnd(text, cursor), nextGrapheme(text, cursor)));
    case 'I':
      return inserting(state, firstNonBlank(text, cursor));
    case 'A':
      return inserting(state, lineEnd(text, cursor));
    case 'o':
      return isVisual
        ? withVi(moved(state, vi(state).anchor), { anchor: cursor })
        : opened(state, 'below');
    case 'O':
      return opened(state, 'above');
    case 'R':
      return inMode({ ...state, undoSteps: 'first' }, 'replace');
    case 'v':
    case 'V':
      return visual(state, name === 'v' ? 'visual' : 'visual-line');
    case 'u':
      return inMode(times(state, count, undo), 'normal');
    case 'ctrl-r':
      return inMode(times(state, count, redo), 'normal');
    case 'J':
      return joined(state, count);
    case '~':
      return toggled(state, count);
    case 'r':
      return replaced(state, command);
    case 'p':
    case 'P':
      return isVisual ? overSelection(state) : put(state, name, count);
    default:
      return state;
  }
}

interface Shorthand {
  readonly operator: Operator;
  readonly motion?: string;
  readonly isLines?: boolean;
}

/** One-key names of an operator with what it works on. */
const SHORTHANDS: Readonly<Record<string, Shorthand>> = {
  x: { operator: 'd', motion: 'l' },
  X: { operator: 'd', motion: 'h' },
  s: { operator: 'c', motion: 'l' },
  S: { operator: 'c', isLines: true },
  D: { operator: 'd', motion: '$' },
  C: { operator: 'c', motion: '$' },
  Y: { operator: 'y', isLines: true },
};
const VISUAL_SHORTHANDS: Readonly<Record<string, Shorthand>> = {
  x: { operator: 'd' },
  X: { operator: 'd', isLines: true },
  D: { operator: 'd', isLines: true },
  s: { operator: 'c' },
  S: { operator: 'c', isLines: true },
  C: { operator: 'c', isLines: true },
  Y: { operator: 'y', isLines: true },
  '~': { operator: 'g~' },
  u: { operator: 'gu' },
  U: { operator: 'gU' },
};

function shorthandCommand(
  state: EditorState,
  { operator, motion, isLines }: Shorthand,
  { count, isVisual }: { readonly count: number; readonly isVisual: boolean },
): EditorState {
  if (!isVisual) {
    const over: Over =
      motion === undefined
        ? { kind: 'lines', count }
        : { kind: 'motion', motion: { name: motion, character: '', count } };
    return operatorCommand(state, operator, over);
  }
  const lines = isLines === true ? withVi(state, { mode: 'visual-line' }) : state;
  return operatorCommand(lines, operator, { kind: 'selection' });
}

/** An operator over something; `c` begins to insert there. */
export function operatorCommand(state: EditorState, operator: Operator, over: Over): EditorState {
  const span = spanOf(state, operator, over);
  const isNothing = span === undefined || (span.from === span.to && !span.isLines);
  // `cl` at the end of a line still inserts, and so does `ci(` in an empty pair.
  const insertsAt = span?.from ?? (over.kind === 'motion' ? state.cursor : undefined);
  if (isNothing) {
    const stays = operator !== 'c' || insertsAt === undefined;
    return stays ? inMode(state, 'normal') : inserting(state, insertsAt);
  }
  const steps = operator === 'c' ? ({ undoSteps: 'first' } as const) : {};
  const done = operate({ ...state, ...steps }, operator, span);
  return operator === 'c' ? inMode(done, 'insert') : inMode(done, 'normal');
}

function inserting(state: EditorState, cursor: number): EditorState {
  return inMode({ ...moved(state, cursor), undoSteps: 'first' }, 'insert');
}

function opened(state: EditorState, where: 'above' | 'below'): EditorState {
  const { text, cursor } = state;
  const begun: EditorState = { ...state, undoSteps: 'first' };
  if (where === 'below') {
    return inMode(insertNewline({ ...begun, cursor: lineEnd(text, cursor) }), 'insert');
  }
  const start = lineStart(text, cursor);
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const next = replaceRange(begun, { from: start, to: start, by: `${indent}\n` });
  return inMode({ ...next, cursor: start + indent.length }, 'insert');
}

function visual(state: EditorState, mode: 'visual' | 'visual-line'): EditorState {
  const now = vi(state);
  if (now.mode === mode) return inMode(state, 'normal');
  const isVisual = selectionOf(state) !== undefined;
  return withVi(state, { mode, anchor: isVisual ? now.anchor : state.cursor, typed: [] });
}

function joined(state: EditorState, count: number): EditorState {
  const span = selectionOf(state);
  const breaks = span && state.text.slice(span.from, span.to).split('\n').length - 1;
  const from = span ? { ...state, cursor: span.from } : state;
  return inMode(times(from, breaks ?? Math.max(1, count - 1), joinedOnce), 'normal');
}

function joinedOnce(state: EditorState): EditorState {
  const end = lineEnd(state.text, state.cursor);
  if (end === state.text.length) return state;
  const blanks = /^\s*/.exec(state.text.slice(end))?.[0].length ?? 1;
  const isGlued = /[\s(]$/.test(state.text.slice(0, end)) || state.text[end + blanks] === ')';
  const by = isGlued ? '' : ' ';
  return { ...replaceRange(state, { from: end, to: end + blanks, by }), cursor: end };
}

function toggled(state: EditorState, count: number): EditorState {
  const { text, cursor } = state;
  const to = Math.min(lineEnd(text, cursor), forward(text, cursor, count));
  if (to === cursor) return state;
  const by = otherCase(text.slice(cursor, to));
  return inMode(replaceRange(state, { from: cursor, to, by }), 'normal');
}

function replaced(state: EditorState, { count, character }: Simple): EditorState {
  const { text, cursor } = state;
  const span = selectionOf(state);
  const from = span?.from ?? cursor;
  const to = span?.to ?? forward(text, cursor, count);
  const isOver = to > lineEnd(text, cursor) || [...text.slice(from, to)].length < count;
  if (span === undefined && isOver) return state;
  const by = character === '\n' ? '\n' : text.slice(from, to).replace(/[^\n]/gu, character);
  const next = replaceRange(state, { from, to, by });
  return inMode(
    { ...next, cursor: span ? from : previousGrapheme(next.text, from + by.length) },
    'normal',
  );
}

function put(state: EditorState, name: 'p' | 'P', count: number): EditorState {
  const killed = state.kills.at(-1);
  if (killed === undefined) return state;
  const { text, cursor } = state;
  const many = killed.repeat(Math.min(count, Math.ceil(MAX_PUT / killed.length)));
  if (killed.endsWith('\n')) {
    const whole = many.replace(/\n$/, '');
    const isBelow = name === 'p';
    const at = isBelow ? lineEnd(text, cursor) : lineStart(text, cursor);
    const by = isBelow ? `\n${whole}` : `${whole}\n`;
    const next = replaceRange(state, { from: at, to: at, by });
    return { ...next, cursor: firstNonBlank(next.text, isBelow ? at + 1 : at) };
  }
  const at = name === 'P' ? cursor : Math.min(lineEnd(text, cursor), nextGrapheme(text, cursor));
  const next = replaceRange(state, { from: at, to: at, by: many });
  return { ...next, cursor: previousGrapheme(next.text, at + many.length) };
}

const MAX_PUT = 1_000_000;

function overSelection(state: EditorState): EditorState {
  const span = selectionOf(state);
  const by = state.kills.at(-1);
  if (span === undefined || by === undefined) return inMode(state, 'normal');
  const cut = state.text.slice(span.from, span.to);
  const next = replaceRange(state, { ...span, by: span.isLines ? by.replace(/\n$/, '') : by });
  const kills = [...state.kills, span.isLines ? `${cut}\n` : cut];
  return inMode({ ...next, kills, cursor: span.from }, 'normal');
}

function forward(text: string, at: number, count: number): number {
  let place = at;
  for (let i = 0; i < count && place < text.length; i++) place = nextGrapheme(text, place);
  return place;
}

function times(
  state: EditorState,
  count: number,
  step: (state: EditorState) => EditorState,
): EditorState {
  let next = state;
  for (let i = 0; i < count; i++) {
    const after = step(next);
    if (after === next) break;
    next = after;
  }
  return next;
}

/** In another mode, with nothing half typed. In normal mode the cursor stands on a character. */
export function inMode(state: EditorState, mode: ViMode): EditorState {
  const next = withVi(state, { mode, typed: [] });
  if (mode !== 'normal') return next;
  return { ...next, undoSteps: 'each', cursor: onCharacter(next.text, next.cursor) };
}

function onCharacter(text: string, cursor: number): number {
  const isAtEnd = cursor === text.length || text[cursor] === '\n';
  return isAtEnd && cursor > lineStart(text, cursor) ? previousGrapheme(text, cursor) : cursor;
}

function vi(state: EditorState): ViState {
  return state.vi ?? VI_START;
}

export function withVi(state: EditorState, change: Partial<ViState>): EditorState {
  return { ...state, vi: { ...vi(state), ...change } };
}
