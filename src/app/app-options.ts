import type { TuiMode } from '../cli/args.ts';
import type { Folders } from '../cli/folders.ts';
import type { LiveSettings } from '../cli/live-settings.ts';
import type { Clock } from '../core/clock.ts';
import type { Store } from '../core/store.ts';
import type { Compositor } from '../screen/compositor.ts';
import type { Tty } from '../screen/tty.ts';
import type { Action } from '../state/action.ts';
import type { State } from '../state/state.ts';
import type { Live } from '../ui/live.ts';
import type { LiveTheme } from '../ui/live-theme.ts';
import type { StageScene } from '../ui/scene.ts';

/** What the app is given: the terminal, the stage whose first picture is already out, and what was asked for. */
export interface AppOptions {
  readonly tty: Tty;
  readonly clock: Clock;
  readonly store: Store<State, Action>;
  readonly scene: StageScene;
  readonly compositor: Compositor;
  readonly live: Live;
  readonly liveTheme: LiveTheme;
  readonly settings: LiveSettings;
  readonly mode: TuiMode;
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was wrong with files read so far, one line each. */
  readonly problems: readonly string[];
  readonly quit: (code: number) => void;
}
