import type { Size } from '../../core/size.ts';

/** One event of a session's timeline. `atS` are seconds since the recording began, and never get less; `place` is its line's offset. */
export type CastEvent = {
  readonly atS: number;
  readonly place: number;
} & CastMatter;

export type CastMatter =
  /** What the device sent, as UTF-8: exactly its bytes, unless the host writes in another character set. */
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'resize'; readonly size: Size }
  /** A chapter: the line with a command was ended. The label is the command, foreign text. */
  | { readonly kind: 'marker'; readonly label: string }
  /** Keys of the person; only where the person asked for them to be recorded, never a secret. */
  | { readonly kind: 'input'; readonly bytes: Uint8Array }
  /** A line of showrun's own that was drawn into the pane: `── connection lost … ──`. */
  | { readonly kind: 'printed'; readonly line: string }
  /** Output is missing here: the disk was full, or too slow. */
  | { readonly kind: 'gap'; readonly bytes: number };
