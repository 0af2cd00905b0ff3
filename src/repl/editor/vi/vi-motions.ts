import { bracketPartner } from '../brackets.ts';
import type { EditorState } from '../editor.ts';
import { downLine, lineEnd, lineStart, upLine } from '../editor-lines.ts';
import { nextGrapheme, previousGrapheme } from '../graphemes.ts';
import type { ViFind } from './vi-state.ts';
import { wordBack, wordEnd, wordEndBack, wordStart } from './vi-words.ts';

/** Where a motion goes, and what an operator over it takes in. */
export interface Moved {
  readonly to: number;
  readonly takes: 'before' | 'through' | 'lines';
}

export interface Motion {
  readonly name: string;
  /** The character of f, F, t, T. */
  readonly character: string;
  /** Undefined when none was typed. */
  readonly count: number | undefined;
}

/** Where a motion leads from the cursor; undefined when it leads nowhere. */
export function move(state: EditorState, motion: Motion): Moved | undefined {
  const { text, cursor } = state;
  const times = motion.count ?? 1;
  const before = (step: (at: number) => number): Moved | undefined => {
    const to = repeated(cursor, step, times);
    return to === cursor ? undefined : { to, takes: 'before' };
  };
  const through = (step: (at: number) => number): Moved => ({
    to: repeated(cursor, step, times),
    takes: 'through',
  });
  switch (motion.name) {
    case 'h':
      return before((at) => Math.max(lineStart(text, cursor), previousGrapheme(text, at)));
    case 'l':
      return before((at) => Math.min(lineEnd(text, cursor), nextGrapheme(text, at)));
    case 'w':
      return before((at) => wordStart(text, at, 'small'));
    case 'W':
      return before((at) => wordStart(text, at, 'big'));
    case 'b':
      return before((at) => wordBack(text, at, 'small'));
    case 'B':
      return before((at) => wordBack(text, at, 'big'));
    case 'e':
      return through((at) => wordEnd(text, at, 'small'));
    case 'E':
      return through((at) => wordEnd(text, at, 'big'));
    case 'ge':
      return through((at) => wordEndBack(text, at, 'small'));
    case '0':
      return { to: lineStart(text, cursor), takes: 'before' };
    case '^':
    case '_':
      return { to: firstNonBlank(text, cursor), takes: 'before' };
    case '$':
      return { to: lineEnd(text, downBy(text, cursor, times - 1)), takes: 'before' };
    case '%': {
      const to = partnerFrom(text, cursor);
      return to === undefined ? undefined : { to, takes: 'through' };
    }
    case 'gg':
      return { to: lineNumber(text, motion.count ?? 1), takes: 'lines' };
    case 'G':
      return {
        to: lineNumber(text, motion.count ?? Number.POSITIVE_INFINITY),
        takes: 'lines',
      };
    case 'j':
    case 'k': {
      const to = byLines(state, motion.name, times);
      return to && { to: to.cursor, takes: 'lines' };
    }
    default:
      return find(state, motion, times);
  }
}

/** Some lines down (`j`) or up (`k`), keeping to the column; undefined where there are not so many. */
export function byLines(
  state: EditorState,
  name: 'j' | 'k',
  times: number,
): EditorState | undefined {
  let at: EditorState | undefined = state;
  for (let i = 0; i < times && at !== undefined; i++) at = name === 'j' ? downLine(at) : upLine(at);
  return at;
}

function find(state: EditorState, { name, character }: Motion, times: number): Moved | undefined {
  const asked = asFind(state, name, character);
  if (asked === undefined) return undefined;
  const { text, cursor } = state;
  const start = lineStart(text, cursor);
  const end = lineEnd(text, cursor);
  const isForward = asked.kind === 'f' || asked.kind === 't';
  let at = cursor;
  for (let i = 0; i < times; i++) {
    const isRepeat = (name === ';' || name === ',') && i === 0;
    const skip = isRepeat && (asked.kind === 't' || asked.kind === 'T') ? 1 : 0;
    at = isForward
      ? text.indexOf(asked.character, nextGrapheme(text, at) + skip)
      : text.lastIndexOf(asked.character, previousGrapheme(text, at) - skip);
    if (at < start || at >= end || (!isForward && at >= cursor)) return undefined;
  }
  if (asked.kind === 't') at = previousGrapheme(text, at);
  if (asked.kind === 'T') at = at + asked.character.length;
  return { to: at, takes: isForward ? 'through' : 'before' };
}

const OTHER_WAY = { f: 'F', F: 'f', t: 'T', T: 't' } as const;

/** What f, F, t, T, `;` and `,` look for. */
export function asFind(state: EditorState, name: string, character: string): ViFind | undefined {
  if (name === 'f' || name === 'F' || name === 't' || name === 'T') {
    return { kind: name, character };
  }
  const last = state.vi?.find;
  if (last === undefined) return undefined;
  if (name === ';') return last;
  return name === ',' ? { ...last, kind: OTHER_WAY[last.kind] } : undefined;
}

/** The first character of a line that is no blank. */
export function firstNonBlank(text: string, at: number): number {
  const start = lineStart(text, at);
  const blanks = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0;
  return start + blanks;
}

/** The partner of the first bracket at or behind the cursor in its line. */
function partnerFrom(text: string, cursor: number): number | undefined {
  const end = lineEnd(text, cursor);
  for (let at = cursor; at < end; at++) {
    if ('()[]{}'.includes(text[at] ?? ' ')) return bracketPartner(text, at);
  }
  return undefined;
}

function lineNumber(text: string, number: number): number {
  let at = 0;
  for (let line = 1; line < number; line++) {
    const end = text.indexOf('\n', at);
    if (end < 0) break;
    at = end + 1;
  }
  return firstNonBlank(text, at);
}

function downBy(text: string, at: number, times: number): number {
  let place = at;
  for (let i = 0; i < times; i++) place = Math.min(text.length, lineEnd(text, place) + 1);
  return place;
}

function repeated(at: number, step: (at: number) => number, times: number): number {
  let place = at;
  for (let i = 0; i < times; i++) {
    const next = step(place);
    if (next === place) break;
    place = next;
  }
  return place;
}
