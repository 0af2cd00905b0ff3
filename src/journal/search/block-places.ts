import type { RecordedBlock } from '../recording.ts';
import { placeOfByte } from './byte-walk.ts';
import type { CastFile } from './cast-file.ts';
import type { RawLine } from './raw-lines.ts';

/** Whose a line of a session is: of the answer to its `at`-th command, or of what stands behind that answer (-1: before the first). */
export interface LineOwner {
  readonly at: number;
  readonly part: 'answer' | 'gap';
}

/** Beyond that a block's end is told by its time. */
const MOST_WALK_BYTES = 4 << 20;
/** Times in casts are rounded. */
const ROUNDED_S = 0.002;

/** Where the blocks of one session stand in its cast. Looked up when somebody asks, and kept. */
export class BlockPlaces {
  readonly #file: CastFile;
  readonly #blocks: readonly RecordedBlock[];
  /** The session's beginning in the recording's seconds. */
  readonly #offsetS: number;
  readonly #starts = new Map<number, number>();
  readonly #ends = new Map<number, number>();

  /** `blocks` by their `from`. */
  constructor(file: CastFile, blocks: readonly RecordedBlock[], offsetS: number) {
    this.#file = file;
    this.#blocks = blocks;
    this.#offsetS = offsetS;
  }

  /** Undefined for lines with a prompt: they are no answer. */
  ownerOf(line: Pick<RawLine, 'from' | 'to' | 'atS' | 'isEnded'>): LineOwner | undefined {
    // What stands unended is a prompt, or on its way.
    return line.isEnded ? this.#ownerOf(line) : undefined;
  }

  #ownerOf({ from, to, atS }: Pick<RawLine, 'from' | 'to' | 'atS'>): LineOwner | undefined {
    let at = this.#lastBefore(to);
    while (at >= 0 && this.startOf(at) > to) at--;
    if (at < 0) return { at: -1, part: 'gap' };
    if (from <= this.startOf(at)) return undefined;
    if (this.#isFollowed(at)) return { at, part: 'answer' };
    const end = this.#nearEnd(at);
    if (end === undefined) return { at, part: this.#isPast(at, atS) ? 'gap' : 'answer' };
    if (from <= end && end <= to) return undefined;
    return { at, part: to < end ? 'answer' : 'gap' };
  }

  /** The gap in which an event stands, as far as its line alone tells. */
  gapAt(line: number): LineOwner {
    return { at: this.#lastBefore(line), part: 'gap' };
  }

  /** The file's part in which an owner's lines stand; the lines at its ends may be others'. */
  rangeOf({ at, part }: LineOwner): { readonly from: number; readonly to: number } {
    const next = this.#blocks[at + 1];
    const until =
      next === undefined ? this.#file.bytes : Math.min(this.startOf(at + 1), this.#file.bytes);
    if (at < 0) return { from: 0, to: until };
    const { line } = this.#blocks[at]?.place ?? { line: 0 };
    if (part === 'gap') return { from: line, to: until };
    return { from: line, to: Math.min(until, this.#nearEnd(at) ?? until) };
  }

  /** The event before which no line of a block begins. */
  lineOf(at: number): number {
    return this.#blocks[at]?.place.line ?? this.#file.bytes;
  }

  /** Where a block's echo begins. */
  startOf(at: number): number {
    const known = this.#starts.get(at);
    if (known !== undefined) return known;
    const block = this.#blocks[at];
    const start =
      block === undefined
        ? Number.POSITIVE_INFINITY
        : placeOfByte(this.#file, block.place, block.from);
    this.#starts.set(at, start);
    return start;
  }

  /** Nothing stands between this block and the next. */
  #isFollowed(at: number): boolean {
    const next = this.#blocks[at + 1];
    return next !== undefined && next.from <= (this.#blocks[at]?.to ?? 0);
  }

  /** Where a block ends, unless that is far from its beginning. */
  #nearEnd(at: number): number | undefined {
    const block = this.#blocks[at];
    if (block === undefined || block.to - block.place.bytes > MOST_WALK_BYTES) return undefined;
    const known = this.#ends.get(at) ?? placeOfByte(this.#file, block.place, block.to);
    this.#ends.set(at, known);
    return known;
  }

  #isPast(at: number, atS: number): boolean {
    const block = this.#blocks[at];
    return block !== undefined && atS > block.endS - this.#offsetS + ROUNDED_S;
  }

  /** The last block whose place is at or before an offset; -1 without one. */
  #lastBefore(offset: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lineOf(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
