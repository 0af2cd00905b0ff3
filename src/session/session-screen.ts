import type { Charset } from '../core/charset.ts';
import type { Clock } from '../core/clock.ts';
import { safe } from '../core/safe.ts';
import type { Size } from '../core/size.ts';
import { wrapWords } from '../core/wrap-words.ts';
import { Emulator } from '../term/emulator.ts';
import type { FeedLine } from '../term/feed-line.ts';
import type { Feeder } from '../term/feeder.ts';

export interface SessionScreenOptions {
  readonly feeder: Feeder;
  readonly size: Size;
  readonly scrollbackLines: number | undefined;
  readonly clock: Clock;
  readonly charset: Charset;
  readonly onReply: (bytes: Uint8Array) => void;
  readonly onDirty: () => void;
  /** A program on the device has set another title. */
  readonly onTitle: () => void;
  readonly onBell: () => void;
  /** Holds the far end back while the screen is behind. */
  readonly pause: () => void;
  readonly resume: () => void;
}

/** A session's picture: the emulator and its place in the feeder's queue. It outlives connections. */
export class SessionScreen {
  readonly emulator: Emulator;
  readonly #line: FeedLine;
  readonly #onTitle: () => void;
  readonly #onDirty: () => void;
  #title = '';
  #isMuted = false;

  constructor(options: SessionScreenOptions) {
    const { feeder, scrollbackLines, pause, resume, onTitle, ...rest } = options;
    this.#onTitle = onTitle;
    this.#onDirty = rest.onDirty;
    const unlessMuted =
      <Told extends unknown[]>(tell: (...told: Told) => void) =>
      (...told: Told): void => {
        if (!this.#isMuted) tell(...told);
      };
    this.emulator = new Emulator({
      ...rest,
      onReply: unlessMuted(rest.onReply),
      onDirty: unlessMuted(rest.onDirty),
      onBell: unlessMuted(rest.onBell),
      onTitle: (title) => {
        this.#title = safe(title, 100);
        if (!this.#isMuted) onTitle();
      },
      ...(scrollbackLines === undefined ? {} : { scrollbackLines }),
    });
    this.#line = feeder.attach({ emulator: this.emulator, pause, resume });
  }

  /** The title a program on the device has set, sanitised; '' if none. */
  get title(): string {
    return this.#title;
  }

  push(chunk: Uint8Array): void {
    this.#line.push(chunk);
  }

  /** Behind everything received so far: what came before was written for the old size. */
  resize(size: Size): void {
    void this.#line.inTurn(() => this.emulator.resize(size));
  }

  setFocused(focus: 'focused' | 'background'): void {
    this.#line.setFocused(focus);
  }

  /** Bytes not yet drawn. */
  get pendingBytes(): number {
    return this.#line.pendingBytes;
  }

  /** Draws a line of our own behind everything received so far. */
  print(line: string): Promise<void> {
    return this.#line.inTurn(() => {
      for (const row of wrapWords(line, this.emulator.size.cols)) this.emulator.print(row);
    });
  }

  /**
   * Draws something else before it returns: from what is there, or from what `draw` makes of it. Nothing in between is told to anybody,
   * but how it ends.
   */
  redraw(from: 'here' | 'elsewhere', draw: (emulator: Emulator) => void): void {
    if (from === 'here') this.#line.flush();
    else this.#line.drop();
    this.#isMuted = true;
    try {
      draw(this.emulator);
      this.emulator.showUnfinished();
    } finally {
      this.#isMuted = false;
    }
    this.#onTitle();
    this.#onDirty();
  }

  close(): void {
    this.#line.close();
    this.emulator.close();
  }
}
