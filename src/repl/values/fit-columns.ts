/** How wide the columns of a table are on a screen: those that have room, from the first on. */
export interface ColumnFit {
  readonly widths: readonly number[];
  /** Something was cut or left out. */
  readonly isTight: boolean;
}

/**
 * Columns two blanks apart within a width: the widest are narrowed first, to no less than is readable; then the last ones are left
 * out. `natural` are the widths of their widest cells, `titles` those of their names.
 */
export function fitColumns(
  natural: readonly number[],
  titles: readonly number[],
  widthCols: number,
): ColumnFit {
  if (totalOf(natural) <= widthCols) return { widths: natural, isTight: false };
  const least = natural.map((width, place) =>
    Math.min(width, Math.max(LEAST_COLS, titles[place] ?? 0)),
  );
  let count = natural.length;
  while (count > 1 && totalOf(least.slice(0, count)) > widthCols) count--;
  const widths = natural.slice(0, count);
  narrow(widths, least, widthCols);
  return { widths, isTight: true };
}

const GAP_COLS = 2;
const LEAST_COLS = 16;

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP_COLS * Math.max(0, widths.length - 1);
}

/** Takes from the widest until all fit. */
function narrow(widths: number[], least: readonly number[], widthCols: number): void {
  let over = totalOf(widths) - widthCols;
  while (over > 0) {
    let widest = -1;
    for (const [place, width] of widths.entries()) {
      const canGive = width > (least[place] ?? 0);
      if (canGive && width > (widths[widest] ?? -1)) widest = place;
    }
    if (widest < 0) break;
    // Down to the next narrower one in one step, or by what is too much.
    const width = widths[widest] ?? 0;
    const next = Math.max(least[widest] ?? 0, ...widths.filter((one) => one < width));
    const less = Math.max(1, Math.min(over, width - next));
    widths[widest] = Math.max(least[widest] ?? 0, width - less);
    over -= width - (widths[widest] ?? 0);
  }
  const [only] = widths;
  if (widths.length === 1 && only !== undefined) widths[0] = Math.min(only, Math.max(1, widthCols));
}
