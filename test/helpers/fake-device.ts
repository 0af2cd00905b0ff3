import type { FakeTransport } from './fake-transport.ts';

/** What a scripted device does with one command: text to say before its prompt, or something else altogether. */
export type Reply = string | ((device: FakeDevice) => void);

/**
 * A small line-editing CLI on a fake transport: echoes, knows Ctrl-E, Ctrl-U, Ctrl-C and backspace, answers from a script.
 * `chunksOf` decides how its words are cut into chunks.
 */
export class FakeDevice {
  readonly transport: FakeTransport;
  prompt = 'r1#';
  line = '';
  /** Commands entered, in order. */
  readonly entered: string[] = [];
  replies: Record<string, Reply> = {};
  /** What it does with a command that has no reply of its own. */
  otherwise: Reply = '';
  /** Keys that act at once, without Return. */
  keys: Record<string, (device: FakeDevice) => void> = {};
  chunksOf: (bytes: Uint8Array) => Iterable<Uint8Array> = (bytes) => [bytes];
  /** The bytes its words are on the wire. */
  encode: (text: string) => Uint8Array = (text) => Buffer.from(text, 'utf8');
  /** Brings a chunk to the far end; at once unless a slow line does it. */
  carry: (chunk: Uint8Array) => void = (chunk) => this.transport.says(chunk);
  /** How one typed character is echoed. */
  echo: (character: string) => string = (character) => character;
  /** Takes the keys instead of the line editor, e.g. while a pager waits. */
  onKeys: ((keys: string) => void) | undefined;

  constructor(transport: FakeTransport) {
    this.transport = transport;
    transport.onWritten = (text) => {
      // As on a real line, answers come later, never inside the write.
      setImmediate(() => this.#type(text));
    };
  }

  say(text: string): void {
    for (const chunk of this.chunksOf(this.encode(text))) this.carry(chunk);
  }

  #type(text: string): void {
    if (this.onKeys) {
      this.onKeys(text);
      return;
    }
    let said = '';
    for (const character of text) {
      if (character === '\r') {
        this.say(`${said}\r\n`);
        said = '';
        this.#enter();
      } else if (this.keys[character]) {
        this.keys[character](this);
        said = '';
      } else said += this.#edit(character);
    }
    if (said !== '') this.say(said);
  }

  #edit(character: string): string {
    if (character === '\x05') return '';
    if (character === '\x15') {
      const { length } = this.line;
      this.line = '';
      return `${'\b'.repeat(length)}${' '.repeat(length)}${'\b'.repeat(length)}`;
    }
    if (character === '\x03') {
      this.line = '';
      return `^C\r\n${this.prompt}`;
    }
    this.line += character;
    return this.echo(character);
  }

  #enter(): void {
    const command = this.line;
    this.line = '';
    this.entered.push(command);
    const reply = this.replies[command] ?? this.otherwise;
    if (typeof reply === 'string') this.say(`${reply}${this.prompt}`);
    else reply(this);
  }
}
