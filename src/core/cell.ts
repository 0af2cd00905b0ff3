import { isSafeCodePoint } from './safe.ts';

/**
 * One character cell, in xterm's own buffer format so that a pane's row is copied, never converted: three 32-bit words.
 *
 *  content  bits 0-20 code point, or with COMBINED an index into the cluster table · bit 21 COMBINED · bits 22-23 width
 *  fg, bg   bits 0-23 colour · bits 24-25 colour kind (0 default, 1 of 16, 2 of 256, 3 RGB) · bits 26-31 flags
 */
export const WORDS_PER_CELL = 3;

export const CODE_POINT_MASK = 0x1fffff;
export const COMBINED = 0x200000;
export const WIDTH_SHIFT = 22;

/** A blank cell's content word: a space, one column wide. */
export const SPACE = 0x20 | (1 << WIDTH_SHIFT);

export const COLOUR_MASK = 0x3ffffff;
export const COLOUR_16 = 0x1000000;
export const COLOUR_256 = 0x2000000;
export const COLOUR_RGB = 0x3000000;

/** Flags in the foreground word. */
export const INVERSE = 0x4000000;
export const BOLD = 0x8000000;
export const UNDERLINE = 0x10000000;
export const BLINK = 0x20000000;
export const INVISIBLE = 0x40000000;
export const STRIKE = 0x80000000;

/** Flags in the background word. EXTENDED marks data outside the cell (underline style, link). */
export const ITALIC = 0x4000000;
export const DIM = 0x8000000;
export const EXTENDED = 0x10000000;
export const PROTECTED = 0x20000000;
export const OVERLINE = 0x40000000;

/** Colours and flags of a run of text, as the two words of a cell. */
export interface Style {
  readonly fg: number;
  readonly bg: number;
}

export const PLAIN: Style = { fg: 0, bg: 0 };

// Grapheme clusters of more than one code point. Bounded: a hostile stream can invent clusters without end, so
// when the table is full everything new shares one replacement mark. Clusters are capped to 8 code points.
const MAX_CLUSTERS = 65_536;
const MAX_CODE_POINTS = 8;
const clusters: string[] = ['\ufffd'];
const clusterIds = new Map<string, number>();

/** The number of a cluster, for the content word together with COMBINED. What may not be shown is left out of it. */
export function internCluster(cluster: string): number {
  const known = clusterIds.get(cluster);
  if (known !== undefined) return known;
  if (clusters.length >= MAX_CLUSTERS) return 0;
  const id = clusters.length;
  const points = [...cluster].filter((point) => isSafeCodePoint(point.codePointAt(0) ?? 0));
  clusters.push(points.slice(0, MAX_CODE_POINTS).join('') || '\ufffd');
  clusterIds.set(cluster, id);
  return id;
}

/** The text of a content word; a blank for an empty cell. */
export function cellText(content: number): string {
  if ((content & COMBINED) !== 0) return clusters[content & CODE_POINT_MASK] ?? '\ufffd';
  const codePoint = content & CODE_POINT_MASK;
  return codePoint === 0 ? ' ' : String.fromCodePoint(codePoint);
}

/** Columns a content word takes: 0 for the right half of a wide character. */
export function cellWidth(content: number): number {
  return (content >>> WIDTH_SHIFT) & 3;
}
