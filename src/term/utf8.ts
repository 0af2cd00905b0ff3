import { isAscii, isUtf8 } from 'node:buffer';
import { isPlainText, TextCleaner } from './unicode.ts';

/**
 * Device bytes to what the emulator may read. Whole characters that are safe to show stay bytes (xterm.js reads
 * bytes faster than strings); everything else is decoded here, because xterm.js drops invalid UTF-8 in silence and we show it as `�`.
 * A character cut by the end of a chunk waits for the next one.
 */
export class Utf8Decoder {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #cleaner = new TextCleaner();
  #isInCharacter = false;

  decode(chunk: Uint8Array): Uint8Array | string {
    if (!this.#isInCharacter && (isAscii(chunk) || (isUtf8(chunk) && isPlainText(chunk)))) {
      if (chunk.length > 0) this.#cleaner.skip();
      return chunk;
    }
    this.#isInCharacter = endsInCharacter(chunk, this.#isInCharacter);
    return this.#cleaner.clean(this.#decoder.decode(chunk, { stream: true }));
  }

  /** No half character is held back, for certain. */
  get isBetween(): boolean {
    return !this.#isInCharacter;
  }

  /** Marks on the last character so far. */
  get marks(): number {
    return this.#cleaner.marks;
  }

  /** Goes on behind a character with so many marks; what was held back is forgotten. */
  resumeAt(marks: number): void {
    this.end();
    this.#cleaner.marks = marks;
  }

  /** The stream is over or starts anew; what was held back comes out as `�`. */
  end(): string {
    this.#isInCharacter = false;
    this.#cleaner.skip();
    return this.#decoder.decode();
  }
}

/** Whether the decoder may be holding bytes back. Too often yes only costs speed; wrongly no would lose them. */
function endsInCharacter(chunk: Uint8Array, before: boolean): boolean {
  const last = chunk.at(-1);
  return last === undefined ? before : last >= 0x80;
}
