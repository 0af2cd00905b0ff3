import type { EmulatorModes } from '../term/modes.ts';
import type { MouseAction, MouseEvent } from './input-event.ts';

/**
 * A mouse event as the program in a pane asked to be told, or undefined if it did not ask. `x` and `y` count from 0 at the
 * pane's own corner.
 */
export function encodeMouse(
  event: Omit<MouseEvent, 'bytes' | 'type'>,
  modes: Pick<EmulatorModes, 'mouseTracking' | 'sgrMouse'>,
): Uint8Array | undefined {
  if (!isWanted(event.action, modes.mouseTracking)) return undefined;
  const code = codeOf(event, modes);
  if (modes.sgrMouse) {
    const final = event.action === 'release' ? 'm' : 'M';
    return Buffer.from(`\x1b[<${code};${event.x + 1};${event.y + 1}${final}`);
  }
  // The old form holds each number in one byte above 32, so it ends at column and row 223.
  if (event.x > 222 || event.y > 222) return undefined;
  return Buffer.from([0x1b, 0x5b, 0x4d, code + 32, event.x + 33, event.y + 33]);
}

/** What the wheel types into a full-screen program without mouse support: three arrow keys, as terminals do. */
export function wheelArrows(
  action: MouseAction,
  modes: Pick<EmulatorModes, 'applicationCursorKeys'>,
): Uint8Array | undefined {
  if (action !== 'wheel-up' && action !== 'wheel-down') return undefined;
  const arrow = `\x1b${modes.applicationCursorKeys ? 'O' : '['}${action === 'wheel-up' ? 'A' : 'B'}`;
  return Buffer.from(arrow.repeat(3));
}

function isWanted(action: MouseAction, tracking: EmulatorModes['mouseTracking']): boolean {
  switch (tracking) {
    case 'none':
      return false;
    case 'x10':
      return action === 'press';
    case 'vt200':
      return action !== 'drag' && action !== 'move';
    case 'drag':
      return action !== 'move';
    case 'any':
      return true;
  }
}

const WHEEL: Readonly<Partial<Record<MouseAction, number>>> = {
  'wheel-up': 64,
  'wheel-down': 65,
  'wheel-left': 66,
  'wheel-right': 67,
};

function codeOf(
  event: Omit<MouseEvent, 'bytes' | 'type'>,
  modes: Pick<EmulatorModes, 'mouseTracking' | 'sgrMouse'>,
): number {
  const isOldRelease = event.action === 'release' && !modes.sgrMouse;
  let code = WHEEL[event.action] ?? (isOldRelease || event.action === 'move' ? 3 : event.button);
  if (event.action === 'drag' || event.action === 'move') code += 32;
  if (modes.mouseTracking === 'x10') return code;
  return code + (event.shift ? 4 : 0) + (event.alt ? 8 : 0) + (event.ctrl ? 16 : 0);
}
