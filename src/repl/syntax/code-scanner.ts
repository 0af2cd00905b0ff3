/**
 * Walks JavaScript (or TypeScript) just far enough to tell where code is: not in a string, a template, a comment or a regular
 * expression, and inside which brackets. It is fed the code between line forms only, so that what those hold (a device's command
 * with one quote) does not matter. Whether a slash divides is decided by the token before it, which is right for all but a few
 * texts nobody types.
 */
export class CodeScanner {
  readonly #source: string;
  readonly #frames: Frame[] = [{ opener: '', statementAt: -1 }];
  #mode: Mode = 'code';
  /** What the token before was, for slashes and for lines that go on. */
  #before: 'value' | 'operator' | 'end' = 'end';
  /** A line break since the last token. */
  #isNewLine = true;

  /** Reading stops at these outside all brackets. */
  readonly #ends: string;

  constructor(source: string, ends = '') {
    this.#source = source;
    this.#ends = ends;
  }

  /** At a place that is code, not text: neither in a template nor in a comment nor in a string that goes on. */
  get isCode(): boolean {
    return this.#mode === 'code';
  }

  /** Within `(`, `[` or a template's `${`, where no statement can stand. */
  get isInExpression(): boolean {
    const { opener } = this.#frame;
    return opener === '(' || opener === '[' || opener === '${';
  }

  /** What was read last cannot be the end of a statement: `x =`, `a &&`. */
  get isUnfinished(): boolean {
    return this.#before === 'operator';
  }

  /** How many brackets are open. */
  get depth(): number {
    return this.#frames.length - 1;
  }

  /** Where the statement that is being read began; where one would begin if there is none yet. */
  get statementAt(): number {
    return this.#frame.statementAt;
  }

  /** After a form: whatever follows is a new statement. */
  endStatement(): void {
    this.#before = 'end';
    this.#isNewLine = true;
    this.#frame.statementAt = -1;
  }

  /** After a form within brackets: it was an operand. */
  endOperand(): void {
    this.#before = 'value';
  }

  /** Takes what comes at `at` for the end of an operand or the start of one. */
  startExpression(): void {
    this.#before = 'operator';
    this.#isNewLine = false;
  }

