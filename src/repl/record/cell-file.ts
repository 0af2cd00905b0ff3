/** A line that ends one cell of a file and begins the next: `// %%`, with or without words behind it; so does a `%%magic` end there. */
const SEPARATOR = /^[ \t]*\/\/ ?%%/;

/**
 * The cells of a file, in their order: what stands between lines `// %%`. Each is padded with the line ends before it, so that the places
 * of its errors are those of the file. A file without such a line is one cell; cells of blanks and comments only are left out.
 */
export function cellsOfFile(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const cells: string[] = [];
  let from = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && !SEPARATOR.test(lines[at] ?? '')) continue;
    const own = lines.slice(from, at);
    if (own.some(saysSomething)) cells.push('\n'.repeat(from) + own.join('\n').trimEnd());
    from = at + 1;
  }
  return cells;
}

/** A file of cells, each behind a line that begins it, with words about it. Read back by `cellsOfFile`. */
export function cellFileText(
  cells: readonly { readonly about: string; readonly source: string }[],
): string {
  return cells.map(({ about, source }) => cellText(about, source)).join('\n');
}

/** One of them. `about` is one line, and safe. */
export function cellText(about: string, source: string): string {
  const lines = source.trimEnd().split('\n');
  // A line that would part it gets one more blank.
  const whole = lines.map((line) => (SEPARATOR.test(line) ? line.replace('//', '//  ') : line));
  return `// %%${about === '' ? '' : ` ${about}`}\n${whole.join('\n')}\n`;
}

function saysSomething(line: string): boolean {
  const text = line.trim();
  return text !== '' && !text.startsWith('//');
}
