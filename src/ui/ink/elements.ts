import type { DOMElement } from 'ink';
import { createElement, type ReactElement, type ReactNode, type Ref } from 'react';
import type { Style } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';

/** Paints cells of its own into the rectangle the layout gave it. */
export type Draw = (grid: Grid, rect: Rect) => void;

/** The layout properties we use, in Ink's (yoga's) own words. */
export interface BoxStyle {
  readonly position?: 'absolute' | 'relative';
  readonly marginLeft?: number;
  readonly marginTop?: number;
  readonly width?: number;
  readonly height?: number;
  readonly flexGrow?: number;
  readonly flexShrink?: number;
  readonly flexDirection?: 'row' | 'column';
  readonly paddingX?: number;
  readonly paddingY?: number;
  readonly overflow?: 'visible' | 'hidden';
}

interface BoxProps {
  readonly style?: BoxStyle;
  readonly draw?: Draw;
  readonly children?: ReactNode;
  readonly ref?: Ref<DOMElement>;
  readonly key?: string;
}

/**
 * A box of the layout. With `draw` it is a draw node: what changes often (tables, the editor, titles) is painted into
 * cells by plain code and never becomes React text.
 */
export function box({ style, draw, children, ref, key }: BoxProps): ReactElement {
  return createElement('ink-box', { style: { flexShrink: 1, ...style }, draw, ref, key }, children);
}

/** One line of `safe()` text in one style, cut where its box ends. */
export function words(text: string, style: Style, key?: string): ReactElement {
  return createElement(
    'ink-text',
    { style: { textWrap: 'truncate', flexShrink: 0 }, fg: style.fg, bg: style.bg, key },
    text,
  );
}
