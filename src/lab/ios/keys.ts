/** One press of a key, as the line editor understands it. */
export type Key = { readonly kind: 'char'; readonly char: string } | { readonly kind: Control };

export type Control =
  | 'enter'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'erase-word-left'
  | 'erase-word-right'
  | 'erase-to-start'
  | 'erase-to-end'
  | 'tab'
  | 'redraw'
  | 'quote'
  | 'interrupt'
  | 'leave'
  | 'escape';

/** Bytes into keys. Characters and escape sequences may be split anywhere between two reads; unknown ones are dropped. */
export class KeyReader {
  readonly #decoder = new TextDecoder();
  #state: 'ground' | 'escape' | 'sequence' = 'ground';
  #sequence = '';
  #lastWasReturn = false;

  read(bytes: Uint8Array): Key[] {
    const keys: Key[] = [];
    for (const char of this.#decoder.decode(bytes, { stream: true })) {
      const key = this.#next(char);
      if (key) keys.push(key);
    }
    return keys;
  }

  #next(char: string): Key | undefined {
    if (this.#state === 'escape') return this.#afterEscape(char);
    if (this.#state === 'sequence') return this.#inSequence(char);
    const isLineFeedOfPair = this.#lastWasReturn && (char === '\n' || char === '\0');
    this.#lastWasReturn = char === '\r';
    if (isLineFeedOfPair) return undefined;
    if (char === '\x1b') {
      this.#state = 'escape';
      return undefined;
    }
    if (char >= ' ' && char !== '\x7f' && !(char >= '\x80' && char < '\xa0')) {
      return { kind: 'char', char };
    }
    const control = CONTROLS[char];
    return control && { kind: control };
  }

  #afterEscape(char: string): Key | undefined {
    if (char === '[' || char === 'O') {
      this.#state = 'sequence';
      this.#sequence = '';
      return undefined;
    }
    this.#state = 'ground';
    const control = META[char.toLowerCase()];
    return control && { kind: control };
  }

  #inSequence(char: string): Key | undefined {
    if (char < '@' || char > '~') {
      // A sequence without end is given up, or it would swallow all that follows.
      if (this.#sequence.length < 32) this.#sequence += char;
      else this.#state = 'ground';
      return undefined;
    }
    this.#state = 'ground';
    const control = SEQUENCES[char === '~' ? `${this.#sequence}~` : char];
    return control && { kind: control };
  }
}

const CONTROLS: Readonly<Record<string, Control>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\t': 'tab',
  '\x01': 'home',
  '\x02': 'left',
  '\x03': 'interrupt',
  '\x04': 'delete',
  '\x05': 'end',
  '\x06': 'right',
  '\x0b': 'erase-to-end',
  '\x0c': 'redraw',
  '\x0e': 'down',
  '\x10': 'up',
  '\x12': 'redraw',
  '\x15': 'erase-to-start',
  '\x16': 'quote',
  '\x17': 'erase-word-left',
  '\x18': 'erase-to-start',
  '\x1a': 'leave',
  '\x1e': 'escape',
};

const META: Readonly<Record<string, Control>> = {
  b: 'word-left',
  f: 'word-right',
  d: 'erase-word-right',
  '\x7f': 'erase-word-left',
  '\b': 'erase-word-left',
};

const SEQUENCES: Readonly<Record<string, Control>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '3~': 'delete',
  '4~': 'end',
  '7~': 'home',
  '8~': 'end',
};
