import type { Grid } from '../core/grid.ts';
import type { Rect, Size } from '../core/size.ts';
import type { Emulator, EmulatorCursor } from '../term/emulator.ts';
import type { EmulatorModes } from '../term/modes.ts';

/** What a pane needs of the screen it shows: an emulator's, or a part of it. */
export interface PaneScreen {
  readonly size: Size;
  readonly modes: EmulatorModes;
  readonly cursor: EmulatorCursor;
  /** Lines above what is shown. */
  readonly scrollbackLength: number;
  blit(grid: Grid, rect: Rect, scrollBack: number): void;
  rowText(row: number): string;
  lineAt(row: number): ReturnType<Emulator['lineAt']>;
}

/**
 * A screen in a pane with fewer rows than it has: those that end with the cursor's, so that what was written last is seen. What is
 * above them counts as lines to scroll back to.
 */
export function croppedTo(emulator: Emulator, rows: number): PaneScreen {
  if (rows >= emulator.size.rows) return emulator;
  const { cursor, scrollbackLength } = emulator;
  const top = Math.max(0, Math.min(emulator.size.rows, cursor.y + 1) - rows);
  const above = scrollbackLength + top;
  return {
    size: { cols: emulator.size.cols, rows },
    modes: emulator.modes,
    cursor: { ...cursor, y: cursor.y - top },
    scrollbackLength: above,
    blit: (grid, rect, scrollBack) =>
      emulator.blitFrom(grid, { ...rect, h: Math.min(rect.h, rows) }, above - scrollBack),
    rowText: (row) => emulator.rowText(row),
    lineAt: (row) => emulator.lineAt(row),
  };
}
