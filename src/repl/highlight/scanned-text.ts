import { isSameState, SCAN_START, type ScanState, scanLine, type Token } from './scan-line.ts';

/** One line of a text, read. */
export interface TextLine {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly at: number;
  readonly tokens: readonly Token[];
  readonly start: ScanState;
  readonly end: ScanState;
}

/** Texts longer than this have lines but no colours. */
const MAX_TEXT = 1_000_000;

/** A text cut into lines and read. Lines that `before` has read in the same state are taken from there. */
export function scanText(text: string, before: readonly TextLine[] = []): readonly TextLine[] {
  const lines = text.split('\n');
  if (text.length > MAX_TEXT) return lines.map(unread());
  const same = sameAtEnd(lines, before);
  const shift = before.length - lines.length;
  const scanned: TextLine[] = [];
  let state = SCAN_START;
  let at = 0;
  for (const [i, line] of lines.entries()) {
    const known = i < lines.length - same ? before[i] : before[i + shift];
    const isKnown = known?.text === line && isSameState(known.start, state);
    const { tokens, end } = isKnown ? known : scanLine(line, state);
    scanned.push(
      isKnown && known.at === at ? known : { text: line, at, tokens, start: state, end },
    );
    state = end;
    at += line.length + 1;
  }
  return scanned;
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

function unread(): (line: string) => TextLine {
  let at = 0;
  return (line) => {
    const read = { text: line, at, tokens: [], start: SCAN_START, end: SCAN_START };
    at += line.length + 1;
    return read;
  };
}

/** The line an offset of the text stands in, by its place. */
export function lineOf(lines: readonly TextLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
