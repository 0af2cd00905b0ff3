/** Several cells as the text of one. A cell with a body of its own (`%%config …`) cannot stand among others: it is put in as a comment. */
export function joinedCells(cells: readonly string[]): string {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined) return only;
  return cells.map((cell) => (/^\s*%%/.test(cell) ? commented(cell) : cell)).join('\n');
}

function commented(cell: string): string {
  return cell
    .split('\n')
    .map((line) => `// ${line}`)
    .join('\n');
}
