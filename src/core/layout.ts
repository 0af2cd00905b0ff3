import type { Rect } from './size.ts';

/** How panes share a rectangle: one pane, or parts side by side (`row`) or one above the other (`column`). */
export type Layout =
  | { readonly kind: 'pane'; readonly pane: string }
  | { readonly kind: 'split'; readonly axis: Axis; readonly parts: readonly LayoutPart[] };

export type Axis = 'row' | 'column';
export type Direction = 'left' | 'right' | 'up' | 'down';

export interface LayoutPart {
  /** Its share, relative to its siblings' weights. */
  readonly weight: number;
  readonly layout: Layout;
}

/** Columns between two panes side by side. Panes one above the other are parted by the lower one's title row. */
const SEPARATOR_COLS = 1;

/** The layout of one pane that has all the room. */
export function paneLayout(pane: string): Layout {
  return { kind: 'pane', pane };
}

/** The panes in reading order. */
export function panesOf(layout: Layout | undefined): string[] {
  if (layout === undefined) return [];
  return layout.kind === 'pane'
    ? [layout.pane]
    : layout.parts.flatMap((part) => panesOf(part.layout));
}

/** Whether two layouts have the same panes in the same places, at the same sizes. */
export function isSameLayout(one: Layout, other: Layout | undefined): boolean {
  if (other === undefined || one.kind === 'pane' || other.kind === 'pane') {
    return one.kind === 'pane' && other?.kind === 'pane' && one.pane === other.pane;
  }
  return (
    one.axis === other.axis &&
    one.parts.length === other.parts.length &&
    one.parts.every((part, i) => {
      const twin = other.parts[i];
      return part.weight === twin?.weight && isSameLayout(part.layout, twin.layout);
    })
  );
}

/** The same arrangement with one pane in the place of another. */
export function replacePane(layout: Layout, old: string, by: string): Layout {
  if (layout.kind === 'pane') return layout.pane === old ? paneLayout(by) : layout;
  const parts = layout.parts.map((part) => ({
    ...part,
    layout: replacePane(part.layout, old, by),
  }));
  return { ...layout, parts };
}

/** Each pane's rectangle, title row included. Together with the separators they fill `rect` exactly. */
export function arrange(layout: Layout, rect: Rect): Map<string, Rect> {
  const placed = new Map<string, Rect>();
  place(layout, rect, placed);
  return placed;
}

/** Panes as an even grid of rows, as square as the terminal's cells (about twice as high as wide) allow. */
export function tile(panes: readonly string[]): Layout | undefined {
  const [first] = panes;
  if (first === undefined) return undefined;
  const columns = Math.ceil(Math.sqrt(panes.length));
  const rows: Layout[] = [];
  for (let i = 0; i < panes.length; i += columns) {
    rows.push(evenly('row', panes.slice(i, i + columns).map(paneLayout)));
  }
  return evenly('column', rows);
}

/** Puts `added` after `target`, sharing its place. A pane that is not there leaves the layout as it is. */
export function splitPane(
  layout: Layout,
  split: { readonly target: string; readonly added: string; readonly axis: Axis },
): Layout {
  if (layout.kind === 'pane') {
    if (layout.pane !== split.target) return layout;
    return evenly(split.axis, [layout, paneLayout(split.added)]);
  }
  const at = layout.parts.findIndex(
    ({ layout: part }) => part.kind === 'pane' && part.pane === split.target,
  );
  const target = layout.parts[at];
  if (target !== undefined && layout.axis === split.axis) {
    const half = { ...target, weight: target.weight / 2 };
    const added = { weight: half.weight, layout: paneLayout(split.added) };
    return { ...layout, parts: layout.parts.toSpliced(at, 1, half, added) };
  }
  return {
    ...layout,
    parts: layout.parts.map((part) => ({ ...part, layout: splitPane(part.layout, split) })),
  };
}

/** Takes a pane out; its siblings share its place. Undefined when it was the last one. */
export function removePane(layout: Layout, pane: string): Layout | undefined {
  if (layout.kind === 'pane') return layout.pane === pane ? undefined : layout;
  const parts = layout.parts.flatMap((part) => {
    const rest = removePane(part.layout, pane);
    return rest === undefined ? [] : [{ ...part, layout: rest }];
  });
  const [only] = parts;
  if (only === undefined) return undefined;
  return parts.length === 1 ? only.layout : { ...layout, parts };
}

