import { LineModel } from '../../session/channel/line-model.ts';

/** Rows of a screen tell nothing here: a line is one however long. */
const COLS = 4_000;
/** C0 without the tab, DEL, C1: such a line is drawn as a terminal would. */
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/;

/**
 * A line of a device's output, without its line end, as people read it: colours gone, what was drawn over replaced. Where cursor movements make
 * several lines of it, those.
 */
export function plainLines(line: string): string[] {
  const text = line.replace(/^\r+|\r+$/g, '');
  if (!CONTROL.test(text)) return [text];
  const lines: string[] = [];
  const model = new LineModel({ cols: COLS, onLine: (ended) => lines.push(ended) });
  model.feed(text);
  const last = model.current(text.length + 1);
  return last === '' ? lines : [...lines, last];
}
