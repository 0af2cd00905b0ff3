/**
 * Several cells as the text of one. Behind a cell with a body of its own (`%%config …`) a mark says where the next one begins, for the
 * body goes on to the end otherwise.
 */
export function joinedCells(cells: readonly string[]): string {
  return cells
    .map((cell, place) => (/^\s*%%/.test(cells[place - 1] ?? '') ? `// %%\n${cell}` : cell))
    .join('\n');
}
