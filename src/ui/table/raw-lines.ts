import { safeLines } from '../../core/safe.ts';
import type { RawMarks, TableView } from '../../state/table-view.ts';
import { lastValue } from './last-value.ts';

/**
 * The raw text, cleaned for the screen, line by line. Of a filter's words each must stand in a line, except while lines are pointed
 * out, which needs all of them.
 */
export function rawLines({ raw, filter, marks }: TableView): readonly string[] {
  const lines = cleaned(raw);
  return marks !== undefined || filter.trim() === '' ? lines : filtered(lines, filter);
}

/** Whether a line is pointed out. */
export function isMarked(marks: RawMarks | undefined, line: number): boolean {
  return marks !== undefined && markSet(marks.lines).has(line);
}

/** The first line on screen that brings the mark looked at into view, with some lines above it. */
export function topFor({ lines, at }: RawMarks, { rows, count }: { rows: number; count: number }) {
  const line = lines[at] ?? 0;
  return Math.max(0, Math.min(line - Math.floor(rows / 3), count - rows));
}

const cleaned = lastValue((raw: string): readonly string[] => safeLines(raw).split('\n'));

const filtered = lastValue((lines: readonly string[], filter: string): readonly string[] => {
  const words = filter.toLowerCase().split(/\s+/);
  return lines.filter((line) => words.every((word) => line.toLowerCase().includes(word)));
});

const markSet = lastValue((lines: readonly number[]) => new Set(lines));
