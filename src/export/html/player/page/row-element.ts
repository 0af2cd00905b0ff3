import type { PageRow } from '../page-data.ts';
import { type RowRun, rowRuns } from '../row-runs.ts';
import { element } from './element.ts';

/** Fills a row's element. An empty row has a line break, so that it is a line when it is copied. */
export function fillRow(row: HTMLElement, content: PageRow): void {
  if (typeof content === 'string' && content !== '' && IS_EVEN.test(content)) {
    row.textContent = content;
    return;
  }
  const runs = rowRuns(content);
  if (runs.length === 0) row.replaceChildren(document.createElement('br'));
  else row.replaceChildren(...runs.flatMap(runNodes));
}

/** What every fixed pitch has in one width. */
const IS_EVEN = /^[\x20-\x7e\u00a1-\u017f]*$/;

function runNodes(run: RowRun): (Node | string)[] {
  const { text, style, width } = run;
  const isEven = width === 1 && IS_EVEN.test(text);
  if (isEven && style === 0) return [text];
  const holder = element('span', style === 0 ? {} : { class: `s${style}` });
  if (isEven) holder.textContent = text;
  else holder.append(...pieces(text).map((piece) => cell(piece, width)));
  return [holder];
}

/** Characters that a fixed pitch may lack get a box of their own columns, or everything behind them would be out of line. */
function cell(piece: string, width: 1 | 2): Node | string {
  if (width === 1 && IS_EVEN.test(piece)) return piece;
  return element('span', { class: width === 2 ? 'w2' : 'w1', text: piece });
}

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : undefined;

/** What is seen as one character each. */
function pieces(text: string): readonly string[] {
  if (segmenter === undefined) return text.match(/\P{M}\p{M}*/gu) ?? [];
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
