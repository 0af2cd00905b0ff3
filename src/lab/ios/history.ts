/** Commands typed in one login, with a place in them that up and down move. */
export class History {
  readonly #lines: string[] = [];
  #at = 0;
  #draft = '';

  get lines(): readonly string[] {
    return this.#lines;
  }

  add(line: string, size: number): void {
    if (line.trim() !== '' && line !== this.#lines.at(-1)) this.#lines.push(line);
    this.#lines.splice(0, Math.max(0, this.#lines.length - size));
    this.#at = this.#lines.length;
  }

  /** The line before the one shown; what was typed so far is kept as the newest. */
  older(shown: string): string | undefined {
    if (this.#at === 0) return undefined;
    if (this.#at === this.#lines.length) this.#draft = shown;
    this.#at--;
    return this.#lines[this.#at];
  }

  newer(): string | undefined {
    if (this.#at >= this.#lines.length) return undefined;
    this.#at++;
    return this.#lines[this.#at] ?? this.#draft;
  }
}
