import { safe } from '../core/safe.ts';
import { truncate, widthOf } from '../core/width.ts';
import type { Repl } from '../repl/repl.ts';
import type { ReplState } from '../repl/repl-state.ts';
import { type ProgressRow, progressRows, progressText } from '../repl/transcript/progress-text.ts';
import type { Entry } from '../repl/transcript/transcript.ts';
import type { ReplLook, ReplRow } from './draw/repl-view.ts';
import { historyNote, historyQueryRow, historyRows } from './history-rows.ts';
import { type EditorRows, ReplEditor } from './repl-editor.ts';
import { entryRows } from './repl-rows.ts';
import type { Theme, Token } from './theme.ts';

/** Lays out the REPL for drawing. What is past is laid out once for each width, so that a key costs the editor's rows only. */
export class ReplPainter {
  readonly #repl: Repl;
  readonly #theme: Theme;
  #rowsOf = new WeakMap<Entry, { cols: number; rows: readonly ReplRow[] }>();
  #past: { entries: ReplState['entries']; cols: number; rows: readonly ReplRow[] } | undefined;

  readonly #colours: () => 'on' | 'off';
  readonly #editor = new ReplEditor();
  /** Where the editor's rows begin on the screen. */
  #editorAt = { x: 0, y: 0 };

  constructor(repl: Repl, theme: Theme, colours: () => 'on' | 'off') {
    this.#repl = repl;
    this.#theme = theme;
    this.#colours = colours;
  }

  /** A click on the screen: on what is being typed it takes the cursor there. */
  click(x: number, y: number): void {
    const offset = this.#editor.offsetAt(x - this.#editorAt.x, y - this.#editorAt.y);
    if (offset !== undefined) this.#repl.moveCursor(offset);
  }

  /** The theme is another one: what is past is laid out anew. */
  forgetStyles(): void {
    this.#rowsOf = new WeakMap();
    this.#past = undefined;
  }

  look(): ReplLook {
    const { state } = this.#repl;
    return {
      title: titleOf(state),
      cursorStyle: cursorStyleOf(state.editor),
      note: this.#note(state),
      rows: (cols) => this.#pastRows(state, cols),
      between: (room) => this.#rowsBetween(state, room),
      editor: (cols, maxRows) => this.#editorRows(state, cols, maxRows),
      popup: state.popup && {
        items: state.popup.items,
        selected: state.popup.selected,
        column: this.#popupColumn(state),
      },
      laidOut: (layout) => this.#repl.laidOut(layout),
      editorIsAt: (at) => {
        this.#editorAt = at;
      },
    };
  }

  #note({ running, queued, search }: ReplState): string {
    if (search !== undefined) return historyNote(search);
    if (running === undefined) return '';
    const seconds = Math.floor(this.#repl.elapsedMs() / 1_000);
    const since = seconds > 0 ? ` ${seconds} s` : '';
    const waiting = queued.length > 0 ? ` · ${queued.length} waiting` : '';
    // A display that is replaced in place says itself what hosts do.
    const far = running.live ? '' : progressText(this.#repl.hosts.lines);
    const progress = far === '' ? '' : ` · ${far}`;
    const keys = running.live ? 'q stops it' : 'Ctrl-C stops it';
    return `running${since}${progress}${waiting} · ${keys}`;
  }

  #rowsBetween(
    { search, running }: ReplState,
    room: { readonly rows: number; readonly cols: number },
  ) {
    if (search === undefined) return running?.live ? [] : this.#hostRows(room);
    return historyRows(search, { ...room, theme: this.#theme, nowMs: this.#repl.wallMs() });
  }

  #hostRows({ rows, cols }: { readonly rows: number; readonly cols: number }): ReplRow[] {
    const { hosts } = this.#repl;
    // A display in place tells by itself how the hosts fare.
    if (!hosts.isShown || this.#repl.state.running?.live !== undefined) return [];
    return progressRows(hosts.lines, {
      rows: Math.max(0, rows - KEPT_ROWS),
      nowMs: hosts.nowMs(),
    }).map(({ text, state }) => [
      { text: truncate(`  ${text}`, cols), style: this.#theme[HOST_TOKENS[state]] },
    ]);
  }

  #pastRows({ entries }: ReplState, cols: number): readonly ReplRow[] {
    if (this.#past?.entries === entries && this.#past.cols === cols) return this.#past.rows;
    const rows = entries.flatMap((entry) => this.#entryRows(entry, cols));
    this.#past = { entries, cols, rows };
    return rows;
  }

  #entryRows(entry: Entry, cols: number): readonly ReplRow[] {
    const known = this.#rowsOf.get(entry);
    if (known?.cols === cols) return known.rows;
    const rows = entryRows(entry, { theme: this.#theme, cols, colours: this.#colours() });
    this.#rowsOf.set(entry, { cols, rows });
    return rows;
  }

  #editorRows(
    { editor, number, running, search }: ReplState,
    cols: number,
    maxRows: number,
  ): EditorRows {
    if (search !== undefined) return historyQueryRow(search, { cols, theme: this.#theme });
    const next = running === undefined ? number : running.number + 1;
    const place = { number: next, cols, maxRows, colours: this.#colours() };
    return this.#editor.rows(editor, place, { theme: this.#theme, names: this.#repl.names });
  }

  #popupColumn({ popup, editor, number }: ReplState): number {
    const lineStart = editor.text.lastIndexOf('\n', (popup?.from ?? 0) - 1) + 1;
    const before = editor.text.slice(lineStart, popup?.from ?? 0);
    return `In [${number}]: `.length + widthOf(before) - 1;
  }
}

/** Rows of the transcript that stay however many hosts there are: the cell that tells them. */
const KEPT_ROWS = 2;

const HOST_TOKENS: Readonly<Record<ProgressRow['state'], Token>> = {
  waiting: 'muted',
  busy: 'text',
  done: 'good',
  refused: 'warning',
  lost: 'bad',
  skipped: 'warning',
  more: 'muted',
};

/** With vi keys the title names the mode, for terminals whose cursor has one shape. */
function titleOf({ editor: { vi }, targets }: ReplState): string {
  const asked = targets === '' ? [] : [`@ is ${safe(targets, 40)}`];
  const mode = vi === undefined ? [] : [vi.mode.replace('-', ' ')];
  return ['REPL', ...asked, ...mode].join(' · ');
}

/** DECSCUSR: a bar where text goes in, a block in the other modes of vi, an underline where it replaces. */
function cursorStyleOf({ vi }: ReplState['editor']): number {
  if (vi === undefined) return 0;
  if (vi.mode === 'insert') return 6;
  return vi.mode === 'replace' ? 4 : 2;
}
