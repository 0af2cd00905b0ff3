/** What `x = !command` gives: the lines it wrote, as a list, with its text and its exit code. */
export class ShellLines extends Array<string> {
  declare readonly text: string;
  /** 0 for well, -1 where a signal ended it. */
  declare readonly code: number;

  /** What `map` and `filter` give is an ordinary array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(text: string, code: number) {
    super();
    const whole = text.replace(/\n$/, '');
    for (const line of whole === '' ? [] : whole.split('\n')) this.push(line);
    Object.defineProperties(this, { text: { value: whole }, code: { value: code } });
  }

  get lines(): readonly string[] {
    return [...this];
  }

  /** All went well. */
  get ok(): boolean {
    return this.code === 0;
  }

  override toString(): string {
    return this.text;
  }
}
