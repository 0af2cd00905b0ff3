import { inertText } from '../../core/safe.ts';

const FIRST_PAGE_BYTES = 4_096;
const MOST_PAGE_BYTES = 65_536;
/** UTF-8 takes no more for a UTF-16 unit. */
const MOST_CHAR_BYTES = 3;
const NEWLINE = 0x0a;

/** Lines on their way to a file, as bytes: each page holds whole lines. Made for many lines in a row, which cost no more than their copy. */
export class LinePages {
  #full: Uint8Array[] = [];
  #page: Buffer | undefined;
  #used = 0;
  #fullBytes = 0;

  /** Bytes that wait. */
  get bytes(): number {
    return this.#fullBytes + this.#used;
  }

  /** A line behind `head`, which is ASCII. The line is foreign, without C0 controls but tabs; whatever else acts on a terminal becomes a mark. */
  add(head: string, line: string): void {
    const most = head.length + line.length * MOST_CHAR_BYTES + 1;
    const page = this.#pageFor(most);
    const start = this.#used + page.write(head, this.#used, 'latin1');
    let length = page.write(line, start, 'utf8');
    // Of ASCII each character is a byte.
    if (length !== line.length) length = page.write(inertText(line), start, 'utf8');
    page[start + length] = NEWLINE;
    this.#used = start + length + 1;
  }

  /** All pages, which are the caller's now. */
  take(): readonly Uint8Array[] {
    this.#turn();
    const pages = this.#full;
    this.#full = [];
    this.#fullBytes = 0;
    return pages;
  }

  #pageFor(bytes: number): Buffer {
    if (this.#page !== undefined && this.#page.length - this.#used >= bytes) return this.#page;
    const next = Math.min(MOST_PAGE_BYTES, (this.#page?.length ?? FIRST_PAGE_BYTES / 2) * 2);
    this.#turn();
    this.#page = Buffer.allocUnsafeSlow(Math.max(next, bytes));
    return this.#page;
  }

  #turn(): void {
    if (this.#page !== undefined && this.#used > 0) {
      this.#full.push(this.#page.subarray(0, this.#used));
      this.#fullBytes += this.#used;
    }
    this.#page = undefined;
    this.#used = 0;
  }
}
