import { Grid } from '../../core/grid.ts';
import type { Key } from '../../core/key.ts';
import { safe } from '../../core/safe.ts';
import type { Rect } from '../../core/size.ts';
import type { PaneImage } from '../../screen/compositor.ts';
import type { Emulator } from '../../term/emulator.ts';
import type { Controller } from '../controller.ts';
import type { Theme } from '../theme.ts';
import { drawHints } from './draw-hints.ts';
import { type MarkedHint, markHints } from './marked-hints.ts';
import { screenLines } from './screen-lines.ts';

export interface HintsDeskOptions {
  readonly controller: Controller;
  readonly theme: Theme;
  /** What is on the screen now, beside the chrome. */
  readonly images: () => readonly PaneImage[];
  /** The emulator behind an image; undefined where it is none of a pane, or not live. */
  readonly emulatorOf: (image: string) => Emulator | undefined;
  /** Puts a text into the clipboard; false where it is too long. */
  readonly copy: (text: string) => boolean;
  /** Types a text, without Enter, where the keys were going. */
  readonly insert: (text: string) => void;
}

/** The screen as it was when the labels were asked for. */
interface Frozen {
  readonly grid: Grid;
  readonly hints: readonly MarkedHint[];
}

/**
 * Labels on all values on the screen: typing one copies its value, with Shift it is typed where the keys were going. Meanwhile the picture
 * stands still; whatever devices say is seen when it is over.
 */
export class HintsDesk {
  readonly #options: HintsDeskOptions;
  #frozen: Frozen | undefined;

  constructor(options: HintsDeskOptions) {
    this.#options = options;
  }

  /** Shows the labels; says so where nothing is worth one. */
  open(): void {
    const { controller, images, emulatorOf } = this.#options;
    const grid = new Grid(controller.state.size);
    const hints = markHints(
      images().flatMap(({ id, rect, blit }) => {
        blit(grid, rect);
        return screenLines(grid, rect, wrapOf(emulatorOf(id), rect));
      }),
    );
    if (hints.length === 0) {
      controller.say(
        'nothing on the screen to label: no address, interface, path or number',
        'info',
      );
      return;
    }
    this.#frozen = { grid, hints };
    controller.dispatch({ type: 'hints/changed', typed: '' });
  }

  /** A key while labels are shown. */
  key(key: Key): void {
    const typed = this.#options.controller.state.hints;
    if (typed === undefined || this.#frozen === undefined) return;
    if (key.name === 'backspace') this.#show(typed.slice(0, -1));
    else if (key.text === '' || key.ctrl || key.alt) this.close();
    else this.#typed(typed, key.text);
  }

  /** Paints an image as it was, with the labels that are still in question; false where nothing is frozen. */
  blit(grid: Grid, rect: Rect): boolean {
    const typed = this.#options.controller.state.hints;
    if (this.#frozen === undefined || typed === undefined) return false;
    const { grid: frozen, hints } = this.#frozen;
    if (frozen.cols !== grid.cols || frozen.rows !== grid.rows) return false;
    grid.copy(frozen, rect);
    drawHints(grid, { rect, hints, typed, theme: this.#options.theme });
    return true;
  }

  close(): void {
    this.#frozen = undefined;
    this.#show(undefined);
  }

  #typed(before: string, letter: string): void {
    const label = before + letter.toLowerCase();
    const fitting = this.#frozen?.hints.filter((hint) => hint.label.startsWith(label)) ?? [];
    const chosen = fitting.find((hint) => hint.label === label);
    if (chosen === undefined && fitting.length > 0) this.#show(label);
    else this.close();
    const use = letter === letter.toLowerCase() ? 'copy' : 'insert';
    if (chosen !== undefined) this.#use(chosen.text, use);
  }

  #show(typed: string | undefined): void {
    this.#options.controller.dispatch({ type: 'hints/changed', typed });
  }

  #use(text: string, use: 'copy' | 'insert'): void {
    const { controller, copy, insert } = this.#options;
    if (use === 'insert') insert(text);
    else if (copy(text)) controller.say(`copied ${safe(text, 100)}`, 'info');
  }
}

/** Which rows of a pane go on the row above them. */
function wrapOf(emulator: Emulator | undefined, rect: Rect): (row: number) => boolean {
  if (emulator === undefined || emulator.size.cols !== rect.w) return () => false;
  const top = emulator.scrollbackLength - emulator.scrollBack;
  return (row) => emulator.lineAt(top + row).first < top + row;
}
