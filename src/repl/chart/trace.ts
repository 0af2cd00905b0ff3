import type { Dots } from './dots.ts';
import type { Series } from './series.ts';

/** How numbers become dots. */
export interface Frame {
  readonly fromX: number;
  readonly toX: number;
  readonly fromY: number;
  readonly toY: number;
}

interface Column {
  readonly x: number;
  first: number;
  last: number;
  highest: number;
  lowest: number;
}

/**
 * Draws a series as a line. Of many points in one column of dots only the first, the last, the highest and the lowest are drawn,
 * which looks the same as all of them; a gap interrupts the line, and a point between two gaps is a dot.
 */
export function trace(dots: Dots, series: Series, frame: Frame & { readonly place: number }): void {
  const { place } = frame;
  let column: Column | undefined;
  let before: Column | undefined;
  const draw = () => {
    if (!column) return;
    if (before) dots.line({ x: before.x, y: before.last }, { x: column.x, y: column.first }, place);
    dots.line({ x: column.x, y: column.lowest }, { x: column.x, y: column.highest }, place);
    before = column;
    column = undefined;
  };
  for (let i = 0; i < series.xs.length; i++) {
    const spot = spotOf(series, i, { dots, frame });
    if (!spot) {
      draw();
      before = undefined;
      continue;
    }
    if (column && column.x !== spot.x) draw();
    column ??= { x: spot.x, first: spot.y, last: spot.y, highest: spot.y, lowest: spot.y };
    column.last = spot.y;
    column.highest = Math.min(column.highest, spot.y);
    column.lowest = Math.max(column.lowest, spot.y);
  }
  draw();
}

/** Marks along a series, at its end and, where there are others, every so many columns, shifted for each so that equal lines show all their marks. */
export function traceMarks(
  dots: Dots,
  series: Series,
  look: Frame & { readonly place: number; readonly mark: string; readonly isAlone: boolean },
): void {
  const { place, mark, isAlone } = look;
  const every = Math.max(8, Math.floor(dots.dotCols / 4));
  let next = (place * Math.max(4, Math.floor(every / 3))) % every;
  let last: { x: number; y: number } | undefined;
  for (let i = 0; i < series.xs.length; i++) {
    const spot = spotOf(series, i, { dots, frame: look });
    if (!spot) continue;
    if (!isAlone && spot.x >= next) {
      dots.mark(spot.x, spot.y, { mark, series: place });
      next = spot.x + every;
    }
    last = spot;
  }
  if (last) dots.mark(last.x, last.y, { mark, series: place });
}

function spotOf(
  { xs, ys }: Series,
  at: number,
  { dots, frame }: { readonly dots: Dots; readonly frame: Frame },
): { x: number; y: number } | undefined {
  const x = xs[at] ?? Number.NaN;
  const y = ys[at] ?? Number.NaN;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const across = frame.toX === frame.fromX ? 0.5 : (x - frame.fromX) / (frame.toX - frame.fromX);
  const up = frame.toY === frame.fromY ? 0.5 : (y - frame.fromY) / (frame.toY - frame.fromY);
  return {
    x: Math.round(across * (dots.dotCols - 1)),
    y: Math.round((1 - up) * (dots.dotRows - 1)),
  };
}
