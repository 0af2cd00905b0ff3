import { type PackedRows, packedBytes, packRows, unpackRows } from './packed-rows.ts';
import type { XtermAttributes, XtermBuffer, XtermCore } from './xterm-core.ts';

/** What xterm.js knows of a screen: everything that a byte to come may depend on. */
export interface CoreState {
  readonly normal: BufferState;
  readonly alternate: BufferState;
  readonly active: 'normal' | 'alternate';
  readonly pen: XtermAttributes;
  readonly eraser: XtermAttributes;
  /** State of the last character, for one that joins it or repeats it. */
  readonly joinState: number;
  readonly charset: unknown;
  readonly charsetLevel: number;
  readonly charsets: readonly unknown[];
  readonly modes: Readonly<Record<string, unknown>>;
  readonly privateModes: Readonly<Record<string, unknown>>;
  readonly isCursorInitialized: boolean;
  readonly isCursorHidden: boolean;
  readonly mouseProtocol: string;
  readonly mouseEncoding: string;
  readonly convertEol: boolean;
  readonly cursorBlink: boolean;
}

interface BufferState {
  readonly rows: PackedRows;
  /** The most rows it holds: an alternate screen that was larger once holds more than are shown. */
  readonly most: number;
  readonly base: number;
  readonly x: number;
  readonly y: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: Readonly<Record<number, boolean | undefined>>;
  readonly savedX: number;
  readonly savedY: number;
  readonly savedForeground: number;
  readonly savedBackground: number;
  readonly savedCharset: unknown;
}

/** Undefined in the middle of a sequence. The lines above the screen are part of it: a screen that grows shows them again. */
export function captureCore(core: XtermCore): CoreState | undefined {
  const { _parser: parser, _curAttrData: pen, _eraseAttrDataInternal: eraser } = core._inputHandler;
  if (parser.currentState !== parser.initialState) return undefined;
  const { buffers, cols } = core._bufferService;
  const normal = captureBuffer(buffers.normal, cols);
  const alternate = captureBuffer(buffers.alt, cols);
  if (normal === undefined || alternate === undefined) return undefined;
  const { _charsetService: charsets, coreService, coreMouseService } = core;
  const { convertEol, cursorBlink } = core.optionsService.options;
  return {
    ...{ normal, alternate, convertEol, cursorBlink },
    active: buffers.active === buffers.alt ? 'alternate' : 'normal',
    pen: pen.clone(),
    eraser: eraser.clone(),
    joinState: parser.precedingJoinState,
    charset: charsets.charset,
    charsetLevel: charsets.glevel,
    charsets: [...charsets._charsets],
    modes: { ...coreService.modes },
    privateModes: { ...coreService.decPrivateModes },
    isCursorInitialized: coreService.isCursorInitialized,
    isCursorHidden: coreService.isCursorHidden,
    mouseProtocol: coreMouseService.activeProtocol,
    mouseEncoding: coreMouseService.activeEncoding,
  };
}

/** Into a terminal of the same size that is as it was made. */
export function restoreCore(core: XtermCore, state: CoreState): void {
  const { buffers } = core._bufferService;
  if (state.active === 'alternate') buffers.activateAltBuffer();
  restoreBuffer(buffers.normal, state.normal);
  restoreBuffer(buffers.alt, state.alternate);
  core._bufferService.isUserScrolling = false;
  core._bufferService._cachedBlankLine = undefined;
  core._inputHandler._curAttrData = state.pen.clone();
  core._inputHandler._eraseAttrDataInternal = state.eraser.clone();
  core._inputHandler._parser.precedingJoinState = state.joinState;
  const { _charsetService: charsets, coreService, coreMouseService, optionsService } = core;
  charsets.charset = state.charset;
  charsets.glevel = state.charsetLevel;
  charsets._charsets = [...state.charsets];
  coreService.modes = { ...state.modes };
  coreService.decPrivateModes = { ...state.privateModes };
  coreService.isCursorInitialized = state.isCursorInitialized;
  coreService.isCursorHidden = state.isCursorHidden;
  coreMouseService.activeProtocol = state.mouseProtocol;
  coreMouseService.activeEncoding = state.mouseEncoding;
  optionsService.options.convertEol = state.convertEol;
  optionsService.options.cursorBlink = state.cursorBlink;
}

/** What it takes of memory, about. */
export function coreStateBytes({ normal, alternate }: CoreState): number {
  return packedBytes(normal.rows) + packedBytes(alternate.rows) + REST_BYTES;
}

const REST_BYTES = 2_000;

function captureBuffer(buffer: XtermBuffer, cols: number): BufferState | undefined {
  const rows = packRows(buffer, cols);
  if (rows === undefined) return undefined;
  const { ybase: base, x, y, scrollTop, scrollBottom, savedX, savedY, savedCharset } = buffer;
  const { fg: savedForeground, bg: savedBackground } = buffer.savedCurAttrData;
  return {
    ...{ rows, base, x, y, scrollTop, scrollBottom, savedX, savedY, savedCharset },
    ...{ savedForeground, savedBackground, tabs: { ...buffer.tabs } },
    most: buffer.lines.maxLength,
  };
}

function restoreBuffer(buffer: XtermBuffer, state: BufferState): void {
  buffer.lines.length = 0;
  buffer.lines.maxLength = state.most;
  unpackRows(state.rows, buffer);
  buffer.ybase = state.base;
  buffer.ydisp = state.base;
  buffer.x = state.x;
  buffer.y = state.y;
  buffer.scrollTop = state.scrollTop;
  buffer.scrollBottom = state.scrollBottom;
  buffer.tabs = { ...state.tabs };
  buffer.savedX = state.savedX;
  buffer.savedY = state.savedY;
  buffer.savedCurAttrData.fg = state.savedForeground;
  buffer.savedCurAttrData.bg = state.savedBackground;
  buffer.savedCharset = state.savedCharset;
}
