import type { ReactElement } from 'react';
import type { Size } from '../../core/size.ts';
import { dialogBox } from '../dialogs/dialog-box.ts';
import type { PlacedDialog } from '../dialogs/place.ts';
import type { Theme } from '../theme.ts';
import { box, type Draw } from './elements.ts';
import { captureRoot } from './host-ink.ts';

interface RootProps {
  readonly size: Size;
  readonly theme: Theme;
  /** Frames, REPL, table, status: everything under the dialogs. */
  readonly drawBase: Draw;
  readonly dialogs: readonly { readonly id: string; readonly placed: PlacedDialog }[];
}

/** The whole chrome: one draw node for what changes all the time, and the dialogs over it. */
export function rootElement({ size, theme, drawBase, dialogs }: RootProps): ReactElement {
  return box({
    ref: captureRoot,
    style: { width: size.cols, height: size.rows, flexDirection: 'column', overflow: 'hidden' },
    children: [
      box({
        key: 'base',
        style: { position: 'absolute', width: size.cols, height: size.rows },
        draw: drawBase,
      }),
      ...dialogs.map(({ id, placed }) => dialogBox(placed, theme, id)),
    ],
  });
}
