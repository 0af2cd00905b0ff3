const MORE = ' --More-- ';
// The prompt is wiped with backspaces and blanks, never with an escape sequence, as IOS does it.
const WIPE = `${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}`;

/** Text shown a page at a time. Lines keep their order; a line wider than the terminal counts for the rows it takes. */
export class Pager {
  readonly #lines: string[];
  readonly #write: (text: string) => void;
  readonly #size: () => { readonly lengthRows: number; readonly widthCols: number };

  constructor(parts: {
    readonly text: string;
    readonly write: (text: string) => void;
    readonly size: () => { readonly lengthRows: number; readonly widthCols: number };
  }) {
    this.#lines = parts.text.replace(/\n$/, '').split('\n');
    this.#write = parts.write;
    this.#size = parts.size;
  }

  /** Writes the first page. True while there is more, and the prompt stands. */
  start(): boolean {
    const { lengthRows } = this.#size();
    return this.#show(lengthRows === 0 ? Number.POSITIVE_INFINITY : lengthRows - 1);
  }

  /** Answers one key at the prompt: a page, a line, or the end. True while there is more. */
  press(key: 'page' | 'line' | 'quit'): boolean {
    this.#write(WIPE);
    if (key === 'quit') return false;
    const { lengthRows } = this.#size();
    return this.#show(key === 'line' ? 1 : Math.max(1, lengthRows - 1));
  }

  #show(rows: number): boolean {
    const { widthCols } = this.#size();
    let left = rows;
    let count = 0;
    for (const line of this.#lines) {
      const height = widthCols > 0 ? Math.max(1, Math.ceil(line.length / widthCols)) : 1;
      if (count > 0 && left < height) break;
      left -= height;
      count++;
    }
    const page = this.#lines.splice(0, count);
    this.#write(page.map((line) => `${line}\n`).join(''));
    if (this.#lines.length === 0) return false;
    this.#write(MORE);
    return true;
  }
}

/** Whether a line would change how much is shown at once, however shortened. */
export function setsPaging(line: string): boolean {
  return /^\s*ter(?:m(?:i(?:n(?:a(?:l)?)?)?)?)?\s+(?:no\s+)?l/i.test(line);
}
