import type { CountedAction, Internals } from './internals.ts';
import type { Terminal } from './terminal.ts';

/**
 * Bounds the counts of control functions that xterm.js carries out one step at a time: twelve bytes such as
 * `CSI 999999999 L` would otherwise hold the whole program for minutes. A count beyond the screen has the same effect as
 * the screen's own size, so that is what it becomes; without xterm's insides the sequence is dropped.
 */
export function clampCounts(terminal: Terminal, internals: Internals | undefined): void {
  for (const { final, action, limit } of COUNTED) {
    terminal.parser.registerCsiHandler({ final }, (params) => {
      const count = params[0];
      const most = limit(terminal);
      if (typeof count !== 'number' || count <= most) return false;
      internals?.perform(action, most);
      return true;
    });
  }
}

/**
 * xterm.js 6.0.0 throws on ED 1 while a wrap is pending in the last row there is: it looks for the row below. What it would have done is done in
 * two steps; without its insides the sequence is dropped.
 */
export function eraseAboveInLastRow(terminal: Terminal, internals: Internals | undefined): void {
  for (const [id, erases] of ERASES) {
    terminal.parser.registerCsiHandler(id, (params) => {
      const { cursorX, cursorY, baseY, length } = terminal.buffer.active;
      const isPending = cursorX + 1 >= terminal.cols && baseY + cursorY + 1 >= length;
      if (params[0] !== 1 || !isPending) return false;
      internals?.eraseAbovePendingWrap(erases);
      return true;
    });
  }
}

const ERASES = [
  [{ final: 'J' }, 'all'],
  [{ prefix: '?', final: 'J' }, 'unprotected'],
] as const;

interface Counted {
  readonly final: string;
  readonly action: CountedAction;
  readonly limit: (terminal: Terminal) => number;
}

const rows = (terminal: Terminal) => terminal.rows;
const cols = (terminal: Terminal) => terminal.cols;

const COUNTED: readonly Counted[] = [
  { final: 'L', action: 'insertLines', limit: rows },
  { final: 'M', action: 'deleteLines', limit: rows },
  { final: 'S', action: 'scrollUp', limit: rows },
  { final: 'T', action: 'scrollDown', limit: rows },
  // A repetition is meant for one line; tmux bounds it the same way.
  { final: 'b', action: 'repeatPrecedingCharacter', limit: cols },
  { final: 'I', action: 'cursorForwardTab', limit: cols },
  { final: 'Z', action: 'cursorBackwardTab', limit: cols },
];
