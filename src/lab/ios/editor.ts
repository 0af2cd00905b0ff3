import { widthOf } from '../../core/width.ts';
import type { Key } from './keys.ts';

const MAX_LENGTH = 254;
const BELL = '\x07';

/**
 * The line being typed, and its picture on a terminal that may wrap it. Only what every terminal understands is sent: text,
 * backspaces and, to get back over a wrapped row, cursor up.
 */
export class LineEditor {
  readonly #write: (text: string) => void;
  readonly #widthCols: () => number;
  #prompt = '';
  #chars: string[] = [];
  #cursor = 0;
  #isQuoting = false;

  constructor(write: (text: string) => void, widthCols: () => number) {
    this.#write = write;
    this.#widthCols = widthCols;
  }

  get text(): string {
    return this.#chars.join('');
  }

  get textBeforeCursor(): string {
    return this.#chars.slice(0, this.#cursor).join('');
  }

  /** Starts a line: writes the prompt and a text to go on with. */
  start(prompt: string, text = ''): void {
    this.#prompt = prompt;
    this.#chars = [...text];
    this.#cursor = 0;
    this.#isQuoting = false;
    this.#write(prompt);
    this.#printTo(this.#chars.length);
  }

  /** Writes prompt and text again from a fresh row, the cursor where it was. */
  redraw(): void {
    const cursor = this.#cursor;
    this.start(this.#prompt, this.text);
    this.#moveTo(cursor);
  }

  /** Takes the cursor behind the text, so that what is written next does not overwrite it. */
  finish(): void {
    this.#moveTo(this.#chars.length);
  }

  replace(text: string): void {
    this.#moveTo(0);
    const old = this.#cellsTo(this.#chars.length);
    this.#chars = [...text].slice(0, MAX_LENGTH);
    this.#printTo(this.#chars.length);
    this.#blankOut(old - this.#cellsTo(this.#chars.length));
  }

  /** Whether the next character is to be taken as it is, `?` included. */
  get isQuoting(): boolean {
    return this.#isQuoting;
  }

  /** One editing key; keys that mean something else than editing are left alone. */
  press(key: Key): void {
    this.#isQuoting = key.kind === 'quote';
    switch (key.kind) {
      case 'char':
        this.#insert(key.char);
        break;
      case 'backspace':
        this.#erase(this.#cursor - 1, this.#cursor);
        break;
      case 'delete':
        this.#erase(this.#cursor, this.#cursor + 1);
        break;
      case 'left':
        this.#moveTo(this.#cursor - 1);
        break;
      case 'right':
        this.#moveTo(this.#cursor + 1);
        break;
      case 'home':
        this.#moveTo(0);
        break;
      case 'end':
        this.#moveTo(this.#chars.length);
        break;
      case 'word-left':
        this.#moveTo(this.#wordStart());
        break;
      case 'word-right':
        this.#moveTo(this.#wordEnd());
        break;
      case 'erase-word-left':
        this.#erase(this.#wordStart(), this.#cursor);
        break;
      case 'erase-word-right':
        this.#erase(this.#cursor, this.#wordEnd());
        break;
      case 'erase-to-start':
        this.#erase(0, this.#cursor);
        break;
      case 'erase-to-end':
        this.#erase(this.#cursor, this.#chars.length);
        break;
      default:
        break;
    }
  }

  #insert(char: string): void {
    if (this.#chars.length >= MAX_LENGTH) {
      this.#write(BELL);
      return;
    }
    this.#chars.splice(this.#cursor, 0, char);
    const target = this.#cursor + 1;
    this.#printTo(this.#chars.length);
    this.#moveTo(target);
  }

  #erase(from: number, to: number): void {
    const start = Math.max(0, from);
    const stop = Math.min(this.#chars.length, to);
    if (start >= stop) return;
    this.#moveTo(start);
    const old = this.#cellsTo(this.#chars.length);
    this.#chars.splice(start, stop - start);
    this.#printTo(this.#chars.length);
    this.#blankOut(old - this.#cellsTo(this.#chars.length));
    this.#moveTo(start);
  }

  /** Moves the cursor; forward by writing the text again, as IOS does. */
  #moveTo(index: number): void {
    const target = Math.min(this.#chars.length, Math.max(0, index));
    if (target >= this.#cursor) this.#printTo(target);
    else {
      this.#moveBack(this.#cellsTo(this.#cursor), this.#cellsTo(target));
      this.#cursor = target;
    }
  }

  #printTo(index: number): void {
    const text = this.#chars.slice(this.#cursor, index).join('');
    if (text === '') return;
    this.#write(text);
    this.#cursor = index;
    this.#settleWrap(this.#cellsTo(index), this.#chars[index]);
  }

  #blankOut(cells: number): void {
    if (cells <= 0) return;
    this.#write(' '.repeat(cells));
    const end = this.#cellsTo(this.#chars.length);
    this.#settleWrap(end + cells, undefined);
    this.#moveBack(end + cells, end);
  }

  /** A terminal that filled its last column waits with the wrap; the next cell is touched so that the cursor is where we count it. */
  #settleWrap(cells: number, next: string | undefined): void {
    const width = this.#widthCols();
    if (width > 0 && cells > 0 && cells % width === 0) this.#write(`${next ?? ' '}\r`);
  }

  #moveBack(from: number, to: number): void {
    const width = this.#widthCols() || Number.POSITIVE_INFINITY;
    const rows = Math.floor(from / width) - Math.floor(to / width);
    if (rows === 0) {
      this.#write('\b'.repeat(from - to));
      return;
    }
    const column = to % width;
    this.#write(`\x1b[${rows}A\r${column > 0 ? `\x1b[${column}C` : ''}`);
  }

  #cellsTo(index: number): number {
    return widthOf(this.#prompt) + widthOf(this.#chars.slice(0, index).join(''));
  }

  #wordStart(): number {
    const before = /(\S+\s*|\s+)$/.exec(this.textBeforeCursor)?.[0] ?? '';
    return this.#cursor - [...before].length;
  }

  #wordEnd(): number {
    const after = this.#chars.slice(this.#cursor).join('');
    return this.#cursor + [...(/^\s*\S+/.exec(after)?.[0] ?? '')].length;
  }
}
