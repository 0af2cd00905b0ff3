import { Grid } from '../../../core/grid.ts';
import type { Size } from '../../../core/size.ts';
import { wrapWords } from '../../../core/wrap-words.ts';
import type { CastEvent } from '../../../journal/cast/cast-event.ts';
import { Emulator, type EmulatorCursor } from '../../../term/emulator.ts';
import { gapLine } from '../../drawn-lines.ts';

/** Bytes drawn at a time: even if each of them ends a line, all those lines are still in the emulator afterwards. */
const SLICE_BYTES = 4_096;
const SCROLLBACK_LINES = 20_000;
const RENEWED_FROM = SCROLLBACK_LINES - 2 * SLICE_BYTES;
const DROP_LINES = Buffer.from('\x1b[3J');
/** Control functions that drop the lines above the screen: ED 3 and RIS. What stood there is taken before. */
const DROPPERS = [Buffer.from('\x1b[3J'), Buffer.from('\x1bc')];

/**
 * The screen of a session while its film is made. Every line that leaves it at the top is told, once, in order, whatever happens to the
 * lines above the screen later.
 */
export class FilmScreen {
  readonly #onLine: (grid: Grid, y: number) => void;
  #emulator: Emulator;
  /** Of the size of the screen; lines that left are read into `#above`, as many at a time. */
  #grid: Grid;
  #above: Grid;
  #known = 0;

  constructor(size: Size, onLine: (grid: Grid, y: number) => void) {
    this.#onLine = onLine;
    this.#emulator = openEmulator(size);
    this.#grid = new Grid(this.#emulator.size);
    this.#above = new Grid(this.#emulator.size);
  }

  get size(): Size {
    return this.#emulator.size;
  }

  get cursor(): EmulatorCursor {
    return this.#emulator.cursor;
  }

  /** Draws an event as it was drawn live. A resize tells how many lines it took onto the screen again. */
  draw(event: CastEvent): void {
    if (event.kind === 'output') this.#feed(event.bytes);
    else if (event.kind === 'printed') this.#print(event.line);
    else if (event.kind === 'gap') this.#print(gapLine(event.bytes));
    this.#takeLines();
  }

  /** Gives how many lines that had left are on the screen again. */
  resize(size: Size): number {
    this.#emulator.resize(size);
    this.#grid = new Grid(this.#emulator.size);
    this.#above = new Grid(this.#emulator.size);
    if (this.#emulator.modes.alternateScreen) return 0;
    const before = this.#known;
    this.#known = this.#emulator.scrollbackLength;
    return before - this.#known;
  }

  /** The picture now; the same grid each time, until a resize. */
  picture(): Grid {
    this.#emulator.blit(this.#grid, { x: 0, y: 0, w: this.#grid.cols, h: this.#grid.rows }, 0);
    return this.#grid;
  }

  /** Leaves nothing but the line under the cursor, unless a full-screen program has the screen. */
  keepCursorLine(): void {
    if (this.#emulator.modes.alternateScreen) return;
    const line = this.#emulator.cursorLine();
    const { size } = this.#emulator;
    this.#emulator.close();
    this.#emulator = openEmulator(size);
    this.#known = 0;
    this.#feed(Buffer.from(line, 'utf8'));
  }

  close(): void {
    this.#emulator.close();
  }

  #print(line: string): void {
    for (const row of wrapWords(line, this.size.cols)) this.#emulator.print(row);
  }

  #feed(bytes: Uint8Array): void {
    for (const slice of slices(bytes)) {
      this.#emulator.feed(slice);
      this.#takeLines();
    }
  }

  #takeLines(): void {
    // The other buffer has no lines above it, and those of this one cannot be read meanwhile.
    if (this.#emulator.modes.alternateScreen) return;
    const now = this.#emulator.scrollbackLength;
    const { cols, rows } = this.#above;
    for (let row = this.#known; row < now; row += rows) {
      this.#emulator.blit(this.#above, { x: 0, y: 0, w: cols, h: rows }, now - row);
      for (let y = 0; y < Math.min(rows, now - row); y++) this.#onLine(this.#above, y);
    }
    this.#known = now;
    if (now > RENEWED_FROM) this.#dropLines();
  }

  /** Makes room for lines to come, where nothing is half read: a sequence of ours would end one of the device's. */
  #dropLines(): void {
    if (this.#emulator.capture() === undefined) return;
    this.#emulator.feed(DROP_LINES);
    this.#known = this.#emulator.scrollbackLength;
  }
}

function openEmulator(size: Size): Emulator {
  return new Emulator({
    size,
    scrollbackLines: SCROLLBACK_LINES,
    onReply: () => undefined,
    onDirty: () => undefined,
  });
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < all.length) {
    const end = Math.min(all.length, at + SLICE_BYTES);
    const dropper = nextDropper(all, { from: at, to: end });
    if (dropper.at > at) yield all.subarray(at, dropper.at);
    if (dropper.end > dropper.at) yield all.subarray(dropper.at, dropper.end);
    at = dropper.end;
  }
}

function nextDropper(
  bytes: Buffer,
  { from, to }: { from: number; to: number },
): { at: number; end: number } {
  let next = { at: to, end: to };
  for (const dropper of DROPPERS) {
    const at = bytes.subarray(from, to).indexOf(dropper);
    if (at >= 0 && from + at < next.at) next = { at: from + at, end: from + at + dropper.length };
  }
  return next;
}
