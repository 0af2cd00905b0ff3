import { describe, expect, it } from 'vitest';
import type { MouseAction } from '../../../src/input/input-event.ts';
import { encodeMouse, wheelArrows } from '../../../src/input/mouse-encoding.ts';

describe('the mouse for a program in a pane', () => {
  it.each([
    ['press', 0, '\x1b[<0;3;5M'],
    ['release', 2, '\x1b[<2;3;5m'],
    ['drag', 1, '\x1b[<33;3;5M'],
    ['move', 3, '\x1b[<35;3;5M'],
    ['wheel-down', 3, '\x1b[<65;3;5M'],
  ] as const)('%s in the modern form', (action, button, expected) => {
    expect(encode(action, button, { mouseTracking: 'any', sgrMouse: true })).toBe(expected);
  });

  it.each([
    ['press', 0, '\x1b[M #%'],
    ['release', 2, '\x1b[M##%'],
    ['wheel-up', 3, '\x1b[M`#%'],
  ] as const)('%s in the old form', (action, button, expected) => {
    expect(encode(action, button, { mouseTracking: 'vt200', sgrMouse: false })).toBe(expected);
  });

  it('only tells what the program asked for', () => {
    const told = (mouseTracking: 'none' | 'x10' | 'vt200' | 'drag' | 'any') =>
      (['press', 'release', 'drag', 'move', 'wheel-up'] as const).filter(
        (action) => encode(action, 0, { mouseTracking, sgrMouse: true }) !== undefined,
      );

    expect(told('none')).toEqual([]);
    expect(told('x10')).toEqual(['press']);
    expect(told('vt200')).toEqual(['press', 'release', 'wheel-up']);
    expect(told('drag')).toEqual(['press', 'release', 'drag', 'wheel-up']);
    expect(told('any')).toHaveLength(5);
  });

  it('says what was held', () => {
    const held = {
      action: 'press',
      button: 0,
      x: 0,
      y: 0,
      shift: true,
      alt: true,
      ctrl: true,
    } as const;

    const bytes = encodeMouse(held, { mouseTracking: 'any', sgrMouse: true });

    expect(Buffer.from(bytes ?? []).toString()).toBe('\x1b[<28;1;1M');
  });

  it('is silent where the old form cannot count', () => {
    const far = {
      action: 'press',
      button: 0,
      x: 223,
      y: 0,
      shift: false,
      alt: false,
      ctrl: false,
    } as const;

    expect(encodeMouse(far, { mouseTracking: 'any', sgrMouse: false })).toBeUndefined();
  });

  it('turns the wheel into arrows for a program without a mouse', () => {
    const up = wheelArrows('wheel-up', { applicationCursorKeys: true });
    const down = wheelArrows('wheel-down', { applicationCursorKeys: false });

    expect(Buffer.from(up ?? []).toString()).toBe('\x1bOA\x1bOA\x1bOA');
    expect(Buffer.from(down ?? []).toString()).toBe('\x1b[B\x1b[B\x1b[B');
    expect(wheelArrows('press', { applicationCursorKeys: false })).toBeUndefined();
  });
});

function encode(
  action: MouseAction,
  button: number,
  modes: Parameters<typeof encodeMouse>[1],
): string | undefined {
  const bytes = encodeMouse(
    { action, button, x: 2, y: 4, shift: false, alt: false, ctrl: false },
    modes,
  );
  return bytes && Buffer.from(bytes).toString('latin1');
}
