import { charsetOf, UTF_8 } from '../../core/charset.ts';

const MOST_CHARS = 200;

/** What a person types where a device asks for a secret, until the line it stands on has ended: a device may show it after all. */
export class TypedSecret {
  #text = '';
  readonly #decoder = (charsetOf(UTF_8.name) ?? UTF_8).openDecoder();

  typed(keys: Uint8Array, matter: 'text' | 'secret'): void {
    if (matter === 'text') return;
    for (const character of this.#decoder.decode(keys)) {
      if (character === '\x7f' || character === '\b') this.#text = this.#text.slice(0, -1);
      else if (character === '\x15') this.#text = '';
      else if (character >= ' ' && this.#text.length < MOST_CHARS) this.#text += character;
    }
  }

  /** The line with asterisks in place of the secret, which is forgotten then: what comes next is the device's own. */
  hiddenIn(line: string): string {
    const secret = this.#text;
    if (secret === '') return line;
    this.#text = '';
    return line.replaceAll(secret, '*'.repeat(secret.length));
  }
}
