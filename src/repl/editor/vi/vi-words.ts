import { nextGrapheme, previousGrapheme } from '../graphemes.ts';

/** `small` words as `w` has them: letters and digits, or signs; `big` ones as `W`: whatever stands between blanks. */
export type WordSize = 'small' | 'big';

type CharacterKind = 'blank' | 'word' | 'sign';

const WORD = /[\p{L}\p{N}\p{M}_$]/u;

/** The start of the next word. */
export function wordStart(text: string, at: number, size: WordSize): number {
  const kind = kindAt(text, at, size);
  let place = at;
  while (place < text.length && kind !== 'blank' && kindAt(text, place, size) === kind) {
    place = nextGrapheme(text, place);
  }
  return skipBlanks(text, place, size);
}

/** The start of this word, or of the one before. */
export function wordBack(text: string, at: number, size: WordSize): number {
  let place = at;
  while (place > 0 && kindBefore(text, place, size) === 'blank') {
    place = previousGrapheme(text, place);
  }
  const kind = kindBefore(text, place, size);
  while (place > 0 && kindBefore(text, place, size) === kind) place = previousGrapheme(text, place);
  return place;
}

/** The last character of this word, or of the next one. */
export function wordEnd(text: string, at: number, size: WordSize): number {
  let place = skipBlanks(text, nextGrapheme(text, at), size);
  const kind = kindAt(text, place, size);
  for (let next = nextGrapheme(text, place); next < text.length; ) {
    if (kindAt(text, next, size) !== kind) break;
    place = next;
    next = nextGrapheme(text, place);
  }
  return Math.min(place, Math.max(0, text.length - 1));
}

/** The last character of the word before. */
export function wordEndBack(text: string, at: number, size: WordSize): number {
  let place = at;
  const kind = kindAt(text, place, size);
  while (place > 0 && kind !== 'blank' && kindAt(text, place, size) === kind) {
    place = previousGrapheme(text, place);
    if (place === 0) return 0;
  }
  while (place > 0 && kindAt(text, place, size) === 'blank') place = previousGrapheme(text, place);
  return place;
}

/** The run of one kind of characters around a place. */
export function runAround(
  text: string,
  at: number,
  size: WordSize,
): { readonly from: number; readonly to: number } {
  const kind = kindAt(text, at, size);
  let from = at;
  while (from > 0 && text[from - 1] !== '\n' && kindBefore(text, from, size) === kind) {
    from = previousGrapheme(text, from);
  }
  let to = at;
  while (to < text.length && text[to] !== '\n' && kindAt(text, to, size) === kind) {
    to = nextGrapheme(text, to);
  }
  return { from, to };
}

function skipBlanks(text: string, at: number, size: WordSize): number {
  let place = at;
  while (place < text.length && kindAt(text, place, size) === 'blank') {
    place = nextGrapheme(text, place);
  }
  return place;
}

function kindBefore(text: string, at: number, size: WordSize): CharacterKind {
  return kindAt(text, previousGrapheme(text, at), size);
}

function kindAt(text: string, at: number, size: WordSize): CharacterKind {
  const character = text.slice(at, at + 2);
  if (character === '' || /^\s/.test(character)) return 'blank';
  return size === 'small' && !WORD.test(character[0] ?? '') && !isAstralLetter(character)
    ? 'sign'
    : 'word';
}

function isAstralLetter(pair: string): boolean {
  return (pair.codePointAt(0) ?? 0) > 0xffff && /^\p{L}/u.test(pair);
}
