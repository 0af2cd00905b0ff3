import { createTerminal, type Terminal, writeNow } from './terminal.ts';

/**
 * The one place that looks inside xterm.js, for speed and for one thing its public interface cannot do. Everything here is
 * tried out once on a known screen; if the shape ever differs, callers go on with the public interface.
 */
export interface Internals {
  /** A row of the active buffer, absolute, in core/cell's format. Read at once, never kept. */
  rowWords(row: number): Uint32Array | undefined;
  /** Carries out a counted control function as if the device had sent it with `count`. */
  perform(action: CountedAction, count: number): void;
  /** Erases from the screen's beginning to the cursor, that included (ED 1; DECSED 1 spares what is protected), where a wrap is pending. */
  eraseAbovePendingWrap(erases: 'all' | 'unprotected'): void;
}

export type CountedAction =
  | 'insertLines'
  | 'deleteLines'
  | 'scrollUp'
  | 'scrollDown'
  | 'repeatPrecedingCharacter'
  | 'cursorForwardTab'
  | 'cursorBackwardTab';

/** The terminal's insides, or undefined where they are not as expected. */
export function internalsOf(terminal: Terminal): Internals | undefined {
  isTrusted ??= selfTest();
  return isTrusted ? reach(terminal) : undefined;
}

let isTrusted: boolean | undefined;

interface Core {
  readonly buffer: {
    readonly lines: { get(row: number): { readonly _data: Uint32Array } };
    x: number;
  };
  readonly _inputHandler: Readonly<
    Record<
      CountedAction | 'eraseInDisplay' | 'eraseInLine',
      (params: { params: number[]; length: number }, respectsProtection?: boolean) => unknown
    >
  >;
}

function reach(terminal: Terminal): Internals {
  const core = (terminal as unknown as { readonly _core: Core })._core;
  return {
    rowWords: (row) => core.buffer.lines.get(row)?._data,
    perform: (action, count) => {
      core._inputHandler[action]({ params: [count], length: 1 });
    },
    eraseAbovePendingWrap: (erases) => {
      const toCursor = { params: [1], length: 1 };
      const { buffer, _inputHandler: handler } = core;
      const { x } = buffer;
      // From within the line the rows above go; the line itself goes from where the cursor is.
      buffer.x = 0;
      handler.eraseInDisplay(toCursor, erases === 'unprotected');
      buffer.x = x;
      handler.eraseInLine(toCursor, erases === 'unprotected');
    },
  };
}

function selfTest(): boolean {
  const terminal = createTerminal({ cols: 8, rows: 4 }, 10);
  try {
    const internals = reach(terminal);
    writeNow(terminal, 'a\x1b[1;38;2;1;2;3;45mb\u4f60\x1b[0m\r\nx\r\ny\x1b[H');
    const areCellsRight = sameAsPublic(terminal, internals);
    internals.perform('insertLines', 2);
    internals.perform('scrollUp', 1);
    internals.perform('deleteLines', 1);
    internals.perform('scrollDown', 1);
    internals.perform('cursorForwardTab', 1);
    internals.perform('cursorBackwardTab', 1);
    internals.perform('repeatPrecedingCharacter', 1);
    const left = terminal.buffer.active.getLine(1)?.translateToString(true);
    writeNow(terminal, '\x1b[2;1H12345678');
    internals.eraseAbovePendingWrap('all');
    const erased = terminal.buffer.active.getLine(1)?.translateToString(true);
    return areCellsRight && left === 'ab\u4f60' && erased === '';
  } catch {
    return false;
  } finally {
    terminal.dispose();
  }
}

function sameAsPublic(terminal: Terminal, internals: Internals): boolean {
  const words = internals.rowWords(0);
  const line = terminal.buffer.active.getLine(0);
  if (!(words instanceof Uint32Array) || line === undefined || words.length < 24) return false;
  for (let x = 0; x < 8; x++) {
    const cell = line.getCell(x);
    const content = words[x * 3] ?? 0;
    if (cell === undefined) return false;
    if (cell.getWidth() !== content >>> 22 || cell.getCode() !== (content & 0x1fffff)) return false;
  }
  return words[4] === (0x3000000 | 0x8000000 | 0x010203) >>> 0 && words[5] === (0x1000000 | 5);
}
