import type { RegexFlavour } from '../textfsm/render-regex.ts';

/** A text ready to be matched: one line break before it and two behind, and where every line begins. */
export interface InputText {
  readonly text: string;
  /** Places of the line breaks that lines begin behind; the number of a line is its index here plus one. */
  readonly breaks: Int32Array;
  readonly flavour: RegexFlavour;
}

/** Beyond ASCII, or with U+001F, Python's `\w`, `\d`, `\s` mean more than JavaScript's. */
const NEEDS_UNICODE = /[\x1f\x80-\uffff]/;

export function inputText(given: string): InputText {
  const body = given.includes('\r') ? given.replaceAll('\r\n', '\n') : given;
  const text = `\n${body}\n\n`;
  const breaks: number[] = [];
  // The last line break ends the last line.
  for (let at = 0; at >= 0 && at < text.length - 2; at = text.indexOf('\n', at + 1))
    breaks.push(at);
  return {
    text,
    breaks: Int32Array.from(breaks),
    flavour: NEEDS_UNICODE.test(body) ? 'unicode' : 'ascii',
  };
}

/** The index of the first line that begins at a place or behind it. */
export function lineFrom({ breaks }: InputText, place: number): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
