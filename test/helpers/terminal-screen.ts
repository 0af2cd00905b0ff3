import xterm from '@xterm/headless';
import { eastAsianWidth } from 'get-east-asian-width';

/** What a person's terminal shows: bytes in, a screen to look at, replies to the program's questions out. */
export class TerminalScreen {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #flags = { isCursorVisible: true, isMouseSgr: false, kittyKeyboard: 0, cursorStyle: 0 };
  readonly #parsed = new Set<() => void>();
  #title = '';

  /** @param reply takes what the terminal answers (device attributes, cursor reports, colours). */
  constructor(size: { cols: number; rows: number }, reply: (text: string) => void) {
    this.#terminal = new xterm.Terminal({
      ...size,
      allowProposedApi: true,
      logLevel: 'off',
      scrollback: 2_000,
    });
    this.#terminal.unicode.register(widthProvider);
    this.#terminal.unicode.activeVersion = widthProvider.version;
    this.#terminal.onData(reply);
    this.#terminal.onTitleChange((title) => {
      this.#title = title;
    });
    this.#watchModes();
    this.#answerColours(reply);
  }

  /** Shows bytes; listeners of `onParsed` hear when they are on the screen. */
  write(bytes: Uint8Array): void {
    this.#terminal.write(bytes, () => {
      for (const listener of this.#parsed) listener();
    });
  }

  /** Calls back when everything written so far is on the screen. */
  flushed(callback: () => void): void {
    this.#terminal.write('', callback);
  }

  /** Calls back after every write that has reached the screen; the returned function stops that. */
  onParsed(listener: () => void): () => void {
    this.#parsed.add(listener);
    return () => this.#parsed.delete(listener);
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
  }

  get cols(): number {
    return this.#terminal.cols;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  get title(): string {
    return this.#title;
  }

  /** One row as text, without trailing blanks. */
  row(y: number): string {
    const { active } = this.#terminal.buffer;
    // After a window was made narrower its rows still hold what was right of the new edge.
    return active.getLine(active.baseY + y)?.translateToString(true, 0, this.cols) ?? '';
  }

  /** The whole screen: rows without trailing blanks, joined by line ends. */
  picture(): string {
    return Array.from({ length: this.rows }, (_, y) => this.row(y)).join('\n');
  }

  /** Everything the terminal keeps above the screen, and the screen, as text. */
  history(): string {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, y) =>
      active.getLine(y)?.translateToString(true),
    );
    return lines.join('\n').trimEnd();
  }

  cell(x: number, y: number): ScreenCell {
    const { active } = this.#terminal.buffer;
    const cell = active.getLine(active.baseY + y)?.getCell(x);
    if (!cell) throw new Error(`no cell at column ${x}, row ${y} of ${this.cols}×${this.rows}`);
    return {
      text: cell.getChars(),
      width: cell.getWidth(),
      fg: colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
      bg: colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
      isBold: cell.isBold() !== 0,
      isDim: cell.isDim() !== 0,
      isItalic: cell.isItalic() !== 0,
      isUnderline: cell.isUnderline() !== 0,
      isInverse: cell.isInverse() !== 0,
      isInvisible: cell.isInvisible() !== 0,
      isStrikethrough: cell.isStrikethrough() !== 0,
    };
  }

  cursor(): { readonly x: number; readonly y: number; readonly isVisible: boolean } {
    const { active } = this.#terminal.buffer;
    return { x: active.cursorX, y: active.cursorY, isVisible: this.#flags.isCursorVisible };
  }

  /** A picture is half drawn: the program has said that more belongs to it (DEC mode 2026). */
  get isDrawing(): boolean {
    return this.#terminal.modes.synchronizedOutputMode;
  }

  modes(): TerminalModes {
    const { modes } = this.#terminal;
    return {
      isAlternateScreen: this.#terminal.buffer.active.type === 'alternate',
      isBracketedPaste: modes.bracketedPasteMode,
      mouse: modes.mouseTrackingMode,
      isMouseSgr: this.#flags.isMouseSgr,
      isFocusReporting: modes.sendFocusMode,
      isApplicationCursor: modes.applicationCursorKeysMode,
      isApplicationKeypad: modes.applicationKeypadMode,
      isCursorVisible: this.#flags.isCursorVisible,
      isWrapping: modes.wraparoundMode,
      isOriginMode: modes.originMode,
      isInsertMode: modes.insertMode,
      kittyKeyboard: this.#flags.kittyKeyboard,
      cursorStyle: this.#flags.cursorStyle,
    };
  }

  dispose(): void {
    this.#parsed.clear();
    this.#terminal.dispose();
  }

  // The emulator obeys these but does not tell, so they are read on their way in.
  #watchModes(): void {
    const { parser } = this.#terminal;
    const set = (params: (number | number[])[], isSet: boolean): false => {
      if (params.includes(25)) this.#flags.isCursorVisible = isSet;
      if (params.includes(1006)) this.#flags.isMouseSgr = isSet;
      return false;
    };
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) => set(params, true));
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, (params) => set(params, false));
    parser.registerCsiHandler({ intermediates: ' ', final: 'q' }, (params) => {
      this.#flags.cursorStyle = Number(params[0] ?? 0);
      return false;
    });
    parser.registerCsiHandler({ prefix: '>', final: 'u' }, () => {
      this.#flags.kittyKeyboard += 1;
      return false;
    });
    parser.registerCsiHandler({ prefix: '<', final: 'u' }, (params) => {
      const count = Math.max(1, Number(params[0] ?? 1));
      this.#flags.kittyKeyboard = Math.max(0, this.#flags.kittyKeyboard - count);
      return false;
    });
    parser.registerEscHandler({ final: 'c' }, () => {
      Object.assign(this.#flags, { isCursorVisible: true, isMouseSgr: false, kittyKeyboard: 0 });
      this.#flags.cursorStyle = 0;
      return false;
    });
  }

  // A terminal with a window answers what its colours are (OSC 10, 11); the headless one does not.
  #answerColours(reply: (text: string) => void): void {
    const answer = (code: number, colour: string) => (data: string) => {
      if (data !== '?') return false;
      reply(`\x1b]${code};rgb:${colour}\x1b\\`);
      return true;
    };
    this.#terminal.parser.registerOscHandler(10, answer(10, 'cccc/cccc/cccc'));
    this.#terminal.parser.registerOscHandler(11, answer(11, '1111/1111/1111'));
  }
}

