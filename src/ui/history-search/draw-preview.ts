import type { Grid } from '../../core/grid.ts';
import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import { truncate } from '../../core/width.ts';
import { addressOf, type FoundBlock } from '../../journal/search/found-block.ts';
import { type CompiledWord, type Mark, placesOf } from '../../journal/search/search-word.ts';
import type { Theme } from '../theme.ts';
import { drawMarked, markStyles } from './draw-results.ts';
import type { HistorySearch } from './history-search.ts';

interface Part {
  readonly history: HistorySearch;
  readonly rect: Rect;
  readonly theme: Theme;
}

/** The answer around the line that fits, under a line that says what it is. */
export function drawPreview(grid: Grid, { history, rect, theme }: Part): void {
  const { chosen, preview, words, previewTop } = history;
  grid.text(rect.x, rect.y, '─'.repeat(rect.w), theme.border, rect.w);
  if (chosen === undefined) return;
  grid.text(rect.x + 1, rect.y, ` ${truncate(aboutWords(chosen), rect.w - 4)} `, theme.title);
  if (preview === undefined) return;
  const rows = rect.h - 1;
  const most = Math.max(0, preview.lines.length - rows);
  const middle = Math.max(0, preview.at - Math.floor(rows / 3));
  const top = Math.max(0, Math.min(most, middle + previewTop));
  for (let row = 0; row < rows; row++) {
    const at = top + row;
    const text = preview.lines[at];
    if (text === undefined) return;
    const y = rect.y + 1 + row;
    const isHit = at === preview.at;
    if (isHit) grid.text(rect.x, y, '▌', theme.accent);
    const marks =
      isHit && chosen.line?.in === 'answer' ? hitMarks(chosen, text) : marksOf(words, text);
    drawMarked(grid, {
      text,
      marks,
      x: rect.x + 1,
      y,
      cols: rect.w - 2,
      ...markStyles(theme, false),
    });
  }
}

function aboutWords(found: FoundBlock): string {
  const { session, startedAtMs, block } = found;
  const words = [session, block?.command ?? 'between commands', localTime(startedAtMs)];
  const about =
    block === undefined
      ? []
      : [block.mode, block.outcome === 'ok' ? '' : block.outcome, byWords(block.by)];
  return [...words, ...about, addressOf(found)]
    .filter((word) => word !== '')
    .map((word) => safe(word, 120))
    .join(' · ');
}

function byWords(by: string): string {
  return by === 'person' ? '' : `by ${by}`;
}

/** Those the search has found; its line may be a part of the whole one. */
function hitMarks({ line }: FoundBlock, text: string): readonly Mark[] {
  if (line === undefined) return [];
  const from = text.indexOf(line.text);
  return from < 0 ? [] : line.marks.map(([a, b]): Mark => [a + from, b + from]);
}

function marksOf(words: readonly CompiledWord[], text: string): readonly Mark[] {
  return words.flatMap((word) => placesOf(word, text)).sort((a, b) => a[0] - b[0]);
}
