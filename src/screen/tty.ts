import type { Size } from '../core/size.ts';
import type { ColourDepth } from './colour-depth.ts';

/**
 * A terminal with a person behind it: the only way to the screen and from the keyboard. The local terminal now;
 * a socket or an SSH channel later.
 */
export interface Tty {
  readonly size: Size;
  readonly depth: ColourDepth;
  /** False while an earlier write has not been taken yet: skip the frame and wait for `onDrained`. */
  readonly isDrained: boolean;
  /** Never blocks. Each `on…` has one listener; a second one replaces the first. */
  write(text: string): void;
  onBytes(listener: (chunk: Uint8Array) => void): void;
  onResized(listener: (size: Size) => void): void;
  onDrained(listener: () => void): void;
  /** The person came back after `suspend`; the screen must be painted anew. */
  onResumed(listener: () => void): void;
  /** The terminal is gone: nothing can be shown any more. */
  onGone(listener: () => void): void;
  /** Raw mode, alternate screen and the other modes we use. */
  enter(): void;
  /** Back to how it was found. Safe to call twice and from any way out. */
  leave(): void;
  /** Takes the mouse, or gives it back to the terminal for selecting and copying. */
  setMouse(mouse: 'on' | 'off'): void;
  /** Leaves, stops the process (Ctrl-Z at a shell) and comes back when it continues. */
  suspend(): void;
  /**
   * Gives the terminal to another program as it was found, signals of its keys included. Until the result is called nothing is
   * written and no key is taken; then it is as after `suspend`.
   */
  lend(): () => void;
}
