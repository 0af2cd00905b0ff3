import { type Charset, type TextStream, UTF_8 } from '../core/charset.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Grid } from '../core/grid.ts';
import { safe } from '../core/safe.ts';
import type { Rect, Size } from '../core/size.ts';
import { blitRows, type RowSource } from './blit.ts';
import { captureCore, coreStateBytes, restoreCore } from './capture/core-state.ts';
import type { EmulatorState } from './capture/emulator-state.ts';
import { isStateTrusted } from './capture/state-trial.ts';
import { xtermCore } from './capture/xterm-core.ts';
import type { EmulatorModes, ModeTracker } from './modes.ts';
import { openScreen, type Screen } from './open-screen.ts';
import { RateLimit } from './rate-limit.ts';
import { ReplyGate } from './replies.ts';
import { lineAt, logicalLine, logicalLines, rowText } from './screen-text.ts';
import { StringLimiter } from './string-limit.ts';
import { type Terminal, writeNow } from './terminal.ts';
import { TitleGate } from './title-gate.ts';
import { Utf8Decoder } from './utf8.ts';

export interface EmulatorOptions {
  readonly size: Size;
  /** Lines kept above the screen; 1,000 unless told. */
  readonly scrollbackLines?: number;
  /** An answer for the device (cursor position, device attributes); never text the device chose. */
  readonly onReply: (bytes: Uint8Array) => void;
  /** The picture may have changed. */
  readonly onDirty: () => void;
  /** The program's title, sanitised, at most ten a second. */
  readonly onTitle?: (title: string) => void;
  readonly onBell?: () => void;
  readonly clock?: Clock;
  /** How the host writes text; UTF-8 unless told. */
  readonly charset?: Charset;
}

export interface EmulatorCursor {
  readonly x: number;
  readonly y: number;
  readonly isVisible: boolean;
  /** DECSCUSR: 0 default, 1-2 block, 3-4 underline, 5-6 bar. */
  readonly style: number;
}

const MAX_BELLS_PER_SECOND = 10;
const SCROLLBACK_LINES = 1_000;

/**
 * The screen of one session: device bytes in, cells out. Whatever the device sends, it can only change this screen: counts,
 * strings, answers, titles and characters are bounded or dropped on the way in (reference: security 3-6).
 * Listeners are called after the parser has finished a chunk, never in the middle of one.
 */
export class Emulator {
  readonly #options: EmulatorOptions;
  readonly #clock: Clock;
  readonly #bells: RateLimit;
  readonly #replyGate: ReplyGate;
  readonly #titles: TitleGate;
  readonly #strings = new StringLimiter();
  readonly #decoder = new Utf8Decoder();
  // Other character sets are made UTF-8 first: in some of them, what looks like a control is half a character.
  readonly #foreign: TextStream | undefined;
  #terminal: Terminal;
  #modes: ModeTracker;
  #source: RowSource;
  #replies: string[] = [];
  #hasRung = false;
  #isClosed = false;

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.#foreign = this.charset === UTF_8 ? undefined : this.charset.openDecoder();
    this.#clock = options.clock ?? systemClock;
    this.#bells = new RateLimit(this.#clock, MAX_BELLS_PER_SECOND);
    this.#replyGate = new ReplyGate(this.#clock);
    this.#titles = new TitleGate(this.#clock, (title) => options.onTitle?.(title));
    ({
      terminal: this.#terminal,
      modes: this.#modes,
      source: this.#source,
    } = this.#build(options.size));
  }

