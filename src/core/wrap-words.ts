import { widthOf } from './width.ts';

/** Breaks a line at blanks; a word longer than a row is cut in pieces, so that no part of a fingerprint is hidden. */
export function wrapWords(line: string, cols: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    const joined = row === '' ? word : `${row} ${word}`;
    if (widthOf(joined) <= cols) {
      row = joined;
      continue;
    }
    if (row !== '') rows.push(row);
    row = word;
    while (widthOf(row) > cols) {
      rows.push(row.slice(0, cols));
      row = row.slice(cols);
    }
  }
  return [...rows, row];
}
