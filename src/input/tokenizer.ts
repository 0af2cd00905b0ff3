import type { Clock } from '../core/clock.ts';
import { classify } from './classify.ts';
import type { InputEvent } from './input-event.ts';
import { INCOMPLETE, sequenceEnd, utf8Length } from './sequence-end.ts';

export interface TokenizerOptions {
  readonly clock: Clock;
  readonly onEvent: (event: InputEvent) => void;
  /** How long an unfinished sequence may wait for the rest before it counts as keys; 30 unless told. */
  readonly escapeTimeoutMs?: number;
}

const ESC = 0x1b;
const ESCAPE_TIMEOUT_MS = 30;
const PASTE_START = Buffer.from('\x1b[200~');
const PASTE_END = Buffer.from('\x1b[201~');

/**
 * Cuts the bytes of a person's terminal into events without changing them. Half a character or sequence is held back until the
 * rest comes; ESC alone is known as such by the silence after it.
 */
export class ByteTokenizer {
  readonly #options: TokenizerOptions;
  #held: Uint8Array = new Uint8Array(0);
  #isPasting = false;
  #cancelTimeout: (() => void) | undefined;

  constructor(options: TokenizerOptions) {
    this.#options = options;
  }

  push(chunk: Uint8Array): void {
    this.#stopWaiting();
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = bytes.subarray(this.#drain(bytes));
    if (this.#held.length === 0) return;
    // The caller's buffer may be used again.
    this.#held = Uint8Array.from(this.#held);
    // A paste's end mark always comes whole in the end; cutting it short would leave us pasting for ever.
    if (this.#isPasting) return;
    const waitMs = this.#options.escapeTimeoutMs ?? ESCAPE_TIMEOUT_MS;
    this.#cancelTimeout = this.#options.clock.after(waitMs, () => this.#flush());
  }

  close(): void {
    this.#stopWaiting();
    this.#held = new Uint8Array(0);
  }

  #stopWaiting(): void {
    this.#cancelTimeout?.();
    this.#cancelTimeout = undefined;
  }

  #flush(): void {
    const bytes = this.#held;
    this.#held = new Uint8Array(0);
    if (bytes.length === 0) return;
    this.#options.onEvent({ type: bytes[0] === ESC ? 'sequence' : 'bytes', bytes });
  }

  /** Emits all that is complete; returns where the rest begins. */
  #drain(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length) {
      const end = this.#drainOne(bytes, at);
      if (end === at) break;
      at = end;
    }
    return at;
  }

  #drainOne(bytes: Uint8Array, start: number): number {
    if (this.#isPasting) return this.#drainPaste(bytes, start);
    if (bytes[start] === ESC) return this.#drainSequence(bytes, start);
    return this.#drainPlain(bytes, start);
  }

  #drainPaste(bytes: Uint8Array, start: number): number {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const mark = endOfPaste(buffer, start);
    const end = mark >= 0 ? mark : bytes.length - partialMarkLength(bytes, start);
    if (end > start) {
      this.#options.onEvent({ type: 'paste-bytes', bytes: bytes.subarray(start, end) });
    }
    if (mark < 0) return end;
    this.#isPasting = false;
    const after = mark + PASTE_END.length;
    this.#options.onEvent({ type: 'paste-end', bytes: bytes.subarray(mark, after) });
    return after;
  }

  #drainSequence(bytes: Uint8Array, start: number): number {
    const end = sequenceEnd(bytes, start);
    if (end === INCOMPLETE) return start;
    const event = classify(bytes.subarray(start, end));
    if (event.type === 'paste-start') this.#isPasting = true;
    this.#options.onEvent(event);
    return end;
  }

  #drainPlain(bytes: Uint8Array, start: number): number {
    const next = bytes.indexOf(ESC, start);
    const end = next >= 0 ? next : bytes.length - partialCharacterLength(bytes, start);
    if (end > start) this.#options.onEvent({ type: 'bytes', bytes: bytes.subarray(start, end) });
    return end;
  }
}

/**
 * Where the paste's end mark is, -1 if it has not come. A paste may hold the mark itself, to have the rest of it taken for
 * typing: of several in one read, with no new paste between, the last one is the end.
 */
function endOfPaste(buffer: Buffer, start: number): number {
  let mark = buffer.indexOf(PASTE_END, start);
  while (mark >= 0) {
    const after = mark + PASTE_END.length;
    const next = buffer.indexOf(PASTE_END, after);
    const begins = buffer.indexOf(PASTE_START, after);
    if (next < 0 || (begins >= 0 && begins < next)) break;
    mark = next;
  }
  return mark;
}

/** How many bytes at the end may be the beginning of the mark that ends a paste. */
function partialMarkLength(bytes: Uint8Array, start: number): number {
  const most = Math.min(PASTE_END.length - 1, bytes.length - start);
  for (let length = most; length > 0; length--) {
    if (PASTE_END.subarray(0, length).equals(bytes.subarray(bytes.length - length))) return length;
  }
  return 0;
}

/** How many bytes at the end begin a UTF-8 character that is not complete. */
function partialCharacterLength(bytes: Uint8Array, start: number): number {
  const most = Math.min(3, bytes.length - start);
  for (let length = 1; length <= most; length++) {
    const byte = bytes[bytes.length - length] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return utf8Length(byte) > length ? length : 0;
  }
  return 0;
}
