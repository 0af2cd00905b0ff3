/** What `name?` shows. */
export class HelpText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
