import type { Film } from './film.ts';
import type { PageChapter } from './page-data.ts';
import { rowText } from './row-runs.ts';

/**
 * A command's answer as its film shows it: the rows below the line on which it was entered, to above the prompt that came back. '' where the screen was
 * wiped meanwhile.
 */
export function answerText(
  film: Film,
  { atMs, endMs }: Pick<PageChapter, 'atMs' | 'endMs'>,
): string {
  const from = cursorLine(film, atMs) + 1;
  const frame = film.frameAt(endMs);
  const to = cursorLine(film, endMs);
  const { above, rows } = film.picture(frame);
  const lines: string[] = [];
  for (let line = from; line < to; line++) {
    const row = line < above ? film.data.lines[line] : rows[line - above];
    lines.push(rowText(film.row(row ?? 0)).trimEnd());
  }
  return lines.join('\n').trimEnd();
}

/** The line of the cursor, counted from the first that the session ever showed; the screen's last while it is hidden. */
function cursorLine(film: Film, atMs: number): number {
  const { above, cursorY, rows } = film.picture(film.frameAt(atMs));
  return above + (cursorY < 0 ? rows.length - 1 : cursorY);
}
