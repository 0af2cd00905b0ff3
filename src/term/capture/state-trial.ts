import { createTerminal, type Terminal, writeNow } from '../terminal.ts';
import { type CoreState, captureCore, restoreCore } from './core-state.ts';
import { xtermCore } from './xterm-core.ts';

let isTrusted: boolean | undefined;

/** Whether a screen can be taken out of xterm.js and put in again: tried out once, for its insides are not promised to stay. */
export function isStateTrusted(): boolean {
  isTrusted ??= trial();
  return isTrusted;
}

const SIZE = { cols: 9, rows: 4 };
const BEFORE =
  'one\r\ntwo long words that wrap\r\n\x1b[1;4:3;58;5;9;38;2;1;2;3;45mb\u4f60e\u0301\x1b[2;3r\x1b(0\x1b7\x1b[3g\x1b[2;5H\x1bH\x1b[?1h\x1b[4h';
const AFTER = 'qx\tq\x1b8lk\r\n\n\nend\x1b[2b\x1b[1;1Hy';

function trial(): boolean {
  const terminals: Terminal[] = [];
  try {
    const first = screen(terminals);
    writeNow(first, BEFORE);
    const state = captureCore(xtermCore(first));
    if (state === undefined) return false;
    const second = screen(terminals);
    restoreCore(xtermCore(second), state);
    writeNow(first, AFTER);
    writeNow(second, AFTER);
    return isSame(captureCore(xtermCore(first)), captureCore(xtermCore(second)));
  } catch {
    return false;
  } finally {
    for (const terminal of terminals) terminal.dispose();
  }
}

function screen(terminals: Terminal[]): Terminal {
  const terminal = createTerminal(SIZE, 10);
  terminals.push(terminal);
  return terminal;
}

function isSame(one: CoreState | undefined, other: CoreState | undefined): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
