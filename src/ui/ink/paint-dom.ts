import type { DOMElement } from 'ink';
import type { Style } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import type { Draw } from './elements.ts';

/** Walks Ink's laid-out tree and paints it into cells, in tree order: later elements lie over earlier ones. */
export function paintDom(root: DOMElement, grid: Grid): void {
  walk(root, grid, { x: 0, y: 0, w: grid.cols, h: grid.rows });
}

function walk(node: DOMElement, grid: Grid, parent: Rect): void {
  const { yogaNode } = node;
  if (yogaNode === undefined || yogaNode.getDisplay() === HIDDEN) return;
  const layout = yogaNode.getComputedLayout();
  const rect: Rect = {
    x: parent.x + layout.left,
    y: parent.y + layout.top,
    w: layout.width,
    h: layout.height,
  };
  if (node.nodeName === 'ink-text') {
    const room = Math.min(rect.w, parent.x + parent.w - rect.x);
    grid.text(rect.x, rect.y, textOf(node), styleOf(node), room);
    return;
  }
  const draw: unknown = node.attributes['draw'];
  if (isDraw(draw)) draw(grid, rect);
  for (const child of node.childNodes) if (isElement(child)) walk(child, grid, rect);
}

/** yoga's `Display.None`. */
const HIDDEN = 1;

type DOMNode = DOMElement['childNodes'][number];

function textOf(node: DOMElement): string {
  return node.childNodes
    .map((child) => (isElement(child) ? textOf(child) : child.nodeValue))
    .join('');
}

function styleOf(node: DOMElement): Style {
  const { fg, bg } = node.attributes;
  return { fg: typeof fg === 'number' ? fg : 0, bg: typeof bg === 'number' ? bg : 0 };
}

function isElement(node: DOMNode): node is DOMElement {
  return node.nodeName !== '#text';
}

function isDraw(value: unknown): value is Draw {
  return typeof value === 'function';
}
