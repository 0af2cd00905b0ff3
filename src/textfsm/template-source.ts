import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** The lines of a template file, read one after the other, trailing white space removed. */
export class TemplateSource {
  readonly file: string;
  readonly #lines: readonly string[];
  #next = 0;

  constructor(source: string, file: string) {
    this.file = file;
    this.#lines = source
      .replace(/^\ufeff/, '')
      .split(/\r\n|\n|\r/)
      .map((line) => line.replace(TRAILING, ''));
    if (this.#lines.at(-1) === '') this.#lines = this.#lines.slice(0, -1);
  }

  /** 1-based number of the line read last. */
  get line(): number {
    return this.#next;
  }

  /** The next line; undefined at the end. Comments are passed over. */
  read(): string | undefined {
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next++] ?? '';
      if (!COMMENT.test(line)) return line;
    }
    return undefined;
  }

  /** The error for the line read last: what is wrong and what was expected there. */
  error(message: string, line: number = this.line): ShowrunError {
    return new ShowrunError('template-failed', `${safe(this.file)}:${line}: ${safe(message)}`, {
      subject: safe(this.file),
      advice: 'correct the template',
    });
  }
}

// White space as Python strips it, which is not what `trim` does (U+001C to U+001F, and not U+FEFF).
const TRAILING = /[\s\x1c-\x1f\x85]+$/;
const COMMENT = /^[\s\x1c-\x1f\x85]*#/;
