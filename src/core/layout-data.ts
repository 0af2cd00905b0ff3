import type { Layout, LayoutPart } from './layout.ts';

/** The same arrangement under other names; panes without one are taken out, and their siblings share their place. Undefined when none is left. */
export function renamePanes(
  layout: Layout,
  nameOf: (pane: string) => string | undefined,
): Layout | undefined {
  if (layout.kind === 'pane') {
    const pane = nameOf(layout.pane);
    return pane === undefined ? undefined : { kind: 'pane', pane };
  }
  const parts = layout.parts.flatMap((part) => {
    const renamed = renamePanes(part.layout, nameOf);
    return renamed === undefined ? [] : [{ ...part, layout: renamed }];
  });
  const [only] = parts;
  if (only === undefined) return undefined;
  return parts.length === 1 ? only.layout : { ...layout, parts };
}

/** Deeper, and with more panes, than anybody arranges. */
const MOST_DEPTH = 20;
const MOST_PARTS = 100;

/** A layout out of data that anybody may have written; undefined for what is none. */
export function layoutFrom(data: unknown, depth = 0): Layout | undefined {
  const fields = fieldsOf(data);
  if (fields === undefined || depth > MOST_DEPTH) return undefined;
  const { kind, pane, axis, parts } = fields;
  if (kind === 'pane') return typeof pane === 'string' ? { kind, pane } : undefined;
  if (kind !== 'split' || (axis !== 'row' && axis !== 'column')) return undefined;
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > MOST_PARTS) return undefined;
  const read = parts.map((part) => partFrom(part, depth + 1));
  return read.includes(undefined)
    ? undefined
    : { kind, axis, parts: read.flatMap((part) => part ?? []) };
}

function partFrom(data: unknown, depth: number): LayoutPart | undefined {
  const { weight, layout: inner } = fieldsOf(data) ?? {};
  const layout = layoutFrom(inner, depth);
  const isWeight = typeof weight === 'number' && weight > 0 && weight < 1e6;
  return isWeight && layout !== undefined ? { weight, layout } : undefined;
}

function fieldsOf(data: unknown): Record<string, unknown> | undefined {
  return typeof data === 'object' && data !== null ? { ...data } : undefined;
}
