const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Text near the cursor that is looked at: no grapheme a person types is longer. */
const REACH = 64;
const SIMPLE = /^[\n\x20-\x7e]*$/;

/** The start of the grapheme before an offset; 0 at the start. */
export function previousGrapheme(text: string, offset: number): number {
  if (offset <= 1) return 0;
  if (SIMPLE.test(text.slice(offset - 2, offset))) return offset - 1;
  const from = Math.max(0, offset - REACH);
  let start = from;
  for (const { index } of segmenter.segment(text.slice(from, offset))) start = from + index;
  return start;
}

/** The end of the grapheme at an offset; the text's length at the end. */
export function nextGrapheme(text: string, offset: number): number {
  if (offset >= text.length - 1) return text.length;
  if (SIMPLE.test(text.slice(offset, offset + 2))) return offset + 1;
  for (const { segment } of segmenter.segment(text.slice(offset, offset + REACH))) {
    return offset + segment.length;
  }
  return text.length;
}

const WORD = /[\p{L}\p{N}\p{M}_$]/u;

/** The start of the word before an offset, as Alt-b goes. */
export function previousWord(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !WORD.test(text.slice(previousGrapheme(text, at), at))) {
    at = previousGrapheme(text, at);
  }
  while (at > 0 && WORD.test(text.slice(previousGrapheme(text, at), at))) {
    at = previousGrapheme(text, at);
  }
  return at;
}

/** The end of the word after an offset, as Alt-f goes. */
export function nextWord(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !WORD.test(text.slice(at, nextGrapheme(text, at)))) {
    at = nextGrapheme(text, at);
  }
  while (at < text.length && WORD.test(text.slice(at, nextGrapheme(text, at)))) {
    at = nextGrapheme(text, at);
  }
  return at;
}

/** The start of the blank-separated word before an offset, as Ctrl-W cuts. */
export function previousBlankWord(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return before.length - (/\S*\s*$/.exec(before)?.[0].length ?? 0);
}