  /**
   * Reads code from `from` up to `to` and gives where it stopped: at a `|>`, or at `to`, or behind it where a backslash takes the next
   * character along.
   */
  read(from: number, to: number): number {
    let at = from;
    while (at < to) {
      const next = this.#mode === 'code' ? this.#readToken(at) : this.#readText(at, to);
      if (next === undefined) return at;
      at = next;
    }
    return at;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) ?? { opener: '', statementAt: -1 };
  }

  /** One token or blank; undefined where reading stops. */
  #readToken(at: number): number | undefined {
    const source = this.#source;
    const char = source[at] ?? '';
    if (char === '\n') {
      if (this.#before !== 'operator') this.#isNewLine = true;
      return at + 1;
    }
    if (char <= ' ' || char === '\u00a0') return at + 1;
    if (char === '|' && source[at + 1] === '>') return undefined;
    if (this.#ends.includes(char) && this.depth === 0) return undefined;
    if (char === '/' && source[at + 1] === '/') return endOfLine(source, at);
    if (char === '/' && source[at + 1] === '*') {
      this.#mode = 'comment';
      return at + 2;
    }
    this.#begin(at, char);
    if (WORD_START.test(char)) return this.#readWord(at);
    if (OPENERS.has(char)) return this.#open(at, char);
    if (CLOSERS.has(char)) return this.#close(at, char);
    if (char === '"' || char === "'" || char === '`') {
      this.#mode = char;
      this.#before = 'value';
      return at + 1;
    }
    if (char === '/' && this.#before !== 'value') {
      this.#before = 'value';
      return endOfRegExp(source, at);
    }
    return this.#readOperator(at, char);
  }

  /** A statement begins with its first token, on a new line or behind a semicolon. */
  #begin(at: number, char: string): void {
    const frame = this.#frame;
    const isNew = this.#isNewLine && !CONTINUING.has(char);
    if (frame.statementAt < 0 || (isNew && frame.opener !== '(' && frame.opener !== '[')) {
      frame.statementAt = at;
    }
    this.#isNewLine = false;
  }

  #readWord(at: number): number {
    WORD.lastIndex = at;
    const word = WORD.exec(this.#source)?.[0] ?? this.#source[at] ?? '';
    const isMember = this.#source[at - 1] === '.';
    this.#before = !isMember && BEFORE_OPERAND.has(word) ? 'operator' : 'value';
    return at + Math.max(1, word.length);
  }

  #readOperator(at: number, char: string): number {
    if (char === ';') {
      this.#before = 'end';
      this.#frame.statementAt = -1;
      return at + 1;
    }
    const isStep = (char === '+' || char === '-') && this.#source[at + 1] === char;
    if (isStep) return at + 2;
    if (char === ',' && this.isInExpression) this.#frame.statementAt = -1;
    this.#before = 'operator';
    return at + 1;
  }

  #open(at: number, opener: string): number {
    this.#frames.push({ opener, statementAt: -1 });
    this.#before = opener === '{' ? 'end' : 'operator';
    return at + 1;
  }

  #close(at: number, closer: string): number | undefined {
    if (this.depth === 0) {
      // A bracket too many: the parser says so better.
      this.#before = 'value';
      return at + 1;
    }
    const { opener } = this.#frame;
    this.#frames.pop();
    if (opener === '${') {
      this.#mode = '`';
      return at + 1;
    }
    this.#before = closer === '}' ? 'end' : 'value';
    this.#isNewLine = false;
    return at + 1;
  }

  /** Within a string, a template or a comment, up to where it ends or `to`. */
  #readText(at: number, to: number): number {
    const source = this.#source;
    if (this.#mode === 'comment') {
      const end = source.indexOf('*/', at);
      if (end < 0 || end >= to) return to;
      this.#mode = 'code';
      return end + 2;
    }
    const char = source[at];
    if (char === '\\') return at + 2;
    if (char === this.#mode) {
      this.#mode = 'code';
    } else if (this.#mode === '`') {
      if (char === '$' && source[at + 1] === '{') {
        this.#mode = 'code';
        this.#frames.push({ opener: '${', statementAt: -1 });
        this.#before = 'operator';
        return at + 2;
      }
    } else if (char === '\n') {
      // A string that nobody closed; the parser will say so.
      this.#mode = 'code';
    }
    return at + 1;
  }
}

type Mode = 'code' | 'comment' | '"' | "'" | '`';

interface Frame {
  /** Empty for the cell itself. */
  readonly opener: string;
  /** Where the statement being read began; -1 between two. */
  statementAt: number;
}

const WORD_START = /[\p{ID_Start}\p{Nd}$_#]/u;
const WORD = /[\p{ID_Continue}$#]+(?:\.\d+)?/uy;
const OPENERS = new Set(['(', '[', '{']);
const CLOSERS = new Set([')', ']', '}']);
/** What at the start of a line goes on with the statement before it. */
const CONTINUING = new Set([...'.?:,=+-*/%&|^<>)]}(['].concat('`'));
const BEFORE_OPERAND = new Set(
  'await case delete do else extends in instanceof new of return throw typeof void yield'.split(
    ' ',
  ),
);

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

/** A regular expression ends on its line; a slash without an end was a division. */
function endOfRegExp(source: string, from: number): number {
  let isClass = false;
  for (let at = from + 1; at < source.length; at++) {
    const char = source[at];
    if (char === '\n') break;
    if (char === '\\') at++;
    else if (char === '[') isClass = true;
    else if (char === ']') isClass = false;
    else if (char === '/' && !isClass) return at + 1;
  }
  return from + 1;
}
