import type { Charset } from '../../core/charset.ts';
import { LineModel } from '../channel/line-model.ts';
import type { RawLog } from './raw-log.ts';

/** A line as a terminal shows it, and the prompt it begins with. */
export interface EndedLine {
  readonly line: string;
  readonly prompt: string;
}

const NEWLINE = 0x0a;
/** A line with a command on it is not longer. */
const MOST_LINE_BYTES = 8_192;

/**
 * Behind which byte the prompts of these lines stand, counted from the first byte ever: the lines are looked for in the log from a byte on, in their
 * order. Undefined for what cannot be told.
 */
export function promptEnds(
  lines: readonly EndedLine[],
  given: {
    readonly rawLog: RawLog;
    readonly after: number;
    readonly charset: Charset;
    readonly cols: number;
  },
): readonly (number | undefined)[] {
  const { rawLog, after } = given;
  const from = Math.max(after, rawLog.start);
  const bytes = Buffer.concat([...rawLog.slice(from, rawLog.received)]);
  const ends: (number | undefined)[] = [];
  let ended = '';
  const model = new LineModel({ cols: given.cols, onLine: (line) => (ended = line) });
  const decoder = given.charset.openDecoder();
  for (let start = 0; start < bytes.length && ends.length < lines.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const piece = bytes.subarray(start, end);
    ended = '';
    model.feed(decoder.decode(piece));
    const wanted = lines[ends.length];
    if (wanted !== undefined && ended !== '' && ended.trimEnd() === wanted.line.trimEnd()) {
      const length = promptLength(piece, wanted.prompt, given);
      ends.push(length === undefined ? undefined : from + start + length);
    }
    start = end;
  }
  return lines.map((_line, at) => ends[at]);
}

/** How many of a line's bytes it takes until the prompt stands there. */
function promptLength(
  piece: Uint8Array,
  prompt: string,
  { charset, cols }: { readonly charset: Charset; readonly cols: number },
): number | undefined {
  const model = new LineModel({ cols, onLine: () => undefined });
  const decoder = charset.openDecoder();
  const shown = prompt.trimEnd();
  const most = Math.min(piece.length, MOST_LINE_BYTES);
  let found: number | undefined;
  for (let at = 0; at < most; at++) {
    model.feed(decoder.decode(piece.subarray(at, at + 1)));
    const current = model.current();
    if (found === undefined && current.trimEnd() !== shown) continue;
    if (found !== undefined && current !== prompt) break;
    found = at + 1;
    if (current === prompt) break;
  }
  return found;
}
