/** What could not be read of a recording. The list grows while it is read, up to a bound; each line is there once. */
export class Problems {
  readonly lines: string[] = [];

  add(line: string): void {
    if (this.lines.length < MOST_PROBLEMS && !this.lines.includes(line)) this.lines.push(line);
  }
}

const MOST_PROBLEMS = 100;
