import type { Cell, Table } from './table.ts';

/** A table as people's scripts get it: one object a row, keys in column order. */
export type JsonRow = Readonly<Record<string, Cell>>;

/** The rows as objects without a prototype: a column may be called anything. Of two columns of one name the first counts. */
export function tableRows(table: Table): JsonRow[] {
  return table.rows.map((row) => {
    const object: Record<string, Cell> = Object.create(null) as Record<string, Cell>;
    table.columns.forEach((column, place) => {
      if (column !== '__proto__' && !(column in object)) object[column] = row[place] ?? null;
    });
    return object;
  });
}

/** The table as a JSON array of objects, two blanks deep, with a line end. C1 controls and bidi marks are written as escapes. */
export function tableJson(table: Table): string {
  return `${JSON.stringify(tableRows(table), undefined, 2).replace(HIDDEN, asEscape)}\n`;
}

const HIDDEN = /[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
