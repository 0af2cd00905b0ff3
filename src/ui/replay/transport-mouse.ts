import { contains, type Rect } from '../../core/size.ts';
import type { MouseEvent } from '../../input/input-event.ts';

/** What the mouse does on a recording's bar: the wheel goes back and on. */
export type TransportAction = 'press' | 'drag' | 'wheel-up' | 'wheel-down';

/** The mouse on a recording's bar. A drag that began there stays the bar's, wherever it goes. */
export class TransportMouse {
  readonly #on: (at: { readonly x: number; readonly y: number }, action: TransportAction) => void;
  #isDragging = false;

  constructor(
    on: (at: { readonly x: number; readonly y: number }, action: TransportAction) => void,
  ) {
    this.#on = on;
  }

  /** Whether the event was meant for the bar, which lies in a rectangle (empty without one). */
  takes(event: MouseEvent, rect: Rect): boolean {
    const { action, button, x, y } = event;
    const isOn = rect.h > 0 && contains(rect, x, y);
    if (action === 'press' && isOn) {
      this.#isDragging = button === 0;
      if (button === 0) this.#on({ x, y }, 'press');
      return true;
    }
    if (action === 'drag' && this.#isDragging) {
      this.#on({ x, y }, 'drag');
      return true;
    }
    if (isOn && (action === 'wheel-up' || action === 'wheel-down')) {
      this.#on({ x, y }, action);
      return true;
    }
    if (action === 'release') {
      const was = this.#isDragging;
      this.#isDragging = false;
      return was;
    }
    return isOn;
  }
}
