/** What panes side by side say, each column read from top to bottom as one line. */
export function textOfColumns(screen: string): string {
  const columns: string[] = [];
  for (const row of screen.split('\n')) {
    for (const [i, part] of row.split('│').entries()) columns[i] = `${columns[i] ?? ''} ${part}`;
  }
  return columns.join('\n').replace(/ +/g, ' ');
}
