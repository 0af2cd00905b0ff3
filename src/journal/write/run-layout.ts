import { type Layout, panesOf } from '../../core/layout.ts';

/**
 * How a run's sessions were arranged, a layout for each tab. Whoever closes panes at the end of the work wants to see them again all the same:
 * what only takes panes away from what there was is let pass.
 */
export function laidOut(before: readonly Layout[], now: readonly Layout[]): readonly Layout[] {
  const had = before.flatMap(panesOf);
  const has = new Set(now.flatMap(panesOf));
  const isLess = has.size < had.length && [...has].every((pane) => had.includes(pane));
  return isLess ? before : now;
}
