import { RegexError } from './regex-node.ts';

/** A cursor over the text of a regular expression. */
export class RegexReader {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Steps over a text if it comes next. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** The next code point. */
  codePoint(): number {
    const code = this.source.codePointAt(this.at);
    if (code === undefined) throw new RegexError('the expression ends too soon');
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  /** Everything up to a mark, which is stepped over. */
  until(mark: string, what: string): string {
    const end = this.source.indexOf(mark, this.at);
    if (end < 0) throw new RegexError(`missing ${mark} after ${what}`);
    const text = this.source.slice(this.at, end);
    this.at = end + mark.length;
    return text;
  }

  letters(): string {
    return this.matched(/[a-zA-Z]*/y);
  }

  /** What a sticky pattern matches here, stepped over. */
  matched(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.source)?.[0] ?? '';
    this.at += text.length;
    return text;
  }

  /** Whether a quantifier stands at a place. A brace that is none is plain text. */
  quantifier(at: number): Quantifier | undefined {
    const sign = this.source[at];
    if (sign === '*') return { min: 0, max: Number.POSITIVE_INFINITY, length: 1 };
    if (sign === '+') return { min: 1, max: Number.POSITIVE_INFINITY, length: 1 };
    if (sign === '?') return { min: 0, max: 1, length: 1 };
    if (sign !== '{') return undefined;
    BRACES.lastIndex = at;
    const found = BRACES.exec(this.source);
    if (!found) return undefined;
    const [text, low = '', comma, high = ''] = found;
    // `{}` is plain text, `{,}` is any number: Python's rule.
    if (low === '' && comma === undefined) return undefined;
    const min = low === '' ? 0 : Number(low);
    const max = comma === undefined ? min : high === '' ? Number.POSITIVE_INFINITY : Number(high);
    return { min, max, length: text.length };
  }

  takeQuantifier(): Quantifier | undefined {
    const found = this.quantifier(this.at);
    if (found) this.at += found.length;
    return found;
  }
}

export interface Quantifier {
  readonly min: number;
  readonly max: number;
  readonly length: number;
}

const BRACES = /\{(\d*)(,)?(\d*)\}/y;
