import { widthOf } from '../../src/core/width.ts';

/** A screen drawn in a frame, for messages of failing tests. */
export function framed(screen: {
  readonly picture: string;
  readonly cols: number;
  readonly caption: string;
}): string {
  const { cols, caption } = screen;
  const title = ` ${caption.slice(0, Math.max(0, cols - 4))} `;
  const rows = screen.picture.split('\n');
  return [
    `┌─${title}${'─'.repeat(Math.max(0, cols - 1 - widthOf(title)))}┐`,
    ...rows.map((row) => `│${row}${' '.repeat(Math.max(0, cols - widthOf(row)))}│`),
    `└${'─'.repeat(cols)}┘`,
  ].join('\n');
}
