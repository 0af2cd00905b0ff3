import type { Popup } from './completion/popup.ts';
import type { EditorState } from './editor/editor.ts';
import type { HistoryList } from './history/history-list.ts';
import type { Entry } from './transcript/transcript.ts';

/** Everything the screen shows of the REPL. */
export interface ReplState {
  readonly entries: readonly Entry[];
  readonly editor: EditorState;
  /** The number the next input gets. */
  readonly number: number;
  readonly running: RunningCell | undefined;
  /** Inputs that wait for the running one. */
  readonly queued: readonly string[];
  /** Whom `@ command` asks, where somebody has said so; '' for nobody in particular. */
  readonly targets: string;
  readonly popup: Popup | undefined;
  /** Ctrl-R: the history, searched; what is being typed stays in the editor meanwhile. */
  readonly search: HistoryList | undefined;
  /** Rows the transcript is scrolled back; whoever draws knows where the top is. */
  readonly scrollBack: number;
}

export interface RunningCell {
  readonly id: number;
  readonly number: number;
  readonly startedAtMs: number;
  /** The display of it that is being replaced in place: the keys it takes besides those that end it. */
  readonly live: { readonly keys: readonly string[] } | undefined;
}
