/**
 * What a page holds beside its code: written by the export (`../film/`), read by the page's script. Everything is a plain value that
 * survives JSON. Times are whole milliseconds since the page's beginning.
 */
export interface PageData {
  readonly title: string;
  /** When the page's time begins, in ms since the epoch. */
  readonly startedAtMs: number;
  /** Of the clock where it was exported, east of UTC: times of day read the same everywhere. */
  readonly zoneMinutes: number;
  readonly lengthMs: number;
  readonly sessions: readonly PageSession[];
  readonly chapters: readonly PageChapter[];
  readonly styles: readonly PageStyle[];
  /** What the recording or the page lacks, one line each. */
  readonly problems: readonly string[];
}

export interface PageSession {
  readonly name: string;
  readonly host: string;
  readonly platform: string;
  readonly groups: readonly string[];
  /** The id of the element with its film. */
  readonly film: string;
}

export interface PageChapter {
  readonly kind: 'command' | 'note' | 'cell' | 'gap';
  /** Place in `sessions`; undefined for what belongs to the whole run. */
  readonly session?: number;
  readonly atMs: number;
  readonly endMs: number;
  /** The command, the note, the cell's source. */
  readonly text: string;
  /** What a cell said. */
  readonly answer?: string;
  readonly outcome?: 'ok' | 'refused' | 'unfinished' | 'failed';
}

/**
 * Foreground, background and a sum of `STYLE_FLAGS`. A colour is -1 for the default, 0 to 255 of the palette, or `0x1000000` plus RGB.
 */
export type PageStyle = readonly [number, number, number];

export const DEFAULT_COLOUR = -1;
export const RGB_COLOUR = 0x1000000;

export const STYLE_FLAGS = {
  bold: 1,
  dim: 2,
  italic: 4,
  underline: 8,
  inverse: 16,
  hidden: 32,
  strike: 64,
  overline: 128,
} as const;

/** A row of the screen: its text where all of it has style 0, else style and text in turns. Trailing blanks of style 0 are left out. */
export type PageRow = string | readonly (number | string)[];

/** A run of characters of two columns has its style as `-1 - style`. */
export function wideStyle(style: number): number {
  return -1 - style;
}

/**
 * All that a session showed, as pictures of which each tells only what is other than the one before. Rows are named by their place in
 * `pool`, in which each different row stands once; row 0 is blank.
 *
 * A frame lets `up[i]` rows leave the screen at its top, then sets rows. Rows that have left stand in `lines`, oldest first.
 */
export interface FilmData {
  readonly pool: readonly PageRow[];
  readonly lines: readonly number[];
  /** Milliseconds since the frame before; the first's since the page's beginning. */
  readonly wait: readonly number[];
  /** Negative where a resize took lines back onto the screen. */
  readonly up: readonly number[];
  /** For each frame: how many rows are set, then place and row of each. */
  readonly sets: readonly number[];
  /** For each frame: column and row, -1 and -1 while the cursor is hidden. */
  readonly cursor: readonly number[];
  /** Frame, columns, rows of each change; a screen is blank after it. The first is frame 0's. */
  readonly sizes: readonly number[];
  /** From when on nothing is known, because the page would be too large. */
  readonly cutAtMs?: number;
}
