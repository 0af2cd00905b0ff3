/** One word of a command line. */
export interface Token {
  readonly text: string;
  /** Where it starts, from 0. */
  readonly column: number;
  /** The line from this word to its end, trailing blanks cut. */
  readonly rest: string;
}

/** The words of a line, each with its place and with all that follows from it. */
export function tokenize(line: string): Token[] {
  return [...line.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    column: match.index,
    rest: line.slice(match.index).trimEnd(),
  }));
}
