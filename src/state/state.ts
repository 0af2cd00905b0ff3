import type { Layout } from '../core/layout.ts';
import type { Size } from '../core/size.ts';
import type { AgainView } from './again-view.ts';
import type { ReplayView } from './replay-view.ts';
import type { TableView } from './table-view.ts';

/**
 * What a person sees, as one plain value. Live things (sessions, emulators, the kernel) are not in it: it names them.
 * Changed only by `reduce`.
 */
export interface State {
  readonly size: Size;
  readonly tabs: readonly Tab[];
  /** Index of the tab on screen. */
  readonly tab: number;
  readonly panes: Readonly<Record<string, Pane>>;
  readonly focus: 'pane' | 'repl';
  /** Rows the REPL would like, its title row included. */
  readonly replRows: number;
  /** While it has the focus the REPL has the screen for itself. */
  readonly replZoom: 'on' | 'off';
  readonly view: TableView | undefined;
  /** The recordings that are open, by their ids. */
  readonly replays: Readonly<Record<string, ReplayView>>;
  /** A recording's commands being run again, over the panes. */
  readonly again: AgainView | undefined;
  readonly dialogs: readonly Dialog[];
  /** The prefix was pressed and a key is awaited; `shown` once the list of keys is to be seen. */
  readonly prefix: 'idle' | 'waiting' | 'shown';
  readonly notice: Notice | undefined;
  readonly mouse: 'on' | 'off';
  /** What was typed of a label, while labels lie over the screen; undefined while none do. */
  readonly hints: string | undefined;
  /** The search over all recordings lies over panes and REPL, and takes the keys. */
  readonly search: 'on' | 'off';
}

export interface Tab {
  readonly id: string;
  readonly layout: Layout | undefined;
  readonly focused: string | undefined;
  /** The pane that has the whole tab for itself. */
  readonly zoomed: string | undefined;
}

export interface Pane {
  readonly id: string;
  /** The session's name; the session itself lives elsewhere. */
  readonly session: string;
  /** The id of the recording it shows a session of; undefined for a live one. */
  readonly recording: string | undefined;
  /** Lines scrolled back from the live screen; 0 is live. */
  readonly scrollBack: number;
  /** Reading old lines with the keyboard: keys scroll instead of going to the device. */
  readonly scroll: ScrollMode | undefined;
}

export interface ScrollMode {
  readonly search: string;
  /** What was looked for last, and the row of the buffer where it was found. */
  readonly searched: string;
  readonly foundRow: number | undefined;
  /** The row of the command chosen, whose answer `T` makes a table of. */
  readonly blockRow: number | undefined;
  readonly isTyping: boolean;
  readonly message: string;
}

/** Something over everything else that wants an answer or an Escape. The last one is on top. */
export type Dialog =
  | {
      readonly kind: 'help';
      readonly id: string;
      readonly top: number;
      /** `popup` while the prefix is held back: any key is a command, none scrolls. */
      readonly form: 'dialog' | 'popup';
    }
  | PickDialog
  | {
      readonly kind: 'host-key';
      readonly id: string;
      readonly lines: readonly string[];
      readonly text: string;
    }
  | {
      readonly kind: 'secret';
      readonly id: string;
      readonly title: string;
      readonly lines: readonly string[];
      readonly echo: boolean;
      readonly text: string;
    }
  | {
      readonly kind: 'confirm';
      readonly id: string;
      readonly title: string;
      readonly lines: readonly string[];
      readonly yes: string;
    }
  | {
      /** One line of text that nobody has to hide, with a proposal in it. */
      readonly kind: 'input';
      readonly id: string;
      readonly title: string;
      readonly lines: readonly string[];
      readonly text: string;
      /** What Enter does: `writes the file`. */
      readonly verb: string;
    }
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly title: string;
      readonly lines: readonly string[];
    };

interface PickDialog {
  readonly kind: 'pick';
  readonly id: string;
  readonly title: string;
  readonly placeholder: string;
  /** What Enter does with the choice: `opens`, `runs`. */
  readonly verb: string;
  readonly choices: readonly Choice[];
  readonly text: string;
  readonly selected: number;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

export interface Notice {
  readonly text: string;
  readonly level: 'info' | 'warning' | 'error';
}

/** Before anything is opened: one empty tab, the REPL with the focus. */
export function initialState(size: Size): State {
  return {
    size,
    tabs: [{ id: 't1', layout: undefined, focused: undefined, zoomed: undefined }],
    tab: 0,
    panes: {},
    focus: 'repl',
    replRows: 12,
    replZoom: 'off',
    view: undefined,
    replays: {},
    again: undefined,
    dialogs: [],
    prefix: 'idle',
    notice: undefined,
    mouse: 'on',
    hints: undefined,
    search: 'off',
  };
}
