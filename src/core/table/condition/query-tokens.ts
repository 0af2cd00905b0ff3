import { type Place, QueryError } from './query-error.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'operator' | 'open' | 'close' | 'comma' | 'end';
  /** Of a quoted text what stands between the quotes. */
  readonly text: string;
  readonly place: Place;
}

/** Reads the tokens of a condition, or of a list of columns, one after the other; patterns are read as they stand. */
export class QueryTokens {
  readonly text: string;
  #at = 0;
  #next: Token | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The next token, which stays the next one. */
  peek(): Token {
    this.#next ??= this.#read();
    return this.#next;
  }

  take(): Token {
    const token = this.peek();
    this.#next = undefined;
    this.#at = token.place.to;
    return token;
  }

  /** A run of characters up to a blank, or up to a parenthesis that it did not open: a word of a pattern. Not after `peek`. */
  takeRun(): Token {
    this.#next = undefined;
    const from = this.#skipBlanks();
    let depth = 0;
    let to = from;
    for (; to < this.text.length; to++) {
      const char = this.text[to] ?? '';
      if (BLANK.test(char)) break;
      if (char === '\\') to++;
      else if (char === '(') depth++;
      else if (char === ')' && --depth < 0) break;
    }
    return this.#to('word', { from, to: Math.min(to, this.text.length) });
  }

  /** `/…/flags`, if that is what stands here. */
  takeSlashed(): { readonly token: Token; readonly flags: string } | undefined {
    this.#next = undefined;
    const from = this.#skipBlanks();
    SLASHED.lastIndex = from;
    const found = SLASHED.exec(this.text);
    if (!found) return undefined;
    const token = this.#to('quoted', { from, to: SLASHED.lastIndex });
    return { token: { ...token, text: found[1] ?? '' }, flags: found[2] ?? '' };
  }

  /** What stands from here on is read again. */
  goBack(to: number): void {
    this.#next = undefined;
    this.#at = to;
  }

  #to(kind: Token['kind'], place: Place): Token {
    this.#at = place.to;
    return this.#token(kind, place);
  }

  #read(): Token {
    const from = this.#skipBlanks();
    const char = this.text[from];
    if (char === undefined) return this.#token('end', { from, to: from });
    if (char === '(') return this.#token('open', { from, to: from + 1 });
    if (char === ')') return this.#token('close', { from, to: from + 1 });
    if (char === ',') return this.#token('comma', { from, to: from + 1 });
    if (char === '"' || char === "'") return this.#quoted(char, from);
    OPERATOR.lastIndex = from;
    const operator = OPERATOR.exec(this.text);
    if (operator) return this.#token('operator', { from, to: from + operator[0].length });
    return this.#word(from);
  }

  #quoted(quote: string, from: number): Token {
    let text = '';
    let at = from + 1;
    let start = at;
    for (; at < this.text.length; at++) {
      const char = this.text[at];
      const next = this.text[at + 1];
      if (char === quote) {
        const place = { from, to: at + 1 };
        return { kind: 'quoted', text: text + this.text.slice(start, at), place };
      }
      if (char === '\\' && (next === quote || next === '\\')) {
        text += this.text.slice(start, at);
        start = ++at;
      }
    }
    throw new QueryError(`the text that begins with ${quote} has no end`, {
      from,
      to: this.text.length,
    });
  }

  /** Parentheses belong to the word that they follow at once: `15.2(4)M`. */
  #word(from: number): Token {
    let to = this.#wordEnd(from);
    while (this.text[to] === '(' && !KEYWORD.test(this.text.slice(from, to))) {
      const close = this.text.indexOf(')', to);
      if (close < 0 || PART_OF_MORE.test(this.text.slice(to + 1, close))) break;
      to = this.#wordEnd(close + 1);
    }
    return this.#token('word', { from, to });
  }

  #wordEnd(from: number): number {
    WORD.lastIndex = from;
    WORD.exec(this.text);
    return Math.max(from, WORD.lastIndex);
  }

  #token(kind: Token['kind'], place: Place): Token {
    return { kind, text: this.text.slice(place.from, place.to), place };
  }

  #skipBlanks(): number {
    while (BLANK.test(this.text[this.#at] ?? '')) this.#at++;
    return this.#at;
  }
}

const BLANK = /\s/;
const OPERATOR = /===?|=~|=<|=>|=|!==?|!~|!|<=|<>|>=|<|>|~|&&|\|\|/y;
const WORD = /(?:(?!&&|\|\|)[^\s(),=!<>~])+/y;
const KEYWORD = /^(?:in|not|and|or|is|contains)$/i;
const PART_OF_MORE = /[\s(,=!<>~"']/;
const SLASHED = /\/((?:[^\\/\n]|\\.)+)\/([a-z]*)(?=$|[\s)])/y;
