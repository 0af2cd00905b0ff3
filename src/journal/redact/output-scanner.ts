import { widthOf } from '../../core/width.ts';
import { RIGHT_HALF } from './drawn-row.ts';

/** What a session's output does, with the place of each byte that is drawn: `at` counts from the session's first byte. */
export interface OutputListener {
  /** One column a character. Each of them is one byte, or the text is one character of `bytes` bytes. */
  text(text: string, at: number, bytes: number): void;
  /** A control character of C0, or DEL. */
  control(code: number): void;
  csi(params: string, final: string): void;
  /** What stands behind an ESC that begins no longer sequence. */
  escape(final: string): void;
  /** The text of an OSC, DCS, APC, PM or SOS, one character a byte; of a long one, pieces. */
  string(text: string, at: number): void;
}

type State = 'text' | 'escape' | 'intermediate' | 'csi' | 'string';

const ESC = 0x1b;
const DEL = 0x7f;
const MOST_PARAMS = 64;
const MOST_STRING = 8_192;

/** Splits bytes of output as a terminal does (ECMA-48), cut anywhere, without losing where each came from. */
export class OutputScanner {
  readonly #listener: OutputListener;
  #state: State = 'text';
  #params = '';
  #string = '';
  #stringAt = 0;
  /** The beginning of a character of several bytes. */
  #begun = Buffer.alloc(0);

  constructor(listener: OutputListener) {
    this.#listener = listener;
  }

  scan(chunk: Uint8Array, at: number): void {
    const begun = this.#begun.length;
    const bytes = begun === 0 ? asBuffer(chunk) : Buffer.concat([this.#begun, chunk]);
    if (begun > 0) this.#begun = Buffer.alloc(0);
    const base = at - begun;
    for (let i = 0; i < bytes.length; ) {
      if (this.#state === 'text') i = this.#plain(bytes, i, base);
      else {
        this.#step(bytes[i] ?? 0, base + i);
        i++;
      }
    }
  }

  #plain(bytes: Buffer, from: number, base: number): number {
    let to = from;
    while (to < bytes.length && isPrintable(bytes[to] ?? 0)) to++;
    if (to > from) {
      this.#listener.text(bytes.toString('latin1', from, to), base + from, to - from);
      return to;
    }
    const byte = bytes[from] ?? 0;
    if (byte >= 0x80) return this.#character(bytes, from, base);
    if (byte === ESC) this.#enter('escape');
    else this.#listener.control(byte);
    return from + 1;
  }

  /** One character of several bytes; one column or two. What is no UTF-8 is one column a byte. */
  #character(bytes: Buffer, from: number, base: number): number {
    const wanted = lengthOf(bytes[from] ?? 0);
    let length = 1;
    while (length < wanted && isContinuation(bytes[from + length])) length++;
    if (length < wanted && from + length === bytes.length) {
      this.#begun = Buffer.from(bytes.subarray(from));
      return bytes.length;
    }
    const character = length === wanted ? bytes.toString('utf8', from, from + length) : '\ufffd';
    const width = isLatin(character) ? 1 : Math.min(widthOf(character), 2);
    const shown = character.length === 1 ? character : '\ufffd';
    if (width > 0) {
      this.#listener.text(width === 2 ? shown + RIGHT_HALF : shown, base + from, length);
    }
    return from + length;
  }

  #enter(state: State): void {
    this.#state = state;
    this.#params = '';
  }

  #step(byte: number, at: number): void {
    // CAN and SUB abort any sequence (ECMA-48 8.3.6, 8.3.148); ESC begins a new one.
    if (this.#state === 'string') this.#inString(byte, at);
    else if (byte === 0x18 || byte === 0x1a) this.#state = 'text';
    else if (byte === ESC) this.#enter('escape');
    else if (byte < 0x20) this.#listener.control(byte);
    else if (this.#state === 'csi') this.#inCsi(byte);
    else this.#inEscape(byte, at);
  }

  #inString(byte: number, at: number): void {
    const isEnd = byte === 0x07 || byte === 0x0a || byte === 0x18 || byte === 0x1a || byte === ESC;
    if (!isEnd) this.#string += String.fromCharCode(byte);
    if (!isEnd && this.#string.length < MOST_STRING) return;
    if (this.#string !== '') this.#listener.string(this.#string, this.#stringAt);
    this.#string = '';
    this.#stringAt = at + 1;
    if (!isEnd) return;
    this.#state = 'text';
    if (byte === ESC) this.#enter('escape');
    else if (byte === 0x0a) this.#listener.control(byte);
  }

  #inCsi(byte: number): void {
    if (byte >= 0x40 && byte <= 0x7e) {
      this.#state = 'text';
      this.#listener.csi(this.#params, String.fromCharCode(byte));
    } else if (this.#params.length < MOST_PARAMS) this.#params += String.fromCharCode(byte);
  }

  #inEscape(byte: number, at: number): void {
    const isSecond = this.#state === 'escape';
    if (byte < 0x30) {
      this.#state = 'intermediate';
      return;
    }
    this.#state = 'text';
    if (!isSecond) return;
    const final = String.fromCharCode(byte);
    if (final === '[') this.#enter('csi');
    else if (/[\]PX^_]/.test(final)) {
      this.#enter('string');
      this.#string = '';
      this.#stringAt = at + 1;
    } else this.#listener.escape(final);
  }
}

/** Letters with accents and the like: one column, and no table is needed for that. */
function isLatin(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0xae && code < 0x300;
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < DEL;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** How many bytes a character that begins so has, in UTF-8. */
function lengthOf(byte: number): number {
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 1;
}
