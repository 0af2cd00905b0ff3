/** Which columns of a table a screen has room for, and how wide they are. */
export interface ColumnFit {
  /** Places of the columns shown, in their order. */
  readonly places: readonly number[];
  /** How wide each of them is. */
  readonly widths: readonly number[];
  /** Something was cut or left out. */
  readonly isTight: boolean;
}

export interface ColumnNeeds {
  /** Widths of the columns' widest cells. */
  readonly natural: readonly number[];
  /** Widths of their names. */
  readonly titles: readonly number[];
  /** Places of columns that should be seen rather than others. */
  readonly wanted: ReadonlySet<number>;
}

/**
 * Columns two blanks apart within a width: the widest are narrowed first, to no less than is readable; then columns are left out, the last
 * ones first, and the first column and those that are wanted at the very last.
 */
export function fitColumns(needs: ColumnNeeds, widthCols: number): ColumnFit {
  const { natural, titles } = needs;
  const all = [...natural.keys()];
  if (totalOf(natural) <= widthCols) return { places: all, widths: natural, isTight: false };
  const least = natural.map((width, place) =>
    Math.min(width, Math.max(LEAST_COLS, titles[place] ?? 0)),
  );
  const places = chosen(least, needs.wanted, widthCols);
  const widths = narrowed(
    places.map((place) => natural[place] ?? 0),
    { least: places.map((place) => least[place] ?? 0), widthCols },
  );
  return { places, widths, isTight: true };
}

const GAP_COLS = 2;
const LEAST_COLS = 16;

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP_COLS * Math.max(0, widths.length - 1);
}

/** The first one that has no room ends the others, so that what is left out is what comes last. */
function chosen(
  least: readonly number[],
  wanted: ReadonlySet<number>,
  widthCols: number,
): readonly number[] {
  const all = [...least.keys()];
  const taken: number[] = [];
  let total = -GAP_COLS;
  const takes = (place: number): boolean => {
    const more = (least[place] ?? 0) + GAP_COLS;
    if (taken.length > 0 && total + more > widthCols) return false;
    taken.push(place);
    total += more;
    return true;
  };
  const first = all.filter((place) => place === 0 || wanted.has(place));
  for (const place of first) takes(place);
  for (const place of all.filter((one) => !first.includes(one))) if (!takes(place)) break;
  return taken.sort((a, b) => a - b);
}

/** Takes from the widest until all fit. */
function narrowed(
  natural: readonly number[],
  { least, widthCols }: { readonly least: readonly number[]; readonly widthCols: number },
): number[] {
  const widths = [...natural];
  let over = totalOf(widths) - widthCols;
  while (over > 0) {
    const widest = widestOf(widths, least);
    if (widest < 0) break;
    // Down to the next narrower one in one step, or by what is too much.
    const width = widths[widest] ?? 0;
    const next = Math.max(least[widest] ?? 0, ...widths.filter((one) => one < width));
    const narrower = Math.max(
      least[widest] ?? 0,
      width - Math.max(1, Math.min(over, width - next)),
    );
    widths[widest] = narrower;
    over -= width - narrower;
  }
  const [only = 0] = widths;
  return widths.length === 1 ? [Math.min(only, Math.max(1, widthCols))] : widths;
}

function widestOf(widths: readonly number[], least: readonly number[]): number {
  let widest = -1;
  for (const [place, width] of widths.entries()) {
    const canGive = width > (least[place] ?? 0);
    if (canGive && width > (widths[widest] ?? -1)) widest = place;
  }
  return widest;
}
