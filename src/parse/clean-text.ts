import type { Platform } from '../platforms/platform.ts';

/** Lines at either end of an answer in which a refusal or clutter can stand; further in, the same words are ordinary text. */
const EDGE_LINES = 6;
/** Less clutter stands behind an answer. */
const LAST_LINES = 2;

/** An answer's lines without what the device puts in front of every answer: dates, load averages. */
export function withoutClutter(text: string, platform: Platform | undefined): string {
  const patterns = platform?.clutter ?? [];
  if (patterns.length === 0) return text;
  const lines = text.split('\n');
  const kept = lines.filter(
    (line, at) =>
      (at >= EDGE_LINES && at < lines.length - LAST_LINES) ||
      !patterns.some((pattern) => pattern.test(trimEnd(line))),
  );
  return kept.length === lines.length ? text : kept.join('\n');
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