/** One cell as a person sees it. */
export interface ScreenCell {
  /** '' for an empty cell and for the right half of a wide character. */
  readonly text: string;
  /** 0 for the right half of a wide character. */
  readonly width: number;
  readonly fg: CellColour;
  readonly bg: CellColour;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isItalic: boolean;
  readonly isUnderline: boolean;
  readonly isInverse: boolean;
  readonly isInvisible: boolean;
  readonly isStrikethrough: boolean;
}

/** The terminal's own colour, one of its 256 by number, or `#rrggbb`. */
export type CellColour = 'default' | number | `#${string}`;

/** The modes a program may leave behind. */
export interface TerminalModes {
  readonly isAlternateScreen: boolean;
  readonly isBracketedPaste: boolean;
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  readonly isMouseSgr: boolean;
  readonly isFocusReporting: boolean;
  readonly isApplicationCursor: boolean;
  readonly isApplicationKeypad: boolean;
  readonly isCursorVisible: boolean;
  readonly isWrapping: boolean;
  readonly isOriginMode: boolean;
  readonly isInsertMode: boolean;
  /** How many keyboard levels are pushed (`CSI > u`). */
  readonly kittyKeyboard: number;
  /** DECSCUSR; 0 is the terminal's own. */
  readonly cursorStyle: number;
}

/** A terminal nobody has touched: what every program must leave behind, whichever way it ends. */
export const untouchedModes: TerminalModes = {
  isAlternateScreen: false,
  isBracketedPaste: false,
  mouse: 'none',
  isMouseSgr: false,
  isFocusReporting: false,
  isApplicationCursor: false,
  isApplicationKeypad: false,
  isCursorVisible: true,
  isWrapping: true,
  isOriginMode: false,
  isInsertMode: false,
  kittyKeyboard: 0,
  cursorStyle: 0,
};

function colourOf(isDefault: boolean, isRgb: boolean, value: number): CellColour {
  if (isDefault) return 'default';
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

// Widths of today's Unicode, one code point at a time as wcwidth(3) does; the emulator's own table is from 2010.
const widthProvider = {
  version: 'today',
  wcwidth(codePoint: number): 0 | 1 | 2 {
    if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return 0;
    if (codePoint < 0x300) return 1;
    if (ZERO_WIDTH.test(String.fromCodePoint(codePoint))) return 0;
    return eastAsianWidth(codePoint);
  },
  charProperties(codePoint: number, preceding: number): number {
    const own = this.wcwidth(codePoint);
    const before = (preceding >> 1) & 3;
    const isJoined = own === 0 && preceding !== 0 && before !== 0;
    return ((isJoined ? Math.max(own, before) : own) << 1) | (isJoined ? 1 : 0);
  },
};
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\u200b-\u200f\u2060]$/u;
