import type { Grid } from '../core/grid.ts';
import type { Rect } from '../core/size.ts';
import type { HelpGroup } from './dialogs/help-rows.ts';
import type { ReplLook } from './draw/repl-view.ts';
import type { HistorySearch } from './history-search/history-search.ts';
import type { PaneFacts } from './pane-facts.ts';
import type { PaneScreen } from './pane-screen.ts';
import type { Scrubber } from './replay/draw-transport.ts';
import type { TransportLook } from './replay/transport-look.ts';
import type { Doctor } from './table/doctor/doctor.ts';
import type { Theme } from './theme.ts';

/** The live things behind the names in the state. They come one by one; the first picture is drawn without them. */
export interface Live {
  emulatorOf: (session: string) => PaneScreen | undefined;
  factsOf: (session: string) => PaneFacts | undefined;
  repl: () => ReplLook;
  /** A click on the REPL's rows. */
  replClick: (x: number, y: number) => void;
  help: readonly HelpGroup[];
  /** The prefix as people write it: `Ctrl-]`. */
  prefix: string;
  summary: () => string;
  /** Paints what labels lie over; false where none do. */
  hints: (grid: Grid, rect: Rect) => boolean;
  /** What the bar of the recording on screen shows, and where its scrubber has come to lie. */
  transport: () => TransportLook | undefined;
  transportDrawn: (scrubber: Scrubber | undefined) => void;
  /** The parser doctor on screen. */
  doctor: () => Doctor | undefined;
  /** The search over all recordings on screen. */
  history: () => HistorySearch | undefined;
  nowMs: () => number;
}

/** Nothing is there yet: an empty REPL with its first prompt. */
export function emptyLive(theme: Theme): Live {
  const prompt = 'In [1]: ';
  const look: ReplLook = {
    title: 'REPL',
    cursorStyle: 0,
    note: '',
    rows: () => [],
    between: () => [],
    editor: () => ({ rows: [[{ text: prompt, style: theme.inPrompt }]], x: prompt.length, y: 0 }),
    popup: undefined,
    laidOut: () => 0,
    editorIsAt: () => undefined,
  };
  return {
    emulatorOf: () => undefined,
    factsOf: () => undefined,
    repl: () => look,
    replClick: () => undefined,
    help: [],
    prefix: 'Ctrl-]',
    summary: () => '',
    hints: () => false,
    transport: () => undefined,
    transportDrawn: () => undefined,
    doctor: () => undefined,
    history: () => undefined,
    nowMs: () => 0,
  };
}
