import type { PreparedRules } from '../../core/secrets/secret-lines.ts';
import { SecretLines } from '../../core/secrets/secret-lines.ts';
import { DrawnRow } from './drawn-row.ts';
import type { FoundValues } from './found-values.ts';
import type { Held } from './held-events.ts';
import { OutputScanner } from './output-scanner.ts';

/** Lines typed before are looked at again when their echo shows that a word of them was a secret. */
const LINES_KEPT = 3;
const MOST_LINE = 8_192;

/** Looks at what a person typed, where keys were recorded: line by line, as far as keys alone tell what a line is. */
export class InputWatch {
  readonly #values: FoundValues;
  readonly #lines: SecretLines;
  readonly #scanner: OutputScanner;
  /** By the number of a typed byte, less `#dropped`: where it is. */
  #bytes: { readonly held: Held; readonly offset: number }[] = [];
  #dropped = 0;
  #row = new DrawnRow();
  #typed: DrawnRow[] = [];
  readonly #onLine: (line: string) => void;

  constructor(given: {
    readonly rules: PreparedRules;
    readonly values: FoundValues;
    /** A line that was typed, with its secrets as stars. */
    readonly onLine?: (line: string) => void;
  }) {
    this.#values = given.values;
    this.#lines = new SecretLines(given.rules);
    this.#onLine = given.onLine ?? (() => {});
    this.#scanner = new OutputScanner({
      text: (text, at, bytes) => {
        if (this.#row.text.length >= MOST_LINE) this.#end();
        this.#row.draw(this.#row.text.length, text, { at, bytes });
      },
      control: (code) => this.#control(code),
      csi: () => {},
      escape: () => {},
      string: () => {},
    });
  }

  keys(held: Held, bytes: Uint8Array): void {
    const at = this.#dropped + this.#bytes.length;
    for (let offset = 0; offset < bytes.length; offset++) this.#bytes.push({ held, offset });
    this.#scanner.scan(bytes, at);
  }

  /** A value that turned out to be a secret where it was echoed. */
  secret(value: string): void {
    if (value === '') return;
    for (const row of [...this.#typed, this.#row]) {
      for (let at = row.text.indexOf(value); at >= 0; at = row.text.indexOf(value, at + 1)) {
        this.#hide(row, at, at + value.length);
      }
    }
  }

  /** Nothing more comes. */
  end(): void {
    if (this.#row.text !== '') this.#end();
  }

  #control(code: number): void {
    if (code === 0x08 || code === 0x7f) {
      this.#look();
      this.#row.erase(this.#row.text.length - 1, this.#row.text.length);
    } else if (code === 0x0d || code === 0x0a || code === 0x03 || code === 0x15) this.#end();
  }

  #end(): void {
    const shown = this.#look();
    if (shown.trim() !== '') this.#onLine(shown);
    this.#typed.push(this.#row);
    if (this.#typed.length > LINES_KEPT) this.#typed.shift();
    this.#row = new DrawnRow();
    const first = this.#typed.find((row) => row.text !== '');
    const [from] = first ? [...first.bytesIn(0, 1)] : [];
    if (from === undefined) return;
    this.#bytes.splice(0, from.at - this.#dropped);
    this.#dropped = from.at;
  }

  #look(): string {
    const { text } = this.#row;
    let shown = text;
    for (const { from, to } of [...this.#lines.look(text), ...this.#values.placesIn(text)]) {
      this.#hide(this.#row, from, to);
      shown = shown.slice(0, from) + '*'.repeat(to - from) + shown.slice(to);
    }
    return shown;
  }

  #hide(row: DrawnRow, from: number, to: number): void {
    for (const { at, bytes, cols } of row.bytesIn(from, to)) {
      for (let one = 0; one < bytes; one++) {
        const place = this.#bytes[at + one - this.#dropped];
        if (place === undefined) continue;
        const { held, offset } = place;
        const { event } = held;
        held.marks ??= new Uint8Array(event.kind === 'input' ? event.bytes.length : 0);
        held.marks[offset] = bytes === cols || one < cols ? 1 : 2;
      }
    }
  }
}
