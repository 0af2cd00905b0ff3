/** What interrupts plain text. Whatever else a device sends (colours, titles, charsets) is passed over in silence. */
export type Control =
  | { readonly kind: 'newline' | 'return' | 'backspace' | 'reset' }
  | { readonly kind: 'csi'; readonly params: string; readonly final: string };

type State = 'text' | 'escape' | 'intermediate' | 'csi' | 'string';

// C0 without the tab, which stays in the text; DEL; C1.
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;
const MAX_PARAMS = 64;

/** Splits a device's text into plain text and controls (ECMA-48). The text may be cut anywhere, inside sequences too. */
export class ControlScanner {
  readonly #onText: (text: string) => void;
  readonly #onControl: (control: Control) => void;
  #state: State = 'text';
  #params = '';

  constructor(options: { onText: (text: string) => void; onControl: (control: Control) => void }) {
    this.#onText = options.onText;
    this.#onControl = options.onControl;
  }

  scan(text: string): void {
    let at = 0;
    while (at < text.length)
      at = this.#state === 'text' ? this.#plain(text, at) : this.#step(text, at);
  }

  /** Hands on the text up to the next control, and obeys that one. Returns where to go on. */
  #plain(text: string, at: number): number {
    CONTROL.lastIndex = at;
    const end = CONTROL.test(text) ? CONTROL.lastIndex - 1 : text.length;
    if (end > at) this.#onText(text.slice(at, end));
    if (end === text.length) return end;
    this.#obey(text.charCodeAt(end));
    return end + 1;
  }

  #obey(code: number): void {
    switch (code) {
      case 0x08:
        this.#onControl({ kind: 'backspace' });
        break;
      case 0x0a:
      case 0x0b:
      case 0x0c:
        this.#onControl({ kind: 'newline' });
        break;
      case 0x0d:
        this.#onControl({ kind: 'return' });
        break;
      case 0x1b:
        this.#enter('escape');
        break;
      default:
        // 8-bit controls mean nothing in UTF-8 to the devices we know; the screen shows them as marks, and so does the text.
        if (code >= 0x80) this.#onText('\ufffd');
    }
  }

  #enter(state: State): void {
    this.#state = state;
    this.#params = '';
  }

  #step(text: string, at: number): number {
    const code = text.charCodeAt(at);
    // CAN and SUB abort any sequence (ECMA-48 8.3.6, 8.3.148); ESC begins a new one.
    if (code === 0x18 || code === 0x1a) this.#state = 'text';
    else if (code === 0x1b) this.#enter('escape');
    else if (this.#state === 'string') this.#inString(code);
    else if (code < 0x20) this.#obey(code);
    else if (this.#state === 'csi') this.#inCsi(code);
    else this.#inEscape(code);
    return at + 1;
  }

  /** A line end closes a string too: a title never holds one, and a stray ESC ] may not swallow the prompt. */
  #inString(code: number): void {
    if (code === 0x07 || code === 0x0a) this.#state = 'text';
    if (code === 0x0a) this.#obey(code);
  }

  #inCsi(code: number): void {
    if (code >= 0x40 && code <= 0x7e) {
      this.#state = 'text';
      this.#onControl({ kind: 'csi', params: this.#params, final: String.fromCharCode(code) });
    } else if (this.#params.length < MAX_PARAMS) {
      this.#params += String.fromCharCode(code);
    }
  }

  #inEscape(code: number): void {
    const isSecond = this.#state === 'escape';
    if (code < 0x30) {
      this.#state = 'intermediate';
      return;
    }
    this.#state = 'text';
    if (!isSecond) return;
    if (code === 0x5b) this.#enter('csi');
    else if (code === 0x5d || code === 0x50 || code === 0x58 || code === 0x5e || code === 0x5f) {
      this.#enter('string');
    } else if (code === 0x44 || code === 0x45) this.#onControl({ kind: 'newline' });
    else if (code === 0x63) this.#onControl({ kind: 'reset' });
  }
}
