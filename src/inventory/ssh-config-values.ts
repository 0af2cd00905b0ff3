/** What ssh_config's lines say for one host, in the order they were met: of most keywords the first one counts. */
export class SshConfigValues {
  readonly #found = new Map<string, SshConfigValue[]>();

  add(line: SshConfigValue): void {
    const keyword = ALIASES.get(line.keyword) ?? line.keyword;
    if (this.#isTooLate(keyword)) return;
    const earlier = this.#found.get(keyword);
    if (earlier) earlier.push(line);
    else this.#found.set(keyword, [line]);
  }

  first(keyword: string): string | undefined {
    return this.words(keyword)?.[0];
  }

  words(keyword: string): readonly string[] | undefined {
    return this.#found.get(keyword)?.[0]?.words;
  }

  /** For commands, which are not taken apart. */
  text(keyword: string): string | undefined {
    return this.#found.get(keyword)?.[0]?.text;
  }

  /** For keywords that add up; each value once. */
  every(keyword: string): string[] {
    return [...new Set((this.#found.get(keyword) ?? []).flatMap(({ words }) => words.slice(0, 1)))];
  }

  /** Two ways to say how to get there: the first one met decides. `ProxyJump none` says nothing about commands. */
  #isTooLate(keyword: string): boolean {
    if (keyword === 'proxyjump') return this.#found.has('proxycommand');
    return keyword === 'proxycommand' && (this.first('proxyjump') ?? 'none') !== 'none';
  }
}

export interface SshConfigValue {
  readonly keyword: string;
  readonly words: readonly string[];
  readonly text: string;
}

/** Older names. */
const ALIASES = new Map([['pubkeyacceptedkeytypes', 'pubkeyacceptedalgorithms']]);
