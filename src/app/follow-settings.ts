import { join } from 'node:path';
import type { Settings } from '../cli/setting-list.ts';
import { asShowrunError } from '../core/errors.ts';
import type { EditorSettings } from '../repl/editor/editor-settings.ts';
import type { Repl } from '../repl/repl.ts';
import type { ReplPainter } from '../ui/repl-painter.ts';
import { loadTheme } from '../ui/theme.ts';
import type { AppOptions } from './app-options.ts';

/** What the screen does when a setting is changed while it is there. */
export function followSettings(
  { settings, liveTheme, folders, compositor, store, tty }: AppOptions,
  drawn: {
    readonly painter: ReplPainter;
    readonly repl: Repl;
    readonly layOutDialogs: () => void;
  },
): void {
  settings.changed.on((name) => {
    if (name === 'editor' || name === 'suggestions') {
      drawn.repl.setEditor(editorSettings(settings.value));
    }
    if (name === 'mouse') {
      const { mouse } = settings.value;
      tty.setMouse(mouse);
      store.dispatch({ type: 'mouse/switched', mouse });
    }
    if (name === 'highlight') {
      drawn.painter.forgetStyles();
      compositor.invalidateChrome('now');
    }
    if (name !== 'theme') return;
    try {
      liveTheme.become(loadTheme(settings.value.theme, join(folders.config, 'themes')));
    } catch (thrown) {
      const text = asShowrunError(thrown).line;
      store.dispatch({ type: 'notice/shown', notice: { text, level: 'warning' } });
      return;
    }
    drawn.painter.forgetStyles();
    drawn.layOutDialogs();
    compositor.invalidateChrome('now');
  });
}

/** What the settings say of the REPL's editor. */
export function editorSettings({ editor, suggestions }: Settings): EditorSettings {
  return { keys: editor, suggestions };
}
