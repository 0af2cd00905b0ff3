import stringWidth from 'string-width';

/** Columns a string takes on a terminal, by grapheme cluster. ASCII and box drawing are answered without a table. */
export function widthOf(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isNarrow = (code >= 0x20 && code < 0x7f) || (code >= 0x2500 && code < 0x25a0);
    if (!isNarrow) return Math.min(stringWidth(text), 2 * text.length);
  }
  return text.length;
}

/** Cuts text to `maxCols` columns, with `…` where something was cut off. */
export function truncate(text: string, maxCols: number): string {
  if (maxCols <= 0) return '';
  if (widthOf(text) <= maxCols) return text;
  let kept = '';
  let columns = 0;
  for (const character of text) {
    const width = widthOf(character);
    if (columns + width > maxCols - 1) break;
    kept += character;
    columns += width;
  }
  return `${kept}…`;
}

/** The text from a column on; a wide character that the cut goes through is left out. */
export function fromColumn(text: string, cols: number): string {
  let at = 0;
  let columns = 0;
  for (const character of text) {
    if (columns >= cols) break;
    columns += widthOf(character);
    at += character.length;
  }
  return text.slice(at);
}
