import type { TextStream } from '../../core/charset.ts';
import { ControlScanner } from './control-scanner.ts';

/** More than a pattern is looked for in: of a flood the last is kept. */
const MOST_CHARS = 256_000;

/** What a device has said and nobody has taken yet, as text: no escape sequences, `\n` between lines, backspaces obeyed. */
export class HeardText {
  readonly #decoder: TextStream;
  readonly #scanner = new ControlScanner({
    onText: (text) => this.#add(text),
    onControl: ({ kind }) => this.#obey(kind),
  });
  #text = '';

  constructor(decoder: TextStream) {
    this.#decoder = decoder;
  }

  get text(): string {
    return this.#text;
  }

  feed(parts: Iterable<Uint8Array>): void {
    for (const part of parts) this.#scanner.scan(this.#decoder.decode(part));
  }

  /** Forgets so many characters from the beginning. */
  drop(chars: number): void {
    this.#text = this.#text.slice(chars);
  }

  #add(text: string): void {
    this.#text = (this.#text + text).slice(-MOST_CHARS);
  }

  #obey(kind: string): void {
    if (kind === 'newline') this.#add('\n');
    const isErased = kind === 'backspace' && !this.#text.endsWith('\n');
    if (isErased) this.#text = this.#text.slice(0, -1);
  }
}
