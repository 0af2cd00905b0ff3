/** Room for bytes, in both ways of looking at it. */
export interface PageBytes {
  readonly bytes: Buffer;
  readonly view: DataView;
}

/** Bytes of a file that are not written yet. */
export interface Page extends PageBytes {
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
  readonly #free: PageBytes[] = [];

  take(): PageBytes {
    const kept = this.#free.pop();
    if (kept !== undefined) return kept;
    const bytes = Buffer.allocUnsafeSlow(PAGE_BYTES);
    return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
  }

  giveBack({ bytes, view }: PageBytes): void {
    if (this.#free.length < MOST_KEPT) this.#free.push({ bytes, view });
  }
}
