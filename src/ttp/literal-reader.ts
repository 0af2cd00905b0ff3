import { newObject, type TtpObject, type TtpValue, textOf } from './value.ts';

/** A literal or a call that cannot be read; `at` is where in the source. */
export class LiteralError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** A function with what stands in its parentheses. */
export interface Call {
  readonly name: string;
  readonly args: readonly TtpValue[];
  readonly named: Readonly<TtpObject>;
}

/** A cursor that reads Python's literals: strings, numbers, lists, tuples, dictionaries, True, False, None. Nothing is ever run. */
export class LiteralReader {
  readonly source: string;
  at = 0;
  #depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  /** White space, line breaks and comments included. */
  skipSpace(): void {
    this.matched(/(?:\s|#[^\n]*)*/y);
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** What a sticky pattern matches here, stepped over. */
  matched(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.source)?.[0] ?? '';
    this.at += text.length;
    return text;
  }

  error(message: string, at: number = this.at): LiteralError {
    return new LiteralError(message, at);
  }

  /** A literal; throws `LiteralError` for anything else. */
  literal(): TtpValue {
    const value = this.#literal();
    if (value === undefined) throw this.error(this.#expected());
    return value;
  }

  /** What stands between parentheses, up to `end` or the end of the source: literals, or words without quotes, which are texts. */
  callArguments(end: string): Pick<Call, 'args' | 'named'> {
    const args: TtpValue[] = [];
    const named = newObject();
    for (this.skipSpace(); !this.atEnd && !this.sees(end); this.skipSpace()) {
      const name = this.matched(/[A-Za-z_]\w*\s*=(?!=)/y);
      this.skipSpace();
      const value = this.#argument(end);
      if (name === '') args.push(value);
      else named[name.slice(0, -1).trim()] = value;
      this.skipSpace();
      if (!this.take(',')) break;
    }
    return { args, named };
  }

  #argument(end: string): TtpValue {
    const before = this.at;
    try {
      const value = this.#literal();
      this.skipSpace();
      if (value !== undefined && (this.atEnd || this.sees(',') || this.sees(end))) return value;
    } catch (thrown) {
      if (!(thrown instanceof LiteralError) || /["'[{(]/.test(this.source[before] ?? '')) {
        throw thrown;
      }
    }
    this.at = before;
    const word = this.matched(end === ')' ? /[^,)|]*/y : /[^,|]*/y).trim();
    if (word === '') throw this.error(this.#expected());
    return word;
  }

  #expected(): string {
    const found = this.source.slice(this.at, this.at + 20).split('\n')[0] ?? '';
    return `expected a text, number, list or dictionary, not '${found}'`;
  }

  #literal(): TtpValue | undefined {
    if (++this.#depth > MOST_DEPTH) throw this.error('nested too deeply');
    try {
      return this.#strings() ?? this.#collection() ?? this.#simple();
    } finally {
      this.#depth--;
    }
  }

  #simple(): TtpValue | undefined {
    const word = this.matched(/(?:True|False|None|true|false|null)\b/y);
    if (word !== '') return word === 'None' || word === 'null' ? null : /^t/i.test(word);
    const number = this.matched(
      /[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\w.])/y,
    );
    return number === '' ? undefined : Number(number.replaceAll('_', ''));
  }

  /** One or more strings side by side, which Python takes for one. */
  #strings(): string | undefined {
    let text: string | undefined;
    for (let next = this.#string(); next !== undefined; next = this.#string()) {
      text = (text ?? '') + next;
      const before = this.at;
      this.skipSpace();
      if (!/["']/.test(this.source[this.at] ?? '')) this.at = before;
    }
    return text;
  }

  #string(): string | undefined {
    const start = this.at;
    const open = this.matched(/[rRuUbB]{0,2}(?:"""|'''|"|')/y);
    if (open === '') return undefined;
    const quote = open.replace(/^[a-zA-Z]+/, '');
    for (let at = this.at; at < this.source.length; at++) {
      if (this.source[at] === '\\') at++;
      else if (quote.length === 1 && this.source[at] === '\n') break;
      else if (this.source.startsWith(quote, at)) {
        const body = this.source.slice(this.at, at);
        this.at = at + quote.length;
        return /^[a-z]*r/i.test(open) ? body : unescaped(body);
      }
    }
    throw this.error(`a text that begins with ${quote} does not end`, start);
  }

  #collection(): TtpValue | undefined {
    if (this.take('[')) return this.#items(']');
    if (this.take('{')) return this.#members();
    if (!this.take('(')) return undefined;
    const start = this.at;
    const items = this.#items(')');
    const isTuple = items.length !== 1 || /,\s*\)$/.test(this.source.slice(start, this.at));
    return isTuple ? items : (items[0] ?? null);
  }

  #items(end: string): TtpValue[] {
    const items: TtpValue[] = [];
    for (this.skipSpace(); !this.take(end); this.skipSpace()) {
      items.push(this.literal());
      this.skipSpace();
      if (!this.take(',') && !this.sees(end)) throw this.error(`expected , or ${end}`);
    }
    return items;
  }

  #members(): TtpObject {
    const made = newObject();
    for (this.skipSpace(); !this.take('}'); this.skipSpace()) {
      const key = this.literal();
      this.skipSpace();
      if (!this.take(':')) throw this.error('expected : after the key of a dictionary');
      this.skipSpace();
      made[textOf(key)] = this.literal();
      this.skipSpace();
      if (!this.take(',') && !this.sees('}')) throw this.error('expected , or }');
    }
    return made;
  }
}

const MOST_DEPTH = 50;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

// Python keeps the backslash of what is no escape, which is how expressions are written; `\b` is left to them too.
function unescaped(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g,
    (whole: string, hex: string | undefined, unicode: string | undefined, sign = '') => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (sign === '\\' || sign === '"' || sign === "'") return sign;
      return ESCAPES[sign] ?? whole;
    },
  );
}
