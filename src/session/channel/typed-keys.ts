/** What the person has typed on a connection, as far as it matters to who reads it. */
export class TypedKeys {
  #enteredAtLine = -1;
  #atMs = Number.NEGATIVE_INFINITY;
  #hasTyped = false;
  #hasEntered = false;

  /** The person pressed Enter when this many lines had ended: the line shown until the next one is an old prompt. */
  get enteredAtLine(): number {
    return this.#enteredAtLine;
  }

  /** When the last key was typed; negative infinity before the first one. */
  get atMs(): number {
    return this.#atMs;
  }

  /** Whether anything was ever entered; Enter alone only wakes a line. */
  get hasEntered(): boolean {
    return this.#hasEntered;
  }

  /** Keys that were sent, and where the screen stood then. */
  typed(bytes: Uint8Array, at: { readonly nowMs: number; readonly lineCount: number }): void {
    this.#atMs = at.nowMs;
    this.#hasTyped ||= bytes.some((byte) => byte !== 0x0d && byte !== 0x0a);
    if (bytes.includes(0x0d) || bytes.includes(0x0a)) {
      this.#enteredAtLine = at.lineCount;
      this.#hasEntered ||= this.#hasTyped;
    }
  }

  /** Something was typed again for the person. */
  touch(nowMs: number): void {
    this.#atMs = nowMs;
  }
}
