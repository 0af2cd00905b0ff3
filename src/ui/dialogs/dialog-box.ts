import type { ReactElement } from 'react';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { box, words } from '../ink/elements.ts';
import type { Theme } from '../theme.ts';
import type { PlacedDialog } from './place.ts';

/** A dialog on the screen: frame, lines, footer. */
export function dialogBox(
  { rect, content }: PlacedDialog,
  theme: Theme,
  key: string,
): ReactElement {
  const rows = content.rows.map((row, i) =>
    box({
      key: `row-${i}`,
      style: { height: 1, flexDirection: 'row', flexShrink: 0 },
      children: row.map((run, j) => words(run.text, run.style, `run-${j}`)),
    }),
  );
  const footer = words(truncate(content.footer, rect.w - 4), theme.dialogMuted);
  return box({
    key,
    style: {
      position: 'absolute',
      marginLeft: rect.x,
      marginTop: rect.y,
      width: rect.w,
      height: rect.h,
      flexDirection: 'column',
      paddingX: 2,
      paddingY: 1,
    },
    draw: (grid, area) => drawFrame(grid, area, { theme, ...content }),
    children: [
      box({
        key: 'rows',
        style: { flexGrow: 1, flexDirection: 'column', overflow: 'hidden' },
        children: rows,
      }),
      box({ key: 'footer', style: { height: 1, flexShrink: 0 }, children: footer }),
    ],
  });
}

function drawFrame(
  grid: Grid,
  rect: Rect,
  look: { readonly theme: Theme; readonly title: string; readonly mark: string | undefined },
): void {
  const { theme, title, mark } = look;
  const style = { fg: theme.dialogBorder.fg, bg: theme.dialog.bg };
  grid.fill(rect, theme.dialog);
  const rule = '─'.repeat(Math.max(0, rect.w - 2));
  grid.text(rect.x, rect.y, `╭${rule}╮`, style, rect.w);
  grid.text(rect.x, rect.y + rect.h - 1, `╰${rule}╯`, style, rect.w);
  for (let y = rect.y + 1; y < rect.y + rect.h - 1; y++) {
    grid.text(rect.x, y, '│', style, 1);
    grid.text(rect.x + rect.w - 1, y, '│', style, 1);
  }
  grid.text(rect.x + 2, rect.y, ` ${truncate(title, rect.w - 6)} `, theme.dialogKey, rect.w - 4);
  if (mark === undefined) return;
  const label = ` ${mark} `;
  grid.text(rect.x + rect.w - widthOf(label) - 2, rect.y, label, theme.trustMark);
}
