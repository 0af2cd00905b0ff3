import type { Compositor } from '../../screen/compositor.ts';
import type { State } from '../../state/state.ts';
import type { StageScene } from '../scene.ts';
import type { Theme } from '../theme.ts';
import { hostInk } from './host-ink.ts';
import { paintDom } from './paint-dom.ts';
import { rootElement } from './root.ts';

interface StartInkOptions {
  readonly scene: StageScene;
  readonly compositor: Compositor;
  readonly theme: Theme;
  readonly state: () => State;
}

export interface StartedInk {
  /** Dialogs or size changed: lay out anew. */
  update(): void;
  close(): void;
}

/** Hands the chrome's layout to Ink. Loaded after the first picture, because Ink takes longer to load than to draw. */
export function startInk({ scene, compositor, theme, state }: StartInkOptions): StartedInk {
  const element = () =>
    rootElement({
      size: state().size,
      theme,
      drawBase: (grid) => scene.drawBase(grid),
      dialogs: scene.placedDialogs(),
    });
  const ink = hostInk({
    node: element(),
    size: state().size,
    onCommit: () => compositor.invalidateChrome('now'),
    onError: (error) => {
      throw error;
    },
  });
  scene.paintBy((grid) => paintDom(ink.root, grid));
  return {
    update: () => ink.update(element(), state().size),
    close: () => ink.close(),
  };
}