  /** Parses the chunk before it returns. The feeder decides how much that may be at a time. */
  feed(chunk: Uint8Array): void {
    if (this.#isClosed || chunk.length === 0) return;
    const utf8 = this.#foreign ? Buffer.from(this.#foreign.decode(chunk), 'utf8') : chunk;
    this.#parse(this.#decoder.decode(this.#strings.filter(utf8)));
    this.#report();
  }

  /** Rows the emulator wrapped are wrapped anew. At least 2 columns and 1 row. */
  resize(size: Size): void {
    const cols = Math.max(2, size.cols);
    const rows = Math.max(1, size.rows);
    if (this.#isClosed || (cols === this.#terminal.cols && rows === this.#terminal.rows)) return;
    this.#terminal.resize(cols, rows);
    this.#options.onDirty();
  }

  get charset(): Charset {
    return this.#options.charset ?? UTF_8;
  }

  get size(): Size {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** Paints the screen into a rectangle of the grid, `scrollBack` lines above the newest. */
  blit(grid: Grid, rect: Rect, scrollBack: number): void {
    const { baseY } = this.#terminal.buffer.active;
    this.blitFrom(grid, rect, baseY - Math.max(0, scrollBack));
  }

  /** Paints rows of the buffer from one on, 0 being the oldest; at most as many as the screen has. */
  blitFrom(grid: Grid, rect: Rect, firstRow: number): void {
    blitRows({ source: this.#source, firstRow: Math.max(0, firstRow), grid, rect });
  }

  get cursor(): EmulatorCursor {
    const { cursorX, cursorY } = this.#terminal.buffer.active;
    return {
      // Past the last column while a wrap is pending.
      x: Math.min(cursorX, this.#terminal.cols - 1),
      y: cursorY,
      isVisible: this.#modes.isCursorVisible,
      style: this.#modes.cursorStyle,
    };
  }

  get modes(): EmulatorModes {
    return this.#modes.modes;
  }

  /** Lines above the screen. */
  get scrollbackLength(): number {
    return this.#terminal.buffer.active.baseY;
  }

  /** The oldest lines are being dropped: the buffer no longer holds everything. */
  get isFull(): boolean {
    return this.scrollbackLength >= (this.#options.scrollbackLines ?? SCROLLBACK_LINES);
  }

  /**
   * How many lines above the newest screen the person is looking. While it is not 0 the lines looked at stay, whatever
   * comes in below, until they fall out of the buffer.
   */
  get scrollBack(): number {
    const { baseY, viewportY } = this.#terminal.buffer.active;
    return baseY - viewportY;
  }

  set scrollBack(lines: number) {
    const { baseY } = this.#terminal.buffer.active;
    this.#terminal.scrollToLine(Math.max(0, baseY - Math.max(0, lines)));
  }

  /** A row of the buffer without trailing blanks; 0 is the oldest, the screen starts at `scrollbackLength`. */
  rowText(row: number): string {
    return rowText(this.#terminal, row);
  }

  /** The whole line a row belongs to, wrapped rows joined, and its rows: from `first` to before `next`. */
  lineAt(row: number): { readonly text: string; readonly first: number; readonly next: number } {
    return lineAt(this.#terminal, row);
  }

  /** The whole line under the cursor, wrapped rows joined. */
  cursorLine(): string {
    const { baseY, cursorY } = this.#terminal.buffer.active;
    return logicalLine(this.#terminal, baseY + cursorY);
  }

  /** All whole lines, oldest first. */
  text(): string[] {
    return logicalLines(this.#terminal);
  }

  /**
   * Puts a line of our own on the screen, on a line of its own. Whatever the device left unfinished ends here: a half sequence, a
   * half character, an alternate screen, mouse and paste modes.
   */
  print(line: string): void {
    if (this.#isClosed) return;
    this.#strings.reset();
    this.#parse(`${CANCEL}${this.#decoder.end()}`);
    // Leaving the alternate screen also puts the cursor back, so it is only done from there.
    if (this.modes.alternateScreen) this.#parse(LEAVE_ALTERNATE);
    this.#parse(LEAVE_PROGRAM);
    const start = this.#terminal.buffer.active.cursorX > 0 ? '\r\n' : '';
    this.#parse(`${start}${safe(line)}\r\n`);
    this.#report();
  }

  /** An empty screen with default modes; scrollback is gone. */
  reset(): void {
    if (this.#isClosed) return;
    this.#strings.reset();
    this.#decoder.end();
    this.#parse(`${CANCEL}\x1bc`);
    this.#report();
  }

  /**
   * Everything the next picture depends on, with the lines above the screen; undefined in the middle of a sequence or a character, and
   * for a host that does not write UTF-8.
   */
  capture(): EmulatorState | undefined {
    const isBetween = this.#strings.isBetween && this.#decoder.isBetween;
    if (this.#isClosed || !isBetween || this.#foreign !== undefined) return undefined;
    const core = isStateTrusted() ? captureCore(xtermCore(this.#terminal)) : undefined;
    if (core === undefined) return undefined;
    const { size } = this;
    const { tracked: modes } = this.#modes;
    const { marks } = this.#decoder;
    return { size, core, modes, marks, title: this.#titles.latest, bytes: coreStateBytes(core) };
  }

  /** Becomes what another one was when it was captured; a size makes it a new one. Of the person's it has nothing then: it looks at the newest line. */
  restore(state: EmulatorState | Size): void {
    if (this.#isClosed) return;
    this.#modes.close();
    this.#terminal.dispose();
    const isCaptured = 'core' in state;
    ({
      terminal: this.#terminal,
      modes: this.#modes,
      source: this.#source,
    } = this.#build(isCaptured ? state.size : state));
    this.#strings.reset();
    this.#decoder.resumeAt(isCaptured ? state.marks : 0);
    this.#titles.offer(isCaptured ? state.title : '');
    if (isCaptured) {
      restoreCore(xtermCore(this.#terminal), state.core);
      this.#modes.tracked = state.modes;
    }
    this.#report();
  }

  /** A picture that the program has not finished is shown as far as it is. */
  showUnfinished(): void {
    this.#modes.showUnfinished();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#titles.close();
    this.#modes.close();
    this.#terminal.dispose();
  }

  #build(size: Size): Screen {
    return openScreen({
      ...{ size, clock: this.#clock, onTimeout: this.#options.onDirty },
      scrollbackLines: this.#options.scrollbackLines ?? SCROLLBACK_LINES,
      onReply: (reply) => {
        if (this.#replyGate.allows(reply)) this.#replies.push(reply);
      },
      onTitle: (title) => this.#titles.offer(title),
      onBell: () => {
        this.#hasRung ||= this.#bells.tryPass();
      },
    });
  }

  #parse(data: Uint8Array | string): void {
    if (data.length === 0) return;
    try {
      writeNow(this.#terminal, data);
    } catch {
      // A fault in the parser costs this session its screen and nobody else anything: the raw bytes are in the journal.
      const { size } = this;
      this.#modes.close();
      this.#terminal.dispose();
      ({ terminal: this.#terminal, modes: this.#modes, source: this.#source } = this.#build(size));
    }
  }

  #report(): void {
    const replies = this.#replies;
    if (replies.length > 0) {
      this.#replies = [];
      this.#options.onReply(Buffer.from(replies.join(''), 'latin1'));
    }
    if (this.#hasRung) {
      this.#hasRung = false;
      this.#options.onBell?.();
    }
    this.#titles.deliver();
    this.#options.onDirty();
  }
}

const CANCEL = '\x18';
const LEAVE_ALTERNATE = '\x1b[?1049l';
const LEAVE_PROGRAM = '\x1b[?1000;1002;1003;1004;1006;2004;2026l\x1b[!p';
