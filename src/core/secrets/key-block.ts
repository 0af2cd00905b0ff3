/** A line that begins a private key of several lines; what stands behind it on the line belongs to the key. */
const BEGIN =
  /(?:-{4,5} ?BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY ?-{4,5}|-{5}BEGIN OpenVPN Static key V1-{5})/i;
const END = /-{4,5} ?END /;
/** What PuTTY calls it. */
const PUTTY = /^Private-Lines: (\d{1,4})\s{0,8}$/;
const OF_A_KEY =
  /^\s{0,40}(?:[A-Za-z0-9+/=\\"]{1,200}|(?:Proc-Type|DEK-Info|Comment|Headers?): .{0,200}|#.{0,80})?\s{0,40}$/;
const MOST_LINES = 400;

export interface KeyPlace {
  readonly from: number;
  readonly to: number;
  /** Of the lines of one key, the first; keys that begin on their own line are `first`, too. */
  readonly part: 'first' | 'further';
}

/** Follows private keys, of several lines or, as JSON and variables have them, all on one. */
export class KeyBlock {
  #left = 0;
  #isFirst = false;

  /** Whether lines that look like nothing may be parts of a key now. */
  get isInside(): boolean {
    return this.#left > 0;
  }

  /** Takes the next line: where key material is on it. */
  line(text: string): KeyPlace | undefined {
    const begin = BEGIN.exec(text);
    if (begin !== null) return this.#begin(text, begin.index + begin[0].length);
    const putty = PUTTY.exec(text);
    if (putty !== null) {
      this.#open(Math.min(MOST_LINES, Number(putty[1])));
      return undefined;
    }
    if (this.#left === 0) return undefined;
    // A torn key may not hide what comes behind it.
    if (END.test(text) || !OF_A_KEY.test(text)) {
      this.#left = 0;
      return undefined;
    }
    this.#left--;
    const inside = /\S.*\S|\S/.exec(text);
    if (inside === null || /^(?:Proc-Type|DEK-Info|Comment|Headers?|#)/.test(inside[0]))
      return undefined;
    const part = this.#isFirst ? 'first' : 'further';
    this.#isFirst = false;
    return { from: inside.index, to: inside.index + inside[0].length, part };
  }

  #begin(text: string, from: number): KeyPlace | undefined {
    const end = text.slice(from).search(END);
    if (end < 0) this.#open(MOST_LINES);
    const to = end < 0 ? text.length : from + end;
    const isText = /\S/.test(text.slice(from, from + 200)) && to > from + 1;
    return isText ? { from, to: Math.max(to, from + 1), part: 'first' } : undefined;
  }

  #open(lines: number): void {
    this.#left = lines;
    this.#isFirst = true;
  }
}
