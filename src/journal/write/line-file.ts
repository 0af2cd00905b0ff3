import { jsonLine } from '../../core/json-text.ts';
import { PAGE_BYTES, type PagePool } from './page.ts';
import { RecordFile } from './record-file.ts';

export interface LineFileOptions {
  readonly path: () => Promise<string>;
  readonly pages: PagePool;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly onLost: (why: Error) => void;
  readonly onBack: () => void;
}

/** Of lines that cannot be written now so many wait; then the oldest are given up. */
const MOST_WAITING = 5_000;

interface Waiting {
  readonly number: number;
  readonly text: string;
}

/** A file of values, one line each. What cannot be written is kept and written once that works again, for it is little and matters. */
export class LineFile {
  readonly #options: LineFileOptions;
  /** Made with the first line: a run without one has no such file. */
  #file: RecordFile | undefined;
  #waiting: Waiting[] = [];
  #last = 0;

  constructor(options: LineFileOptions) {
    this.#options = options;
  }

  add(value: unknown): void {
    const text = jsonLine(value);
    if (Buffer.byteLength(text) > PAGE_BYTES) return;
    this.#last += 1;
    const one = { number: this.#last, text };
    this.#waiting.push(one);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#file ??= this.#open();
    this.#write(one);
  }

  writeNow(): void {
    this.#file?.writeNow();
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  #open(): RecordFile {
    const { onLost, onBack, ...rest } = this.#options;
    return new RecordFile({
      ...rest,
      head: '',
      onLost: (number, why) => {
        if (number !== undefined)
          this.#waiting = this.#waiting.filter((one) => one.number >= number);
        onLost(why);
      },
      onBack: () => {
        for (const one of this.#waiting) this.#write(one);
        onBack();
      },
      onQueued: (bytes) => {
        if (bytes === 0 && this.#file?.isTaking) this.#waiting = [];
      },
    });
  }

  #write({ number, text }: Waiting): void {
    this.#file?.append(text, number);
  }
}
