const NAME = 'looked-for';

/** Marks what is looked for in lines, where the browser can without changing them (CSS Custom Highlight API). */
export function markHits(rows: readonly HTMLElement[], looked: string): void {
  if (typeof Highlight === 'undefined' || CSS.highlights === undefined) return;
  CSS.highlights.delete(NAME);
  if (looked === '') return;
  const small = looked.toLowerCase();
  const ranges = rows.flatMap((row) => rangesIn(row, small));
  if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
}

function rangesIn(row: HTMLElement, small: string): Range[] {
  const text = row.textContent?.toLowerCase() ?? '';
  const ranges: Range[] = [];
  for (let at = text.indexOf(small); at >= 0; at = text.indexOf(small, at + small.length)) {
    const range = rangeOf(row, { from: at, to: at + small.length });
    if (range !== undefined) ranges.push(range);
  }
  return ranges;
}

/** A stretch of a row's text, which may lie in several of its text nodes. */
function rangeOf(row: HTMLElement, { from, to }: { from: number; to: number }): Range | undefined {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before = 0;
  let hasStart = false;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node.textContent ?? '';
    if (!hasStart && from < before + length) {
      range.setStart(node, from - before);
      hasStart = true;
    }
    if (hasStart && to <= before + length) {
      range.setEnd(node, to - before);
      return range;
    }
    before += length;
  }
  return undefined;
}
