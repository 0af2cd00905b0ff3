/** A size in character cells. */
export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** A rectangle in character cells; `x`, `y` from the top left corner, zero based. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Whether a rectangle has this cell; zero-based. */
export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x < rect.x + rect.w && y >= rect.y && y < rect.y + rect.h;
}
