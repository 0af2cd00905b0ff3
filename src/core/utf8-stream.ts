import { isAscii } from 'node:buffer';

/** Bytes to text, cut anywhere. Invalid bytes become U+FFFD, one for each broken piece; none is dropped (WHATWG Encoding). */
export class Utf8Stream {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #mayBeInside = false;

  decode(chunk: Uint8Array): string {
    // Nearly everything devices say is ASCII, and Latin-1 strings are half the size and several times as fast.
    if (!this.#mayBeInside && isAscii(chunk)) {
      return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    }
    this.#mayBeInside = (chunk.at(-1) ?? 0) >= 0x80;
    return this.#decoder.decode(chunk, { stream: true });
  }
}
