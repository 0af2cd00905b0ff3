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
  #title = '';

  constructor(options: SessionScreenOptions) {
    const { feeder, scrollbackLines, pause, resume, onTitle, ...rest } = options;
    this.emulator = new Emulator({
      ...rest,
      onTitle: (title) => {
        this.#title = safe(title, 100);
        onTitle();
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

  resize(size: Size): void {
    this.emulator.resize(size);
  }

  setFocused(focus: 'focused' | 'background'): void {
    this.#line.setFocused(focus);
  }

  /** Bytes not yet drawn. */
  get pendingBytes(): number {
    return this.#line.pendingBytes;
  }

  /** Draws a line of our own behind everything received so far. */
  async print(line: string): Promise<void> {
    await this.#line.drained();
    for (const row of wrapWords(line, this.emulator.size.cols)) this.emulator.print(row);
  }

  close(): void {
    this.#line.close();
    this.emulator.close();
  }
}