/** Moves the edge of a pane by some cells: the nearest split along the direction gives or takes. */
export function resizePane(
  layout: Layout,
  request: {
    readonly pane: string;
    readonly direction: Direction;
    readonly cells: number;
    readonly rect: Rect;
  },
): Layout {
  if (layout.kind === 'pane') return layout;
  const at = layout.parts.findIndex((part) => panesOf(part.layout).includes(request.pane));
  const part = layout.parts[at];
  if (part === undefined) return layout;
  const rects = partRects(layout, request.rect);
  const inner = resizePane(part.layout, { ...request, rect: rects[at] ?? request.rect });
  if (inner !== part.layout) {
    return { ...layout, parts: layout.parts.with(at, { ...part, layout: inner }) };
  }
  const axis: Axis =
    request.direction === 'left' || request.direction === 'right' ? 'row' : 'column';
  if (layout.axis !== axis || layout.parts.length < 2) return layout;
  return moveEdge(layout, { ...request, at, rects });
}

/** The pane next to another in a direction, by where it lies on the screen. */
export function neighbour(
  rects: ReadonlyMap<string, Rect>,
  pane: string,
  direction: Direction,
): string | undefined {
  const from = rects.get(pane);
  if (from === undefined) return undefined;
  let best: { pane: string; gap: number; overlap: number } | undefined;
  for (const [other, rect] of rects) {
    if (other === pane) continue;
    const { gap, overlap } = relation(from, rect, direction);
    if (gap < 0 || overlap <= 0) continue;
    if (best === undefined || gap < best.gap || (gap === best.gap && overlap > best.overlap)) {
      best = { pane: other, gap, overlap };
    }
  }
  return best?.pane;
}

function evenly(axis: Axis, layouts: readonly Layout[]): Layout {
  const [only] = layouts;
  if (only !== undefined && layouts.length === 1) return only;
  return { kind: 'split', axis, parts: layouts.map((layout) => ({ weight: 1, layout })) };
}

function place(layout: Layout, rect: Rect, placed: Map<string, Rect>): void {
  if (layout.kind === 'pane') {
    placed.set(layout.pane, rect);
    return;
  }
  const rects = partRects(layout, rect);
  layout.parts.forEach((part, i) => {
    place(part.layout, rects[i] ?? rect, placed);
  });
}

function partRects(layout: Extract<Layout, { kind: 'split' }>, rect: Rect): Rect[] {
  const isRow = layout.axis === 'row';
  const gaps = isRow ? SEPARATOR_COLS * (layout.parts.length - 1) : 0;
  const total = Math.max(0, (isRow ? rect.w : rect.h) - gaps);
  const weights = layout.parts.reduce((sum, part) => sum + part.weight, 0);
  let passed = 0;
  let start = 0;
  return layout.parts.map((part) => {
    passed += part.weight;
    const end = Math.round((total * passed) / weights);
    const length = end - start;
    const index = start;
    start = end;
    const offset = isRow ? index + SEPARATOR_COLS * countBefore(layout, part) : index;
    return isRow
      ? { x: rect.x + offset, y: rect.y, w: length, h: rect.h }
      : { x: rect.x, y: rect.y + offset, w: rect.w, h: length };
  });
}

function countBefore(layout: Extract<Layout, { kind: 'split' }>, part: LayoutPart): number {
  return layout.parts.indexOf(part);
}

const MIN_CELLS = 3;

function moveEdge(
  layout: Extract<Layout, { kind: 'split' }>,
  move: {
    readonly at: number;
    readonly direction: Direction;
    readonly cells: number;
    readonly rects: readonly Rect[];
  },
): Layout {
  const lengths = move.rects.map((rect) => (layout.axis === 'row' ? rect.w : rect.h));
  const isLast = move.at === lengths.length - 1;
  // The edge between a pane and its next sibling moves; the last one has only the edge before it.
  const first = isLast ? move.at - 1 : move.at;
  const wanted = move.direction === 'right' || move.direction === 'down' ? move.cells : -move.cells;
  const before = lengths[first] ?? 0;
  const after = lengths[first + 1] ?? 0;
  const cells = Math.max(MIN_CELLS - before, Math.min(after - MIN_CELLS, wanted));
  const sized = lengths.with(first, before + cells).with(first + 1, after - cells);
  return {
    ...layout,
    parts: layout.parts.map((part, i) => ({ ...part, weight: Math.max(1, sized[i] ?? 1) })),
  };
}

function relation(from: Rect, to: Rect, direction: Direction): { gap: number; overlap: number } {
  const across = (a: number, aLength: number, b: number, bLength: number) =>
    Math.min(a + aLength, b + bLength) - Math.max(a, b);
  const isSideways = direction === 'left' || direction === 'right';
  const overlap = isSideways
    ? across(from.y, from.h, to.y, to.h)
    : across(from.x, from.w, to.x, to.w);
  switch (direction) {
    case 'left':
      return { gap: from.x - (to.x + to.w), overlap };
    case 'right':
      return { gap: to.x - (from.x + from.w), overlap };
    case 'up':
      return { gap: from.y - (to.y + to.h), overlap };
    case 'down':
      return { gap: to.y - (from.y + from.h), overlap };
  }
}
