import type { Clock } from '../core/clock.ts';
import type { Size } from '../core/size.ts';
import type { RowSource } from './blit.ts';
import { clampCounts, eraseAboveInLastRow } from './clamp.ts';
import { internalsOf } from './internals.ts';
import { ModeTracker } from './modes.ts';
import { rowSourceOf } from './row-source.ts';
import { silenceStrings } from './silence.ts';
import { createTerminal, type Terminal } from './terminal.ts';

export interface ScreenOptions {
  readonly size: Size;
  readonly scrollbackLines: number;
  readonly clock: Clock;
  /** Answers of the terminal's own to what the device asked. */
  readonly onReply: (reply: string) => void;
  readonly onTitle: (title: string) => void;
  readonly onBell: () => void;
  /** A picture was not finished in time. */
  readonly onTimeout: () => void;
}

/** A terminal that is bounded and silent, with what we follow of it, and its cells. */
export interface Screen {
  readonly terminal: Terminal;
  readonly modes: ModeTracker;
  readonly source: RowSource;
}

export function openScreen(options: ScreenOptions): Screen {
  const { size, scrollbackLines, clock, onReply, onTitle, onBell, onTimeout } = options;
  const terminal = createTerminal(size, scrollbackLines);
  const internals = internalsOf(terminal);
  clampCounts(terminal, internals);
  eraseAboveInLastRow(terminal, internals);
  silenceStrings(terminal);
  const modes = new ModeTracker({ terminal, clock, onTimeout });
  terminal.onData((reply) => {
    // An empty one is our own wake-up call of `writeNow`.
    if (reply !== '') onReply(reply);
  });
  terminal.onTitleChange(onTitle);
  terminal.onBell(onBell);
  return { terminal, modes, source: rowSourceOf(terminal, internals) };
}
