import type { Person } from './person.ts';
import type { CellColour, ScreenCell } from './terminal-screen.ts';

export interface PictureArea {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Part of a person's screen, one string for each row, styles in braces where they change: `{2,default,bold}ok{} ready`.
 * What nobody can see is left out, such as the colour of a blank.
 */
export function pictureOf(person: Person, area: PictureArea): string[] {
  return Array.from({ length: area.h }, (_, row) => {
    let line = '';
    let style = '';
    for (let x = area.x; x < area.x + area.w; x++) {
      const cell = person.cell(x, area.y + row);
      if (cell.width === 0) continue;
      const next = styleOf(cell);
      if (next !== style) line += `{${next}}`;
      style = next;
      line += cell.text === '' ? ' ' : cell.text;
    }
    return line.trimEnd();
  });
}

function styleOf(cell: ScreenCell): string {
  const isBlank = cell.text.trim() === '' && !cell.isUnderline && !cell.isStrikethrough;
  if (isBlank) {
    const ground = cell.isInverse ? cell.fg : cell.bg;
    return cell.isInverse ? `inverse on ${ground}` : groundOnly(ground);
  }
  const flags = [
    cell.isBold && 'bold',
    cell.isDim && 'dim',
    cell.isItalic && 'italic',
    cell.isUnderline && 'underline',
    cell.isInverse && 'inverse',
    cell.isInvisible && 'invisible',
    cell.isStrikethrough && 'strike',
  ].filter((flag) => flag !== false);
  const colours = cell.fg === 'default' && cell.bg === 'default' ? [] : [cell.fg, cell.bg];
  return [...colours, ...flags].join(',');
}

function groundOnly(ground: CellColour): string {
  return ground === 'default' ? '' : `on ${ground}`;
}
