import { isForbiddenName } from './value.ts';

/**
 * The columns of a table's heading, cut at the left edges of its words. The first `count` columns (all but two unless told) must be
 * there, the others may be short or missing, and the last takes the rest of the line. Throws an Error with the reason.
 */
export function readHeadings(
  heading: string,
  count: number | undefined,
): { readonly source: string; readonly names: readonly string[] } {
  const text = heading.replaceAll('\t', '    ').trimEnd();
  const words = [...text.matchAll(/\S+/g)];
  const names = words.map(([word]) => word);
  const bad = names.find((name, at) => isForbiddenName(name) || names.indexOf(name) !== at);
  if (names.length === 0) throw new Error('expected headings before _headers_');
  if (bad !== undefined) throw new Error(`'${bad}' cannot name a column here, or names two`);
  const needed = Math.min(count ?? Math.max(1, names.length - 2), names.length);
  const edges = words.map(({ index }, at) => (at === 0 ? 0 : index));
  const columns = names.map((_, at) => {
    const isNeeded = at < needed;
    const next = edges[at + 1];
    if (next === undefined) return `(?P<c${at}>${isNeeded ? '.+' : '.*'})`;
    const width = next - (edges[at] ?? 0);
    return `(?P<c${at}>${isNeeded ? `.{${width}}` : `.{0,${width}}`})`;
  });
  return { source: columns.join(''), names };
}
