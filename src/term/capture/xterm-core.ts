import type { Terminal } from '../terminal.ts';

/** What xterm.js 6 keeps of a screen, by its own names. Whether it still does is tried out by `state-trial.ts`. */
export interface XtermCore {
  readonly _bufferService: {
    readonly cols: number;
    readonly buffers: XtermBuffers;
    isUserScrolling: boolean;
    _cachedBlankLine: unknown;
  };
  readonly _charsetService: { charset: unknown; glevel: number; _charsets: unknown[] };
  readonly coreService: {
    isCursorInitialized: boolean;
    isCursorHidden: boolean;
    modes: Readonly<Record<string, unknown>>;
    decPrivateModes: Readonly<Record<string, unknown>>;
  };
  readonly coreMouseService: { activeProtocol: string; activeEncoding: string };
  readonly optionsService: { options: { convertEol: boolean; cursorBlink: boolean } };
  readonly _inputHandler: {
    _curAttrData: XtermAttributes;
    _eraseAttrDataInternal: XtermAttributes;
    readonly _parser: {
      readonly initialState: number;
      readonly currentState: number;
      precedingJoinState: number;
    };
  };
}

export interface XtermBuffers {
  readonly normal: XtermBuffer;
  readonly alt: XtermBuffer;
  readonly active: XtermBuffer;
  activateAltBuffer(): void;
}

export interface XtermBuffer {
  readonly lines: XtermLines;
  ydisp: number;
  ybase: number;
  y: number;
  x: number;
  scrollTop: number;
  scrollBottom: number;
  tabs: Record<number, boolean | undefined>;
  savedX: number;
  savedY: number;
  readonly savedCurAttrData: { fg: number; bg: number };
  savedCharset: unknown;
  getBlankLine(attributes: undefined, isWrapped: boolean): XtermLine;
}

export interface XtermLines {
  length: number;
  maxLength: number;
  get(row: number): XtermLine | undefined;
  push(line: XtermLine): void;
}

export interface XtermLine {
  readonly length: number;
  isWrapped: boolean;
  clone(): XtermLine;
  readonly _data: Uint32Array;
  readonly _combined: Record<number, string>;
  readonly _extendedAttrs: Record<number, XtermExtended | undefined>;
}

export interface XtermAttributes {
  fg: number;
  bg: number;
  extended: XtermExtended;
  clone(): XtermAttributes;
}

/** Underline styles and colours. Once in a cell it is not changed any more. */
export interface XtermExtended {
  readonly ext: number;
}

export function xtermCore(terminal: Terminal): XtermCore {
  return (terminal as unknown as { readonly _core: XtermCore })._core;
}
