/**
 * The lines of a text as Python's `str.splitlines` gives them: at `\r\n`, `\n`, `\r`, `\v`, `\f`, U+001C to U+001E, U+0085, U+2028 and U+2029,
 * without an empty last line.
 */
export function splitLines(text: string): string[] {
  const lines = UNUSUAL.test(text) ? text.split(BREAK) : text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const UNUSUAL = /[\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
const BREAK = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
