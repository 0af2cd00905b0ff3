import type { Clock } from '../core/clock.ts';
import type { Terminal } from './terminal.ts';

/** What the program in a pane asked of its terminal. Whether mouse and paste modes are honoured is the app's decision. */
export interface EmulatorModes {
  readonly applicationCursorKeys: boolean;
  readonly applicationKeypad: boolean;
  readonly bracketedPaste: boolean;
  readonly alternateScreen: boolean;
  /** The program is in the middle of a picture: keep the old one. Never true for more than a second. */
  readonly synchronizedOutput: boolean;
  readonly mouseTracking: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  readonly sgrMouse: boolean;
}

/** What is followed here, but for a picture that is not finished: that is over in a second anyway. */
export interface TrackedModes {
  readonly isCursorVisible: boolean;
  readonly cursorStyle: number;
  readonly isSgrMouse: boolean;
}

const SYNCHRONIZED_LIMIT_MS = 1_000;

/** Follows the modes that xterm.js does not report, and times out a picture that is never finished. */
export class ModeTracker {
  isCursorVisible = true;
  /** DECSCUSR: 0 default, 1-2 block, 3-4 underline, 5-6 bar. */
  cursorStyle = 0;
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #onTimeout: () => void;
  #isSgrMouse = false;
  #synchronizedSinceMs: number | undefined;
  #cancelTimeout: (() => void) | undefined;

  constructor(options: { terminal: Terminal; clock: Clock; onTimeout: () => void }) {
    this.#terminal = options.terminal;
    this.#clock = options.clock;
    this.#onTimeout = options.onTimeout;
    const { parser } = options.terminal;
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, (modes) => this.#set(modes, 'set'));
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, (modes) => this.#set(modes, 'reset'));
    parser.registerCsiHandler({ intermediates: ' ', final: 'q' }, (params) => {
      const style = params[0];
      if (typeof style === 'number' && style <= 6) this.cursorStyle = style;
      return false;
    });
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
      this.isCursorVisible = true;
      return false;
    });
    parser.registerEscHandler({ final: 'c' }, () => {
      this.reset();
      return false;
    });
  }

  get modes(): EmulatorModes {
    const { modes, buffer } = this.#terminal;
    return {
      applicationCursorKeys: modes.applicationCursorKeysMode,
      applicationKeypad: modes.applicationKeypadMode,
      bracketedPaste: modes.bracketedPasteMode,
      alternateScreen: buffer.active.type === 'alternate',
      synchronizedOutput: this.#isSynchronized(),
      mouseTracking: modes.mouseTrackingMode,
      sgrMouse: this.#isSgrMouse,
    };
  }

  get tracked(): TrackedModes {
    const { isCursorVisible, cursorStyle } = this;
    return { isCursorVisible, cursorStyle, isSgrMouse: this.#isSgrMouse };
  }

  set tracked({ isCursorVisible, cursorStyle, isSgrMouse }: TrackedModes) {
    this.isCursorVisible = isCursorVisible;
    this.cursorStyle = cursorStyle;
    this.#isSgrMouse = isSgrMouse;
  }

  /** Whoever looks now sees the picture as far as it is. */
  showUnfinished(): void {
    this.#endSynchronized();
  }

  reset(): void {
    this.isCursorVisible = true;
    this.cursorStyle = 0;
    this.#isSgrMouse = false;
    this.#endSynchronized();
  }

  close(): void {
    this.#endSynchronized();
  }

  #isSynchronized(): boolean {
    if (this.#synchronizedSinceMs === undefined) return false;
    return this.#clock.nowMs() - this.#synchronizedSinceMs < SYNCHRONIZED_LIMIT_MS;
  }

  /** Always false: xterm.js handles the modes as well. */
  #set(modes: readonly (number | number[])[], to: 'set' | 'reset'): boolean {
    for (const mode of modes) {
      if (mode === 25) this.isCursorVisible = to === 'set';
      if (mode === 1006) this.#isSgrMouse = to === 'set';
      if (mode === 2026 && to === 'set') this.#beginSynchronized();
      if (mode === 2026 && to === 'reset') this.#endSynchronized();
    }
    return false;
  }

  #beginSynchronized(): void {
    if (this.#synchronizedSinceMs !== undefined) return;
    this.#synchronizedSinceMs = this.#clock.nowMs();
    this.#cancelTimeout = this.#clock.after(SYNCHRONIZED_LIMIT_MS, this.#onTimeout);
  }

  #endSynchronized(): void {
    this.#synchronizedSinceMs = undefined;
    this.#cancelTimeout?.();
    this.#cancelTimeout = undefined;
  }
}
