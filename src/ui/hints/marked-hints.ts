import { findHints } from './find-hints.ts';
import { hintLabels } from './hint-labels.ts';
import type { ScreenLine } from './screen-lines.ts';

/** A value on the screen with the label that stands for it; equal values share one. */
export interface MarkedHint {
  readonly text: string;
  readonly label: string;
  readonly cells: ScreenLine['cells'];
}

/** Labels for what is worth one, the lowest lines first: what was said last is nearest at hand. */
export function markHints(lines: readonly ScreenLine[]): readonly MarkedHint[] {
  const found = lines.flatMap(({ text, cells }) =>
    findHints(text).map((hint) => ({ text: hint.text, cells: cells.slice(hint.start, hint.end) })),
  );
  const values = [...new Set(found.map(({ text }) => text).reverse())];
  const labels = hintLabels(values.length);
  const labelOf = new Map(values.map((value, at) => [value, labels[at]]));
  return found.flatMap(({ text, cells }) => {
    const label = labelOf.get(text);
    return label === undefined ? [] : [{ text, cells, label }];
  });
}
