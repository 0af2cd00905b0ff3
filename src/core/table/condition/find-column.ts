import { safe } from '../../safe.ts';

/** The place of a column by its name, without regard to case and shortened as long as one is meant; -1 for none or several. */
export function columnPlace(name: string, columns: readonly string[]): number {
  const exact = columns.indexOf(name);
  if (exact >= 0 || name === '') return exact;
  const wanted = name.toLowerCase();
  const lower = columns.map((column) => column.toLowerCase());
  const same = lower.indexOf(wanted);
  if (same >= 0) return same;
  const starting = lower.filter((column) => column.startsWith(wanted));
  return starting.length === 1 ? lower.indexOf(starting[0] ?? '') : -1;
}

/** Why a name is no column's, for people: what it could mean, or the nearest names and the columns there are. */
export function columnProblem(name: string, columns: readonly string[]): string {
  const wanted = name.toLowerCase();
  const short = safe(name, 40);
  const meant = columns.filter((column) => column.toLowerCase().startsWith(wanted));
  if (meant.length > 1) return `'${short}' is ${listed(meant, ' or ')}`;
  if (columns.length === 0) return `no column '${short}': there are no columns here`;
  if (columns.includes('line') && columns.every((column) => TEXT_COLUMNS.includes(column))) {
    return `no column '${short}': this is text, of which no table was made. Columns: ${listed(columns, ', ')}`;
  }
  const near = nearestNames(name, columns);
  const hint = near.length > 0 ? ` Did you mean ${listed(near, ' or ')}?` : '';
  return `no column '${short}'.${hint} Columns: ${listed(columns, ', ')}`;
}

/** Names that somebody who typed this may have meant, the likeliest first. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase().slice(0, MOST_CHARS);
  const most = Math.max(1, Math.floor(wanted.length / 3));
  return names
    .map((one) => ({ one, far: distance(wanted, one.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_NEAR)
    .map(({ one }) => one);
}

/** Those of a text taken as a table of its lines. */
const TEXT_COLUMNS = ['host', 'command', 'line'];
const MOST_NEAR = 3;
const MOST_CHARS = 60;
const MOST_LISTED = 40;

function listed(names: readonly string[], between: string): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => safe(name, 40));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(between)} and ${more} more` : shown.join(between);
}

/** Edits from one word to another, neighbours that changed places as one; a part of a name is as near as one edit. */
function distance(wanted: string, name: string): number {
  if (wanted.length > 2 && (name.includes(wanted) || wanted.includes(name))) return 1;
  if (Math.abs(wanted.length - name.length) > 3 || name.length > MOST_CHARS) {
    return Number.POSITIVE_INFINITY;
  }
  let before: number[] = [];
  let row = Array.from({ length: name.length + 1 }, (_, at) => at);
  for (let i = 1; i <= wanted.length; i++) {
    const next = [i];
    for (let j = 1; j <= name.length; j++) {
      const cost = wanted[i - 1] === name[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      const isSwapped =
        i > 1 && j > 1 && wanted[i - 1] === name[j - 2] && wanted[i - 2] === name[j - 1];
      if (isSwapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[name.length] ?? 0;
}
