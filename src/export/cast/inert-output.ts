import { Utf8Stream } from '../../core/utf8-stream.ts';

/**
 * A session's output as text that only draws, whatever terminal it is played on: no answers are asked for, nothing is put on a clipboard,
 * no title set, no mouse or paste mode left on. Unlike our own screen, another's may act on all of that. Cut anywhere.
 */
export class InertOutput {
  readonly #utf8 = new Utf8Stream();
  /** A sequence that is not over. */
  #begun = '';
  #isInString = false;
  #isFullScreen = false;
  #isLineBegun = false;

  /** The next output, without what does more than draw. */
  take(bytes: Uint8Array): string {
    const text = this.#begun + this.#utf8.decode(bytes);
    this.#begun = '';
    const shown = PLAIN.test(text) && !this.#isInString ? text : this.#filtered(text);
    const last = shown.at(-1);
    if (last !== undefined) this.#isLineBegun = last !== '\n';
    return shown;
  }

  /** A line of our own, as our panes draw it: below what stands there, on the plain screen, in plain colours. */
  ownLine(line: string): string {
    const leave = this.#isFullScreen ? '\x1b[?1049l' : '';
    const start = this.#isLineBegun || this.#isFullScreen ? '\r\n' : '';
    this.#begun = '';
    this.#isInString = false;
    this.#isFullScreen = false;
    this.#isLineBegun = false;
    return `\x18${leave}\x1b[0m\x1b[r\x1b[?25h${start}${line}\r\n`;
  }

  #filtered(text: string): string {
    let shown = '';
    for (let at = 0; at < text.length; ) {
      if (this.#isInString) {
        at = this.#behindString(text, at);
        continue;
      }
      PIECE.lastIndex = at;
      const piece = PIECE.exec(text);
      if (piece === null) {
        // An ESC whose sequence goes on in the next event, or is none.
        const rest = text.slice(at);
        if (UNFINISHED.test(rest) && rest.length < MOST_SEQUENCE) {
          this.#begun = rest;
          break;
        }
        at++;
        continue;
      }
      const [whole, plain, params, final] = piece;
      at = PIECE.lastIndex;
      if (plain !== undefined)
        shown += plain.replace(NOT_DRAWN, (one) => (one >= '\x80' ? '\ufffd' : ''));
      else if (final !== undefined) shown += this.#csi(whole, params ?? '', final);
      else if (STRING.test(whole)) this.#isInString = true;
      else if (DRAWING_ESCAPE.test(whole)) shown += whole;
    }
    return shown;
  }

  #csi(whole: string, params: string, final: string): string {
    if (params.startsWith('?') && /[hl]/.test(final)) return this.#modes(params.slice(1), final);
    if (params === '!' && final === 'p') return whole;
    if (/^\d* $/.test(params) && final === 'q') return whole;
    return /^[\d;:]*$/.test(params) && DRAWING_FINAL.test(final) ? whole : '';
  }

  #modes(params: string, final: string): string {
    const modes = params.split(';').filter((mode) => DRAWING_MODES.has(mode));
    if (modes.some((mode) => ALTERNATE.has(mode))) this.#isFullScreen = final === 'h';
    return modes.length === 0 ? '' : `\x1b[?${modes.join(';')}${final}`;
  }

  #behindString(text: string, at: number): number {
    STRING_END.lastIndex = at;
    const end = STRING_END.exec(text);
    if (end === null) return text.length;
    this.#isInString = false;
    // ESC \ ends it as a sequence of its own, which draws nothing.
    return end[0] === '\x1b' ? end.index : STRING_END.lastIndex;
  }
}

const PLAIN = /^[\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]*$/;
/** Plain text; or a control sequence; or another escape sequence. */
const PIECE =
  /([^\x1b]+)|\x1b\[([0-9:;<=>?]{0,64}[ -/]{0,4})([@-~])|\x1b(?:[ -/]{1,3}[0-~]|[0-Z\\-~\]^_])/y;
const UNFINISHED = /^\x1b(?:[ -/]{0,3}|\[[0-9:;<=>?]{0,64}[ -/]{0,4})$/;
const MOST_SEQUENCE = 80;
const NOT_DRAWN = /[\x00-\x06\x10-\x1a\x1c-\x1f\x7f\x80-\x9f]/g;
/** OSC, DCS, SOS, PM and APC. */
const STRING = /^\x1b[\]PX^_]$/;
const STRING_END = /[\x07\x18\x1a\x1b]/g;
const DRAWING_ESCAPE = /^\x1b(?:[78DEHMNOc=>]|[()*+][0AB]|#8)$/;
const DRAWING_FINAL = /^[@A-MPSTXZ`abdefghlmrsu]$/;
const DRAWING_MODES = new Set([
  '1',
  '5',
  '6',
  '7',
  '12',
  '25',
  '45',
  '47',
  '1047',
  '1048',
  '1049',
  '2026',
]);
const ALTERNATE = new Set(['47', '1047', '1049']);
