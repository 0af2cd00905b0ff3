/** A line that is found, or stands around one that is. */
export interface GrepLine {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  readonly isFound: boolean;
  /** Lines were left out in front of it. */
  readonly isAfterGap: boolean;
}

export interface GrepOptions {
  /** Whether a line is wanted. */
  readonly test: (line: string) => boolean;
  /** Lines shown in front of a found one, and behind it. */
  readonly before: number;
  readonly after: number;
}

/** Lines that are wanted with those around them, each once, in their order. */
export function grepLines(
  lines: readonly string[],
  { test, before, after }: GrepOptions,
): GrepLine[] {
  const found = lines.map((line) => test(line));
  const shown: GrepLine[] = [];
  let next = 0;
  for (const [place, isFound] of found.entries()) {
    if (!isFound) continue;
    const from = Math.max(next, place - before);
    const to = Math.min(lines.length, place + after + 1);
    for (let at = from; at < to; at++) {
      const isAfterGap = at === from && from > next;
      const text = lines[at] ?? '';
      shown.push({ text, number: at + 1, isFound: found[at] ?? false, isAfterGap });
    }
    next = Math.max(next, to);
  }
  return shown;
}
