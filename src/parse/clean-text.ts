import type { Platform } from '../platforms/platform.ts';
import { splitLines } from '../textfsm/split-lines.ts';

/** Lines at either end of an answer in which a refusal or clutter can stand; further in, the same words are ordinary text. */
const EDGE_LINES = 6;
/** Less clutter stands behind an answer. */
const LAST_LINES = 2;

export interface CleanText {
  readonly text: string;
  /** For each line read, from the first, its 1-based line of the answer; undefined where they are the same. */
  readonly lines: readonly number[] | undefined;
}

/** An answer's lines without what the device puts in front of every answer: dates, load averages. */
export function withoutClutter(text: string, platform: Platform | undefined): CleanText {
  const patterns = platform?.clutter ?? [];
  const lines = text.split('\n');
  const kept = lines.flatMap((line, at) =>
    (at >= EDGE_LINES && at < lines.length - LAST_LINES) ||
    !patterns.some((pattern) => pattern.test(trimEnd(line)))
      ? [at]
      : [],
  );
  const isWhole = kept.length === lines.length;
  const isPlain = splitLines(text).length === lines.length - (lines.at(-1) === '' ? 1 : 0);
  if (isWhole && isPlain) return { text, lines: undefined };
  return {
    text: isWhole ? text : kept.map((at) => lines[at] ?? '').join('\n'),
    // Other line ends than \n make several lines of one.
    lines: kept.flatMap((at) => splitLines(`${lines[at] ?? ''}\n`).map(() => at + 1)),
  };
}

/** Whether the device said no instead of answering. */
export function isRefusal(text: string, platform: Platform | undefined): boolean {
  const patterns = platform?.refusals ?? [];
  const lines = text.split('\n');
  const edges =
    lines.length <= 2 * EDGE_LINES
      ? lines
      : [...lines.slice(0, EDGE_LINES), ...lines.slice(-EDGE_LINES)];
  return edges.some((line) => patterns.some((pattern) => pattern.test(line)));
}

function trimEnd(line: string): string {
  return line.slice(0, 500).trimEnd();
}
