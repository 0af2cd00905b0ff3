import type { ReplayView } from '../../state/replay-view.ts';
import type { Controller } from '../controller.ts';
import type { DialogDesk } from '../dialog-desk.ts';
import type { OpenReplay } from './open-replay.ts';

/** What a command of a recording works on: the recording, and the pane the person is in. */
export interface ReplayContext {
  readonly replay: OpenReplay;
  readonly view: ReplayView;
  /** The recording's name for the focused pane's session; undefined where that is somebody else's. */
  readonly own: string | undefined;
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly parts: ReplayParts;
}

/** What only the program as a whole, or the desk of recordings, can do. */
export interface ReplayParts {
  /** What the prefix's keys do for any pane. */
  readonly program: (command: 'scroll' | 'copy-block' | 'table') => void;
  readonly runAgain: (context: ReplayContext) => void;
  /** Shows exactly these sessions, by their names in the recording. */
  readonly showSessions: (replay: OpenReplay, names: ReadonlySet<string>) => void;
  /** The recording's names for the sessions that have panes. */
  readonly shownSessions: (replay: OpenReplay) => ReadonlySet<string>;
  readonly search: (context: ReplayContext, text: string) => void;
  /** Goes to a hit and brings its line on the screen. */
  readonly goToHit: (context: ReplayContext, at: number) => void;
  readonly close: (replay: OpenReplay) => void;
}
