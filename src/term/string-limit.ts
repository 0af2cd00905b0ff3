import { nextEscape } from './next-escape.ts';

const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const ESC = 0x1b;
const OSC = 0x5d;
const DEL = 0x7f;

/** What follows ESC at the start of a control string: DCS `P`, SOS `X`, OSC `]`, PM `^`, APC `_` (ECMA-48 5.6). */
const OPENERS: ReadonlySet<number> = new Set([0x50, 0x58, 0x5d, 0x5e, 0x5f]);

/** Longer than any title or status request; xterm.js itself would collect ten million characters a string. */
export const MAX_CONTROL_STRING_BYTES = 4_096;

/**
 * Bounds control strings before the emulator collects them: the bytes of one string beyond the limit are dropped until
 * it ends. What remains is the same terminal language. Strings cut by chunk ends are followed.
 */
export class StringLimiter {
  #state: 'text' | 'escape' | 'string' = 'text';
  #room = 0;
  #isOsc = false;

  /** The chunk itself when nothing has to be taken out. */
  filter(chunk: Uint8Array): Uint8Array {
    const kept: Uint8Array[] = [];
    let from = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.#state !== 'string') {
        at = this.#findString(chunk, at);
        continue;
      }
      const end = this.#endOfString(chunk, at);
      const allowed = Math.min(end - at, this.#room);
      this.#room -= allowed;
      if (at + allowed < end) {
        kept.push(chunk.subarray(from, at + allowed));
        from = end;
      }
      if (end < chunk.length) this.#state = 'text';
      at = end;
    }
    if (kept.length === 0) return from === 0 ? chunk : chunk.subarray(from);
    kept.push(chunk.subarray(from));
    return Buffer.concat(kept);
  }

  /** No string is open, and no escape sequence begun. */
  get isBetween(): boolean {
    return this.#state === 'text';
  }

  reset(): void {
    this.#state = 'text';
  }

  /** The first byte inside the next control string, or the chunk's end. */
  #findString(chunk: Uint8Array, start: number): number {
    let at = start;
    while (at < chunk.length) {
      if (this.#state === 'text') {
        at = nextEscape(chunk, at, chunk.length) + 1;
        if (at > chunk.length) return chunk.length;
        this.#state = 'escape';
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (OPENERS.has(byte)) {
        this.#state = 'string';
        this.#room = MAX_CONTROL_STRING_BYTES;
        this.#isOsc = byte === OSC;
        return at;
      }
      // Other controls between ESC and its letter are carried out at once and do not end the sequence.
      if (!isPassedOver(byte)) this.#state = 'text';
    }
    return at;
  }

  /** Where the string's terminator stands (it is not part of the string), or the chunk's end. */
  #endOfString(chunk: Uint8Array, start: number): number {
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === ESC || byte === CAN || byte === SUB || (byte === BEL && this.#isOsc)) return at;
    }
    return chunk.length;
  }
}

function isPassedOver(byte: number): boolean {
  return byte === DEL || (byte < 0x20 && byte !== CAN && byte !== SUB);
}
