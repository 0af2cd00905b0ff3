/**
 * What a person's terminal sent, cut into the units that mean something. `bytes` are always the original ones, so
 * the concatenation of all events is the input.
 */
export type InputEvent =
  /** Typed text and control characters; UTF-8 is never cut. */
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** One escape sequence, or ESC itself: a function key, an arrow, Alt with a key. */
  | { readonly type: 'sequence'; readonly bytes: Uint8Array }
  | MouseEvent
  | { readonly type: 'paste-start'; readonly bytes: Uint8Array }
  /** A piece of what is being pasted; there may be many or none. */
  | { readonly type: 'paste-bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'paste-end'; readonly bytes: Uint8Array }
  | { readonly type: 'focus'; readonly isFocused: boolean; readonly bytes: Uint8Array }
  /** The terminal's own answer to a question of ours; never typed by a person. */
  | { readonly type: 'reply'; readonly bytes: Uint8Array };

export interface MouseEvent {
  readonly type: 'mouse';
  readonly action: MouseAction;
  /** 0 left, 1 middle, 2 right, 3 none. */
  readonly button: number;
  /** Cell, from 0 at the top left. */
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
  readonly bytes: Uint8Array;
}

export type MouseAction =
  | 'press'
  | 'release'
  | 'drag'
  | 'move'
  | 'wheel-up'
  | 'wheel-down'
  | 'wheel-left'
  | 'wheel-right';
