import { isSameState, SCAN_START, type ScanState, scanLine, type Token } from './scan-line.ts';

/** A text cut into lines and read for its colours. */
export interface ScannedText {
  readonly lines: readonly TextLine[];
  /** Where each line begins in the text. */
  readonly starts: readonly number[];
}

export interface TextLine {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly start: ScanState;
  readonly end: ScanState;
}

/** Texts longer than this have lines but no colours. */
const MAX_TEXT = 1_000_000;

/** Reads a text. Lines that `before` has read in the same state are taken from there: a key costs the line it changes. */
export function scanText(text: string, before?: ScannedText): ScannedText {
  const texts = text.split('\n');
  const starts = startsOf(texts);
  if (text.length > MAX_TEXT) return { lines: texts.map(unread), starts };
  const old = before?.lines ?? [];
  const same = sameAtEnd(texts, old);
  const shift = old.length - texts.length;
  const lines: TextLine[] = [];
  let state = SCAN_START;
  for (const [i, line] of texts.entries()) {
    const known = i < texts.length - same ? old[i] : old[i + shift];
    const isKnown = known !== undefined && known.text === line && isSameState(known.start, state);
    const read = isKnown ? known : { text: line, start: state, ...scanLine(line, state) };
    lines.push(read);
    state = read.end;
  }
  return { lines, starts };
}

/** The line an offset of the text stands in, by its place. */
export function lineOf({ starts }: ScannedText, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return starts;
}

/** So many lines at the end are as they were; those before are compared place by place. */
function sameAtEnd(lines: readonly string[], before: readonly TextLine[]): number {
  if (lines.length === before.length) return 0;
  const most = Math.min(lines.length, before.length);
  let same = 0;
  while (same < most && lines[lines.length - 1 - same] === before[before.length - 1 - same]?.text) {
    same++;
  }
  return same;
}

function unread(text: string): TextLine {
  return { text, tokens: [], start: SCAN_START, end: SCAN_START };
}
