/** Bytes of a file that are not written yet. */
export interface Page {
  readonly bytes: Buffer;
  used: number;
  /** Where in the file it begins. */
  readonly offset: number;
  /** What its writer has counted before it; told again where the page is lost. */
  readonly count: number;
}

/** No event is longer than a page. */
export const PAGE_BYTES = 256 * 1024;
const MOST_KEPT = 16;

/** Pages are used again: a flood of gigabytes makes no garbage, and a session that is silent owns none. */
export class PagePool {
  readonly #free: Buffer[] = [];

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(PAGE_BYTES);
  }

  giveBack(bytes: Buffer): void {
    if (this.#free.length < MOST_KEPT) this.#free.push(bytes);
  }
}
