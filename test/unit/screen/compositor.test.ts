import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../src/core/grid.ts';
import type { Size } from '../../../src/core/size.ts';
import { Compositor, type PaneImage, type Scene } from '../../../src/screen/compositor.ts';
import type { Tty } from '../../../src/screen/tty.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

class FakeTty implements Tty {
  size: Size = { cols: 20, rows: 4 };
  readonly depth = 'rgb';
  isDrained = true;
  readonly written: string[] = [];
  drain = (): void => undefined;

  write(text: string): void {
    this.written.push(text);
  }
  onDrained(listener: () => void): void {
    this.drain = listener;
  }
  onBytes(): void {}
  onResized(): void {}
  onResumed(): void {}
  onGone(): void {}
  enter(): void {}
  leave(): void {}
  setMouse(): void {}
  suspend(): void {}
  lend(): () => void {
    return () => undefined;
  }
}

function stage(overrides: Partial<Scene> = {}) {
  const live = { chrome: 'chrome', pane: 'pane', isHeld: false };
  const pane: PaneImage = {
    id: 'p1',
    rect: { x: 0, y: 1, w: 10, h: 1 },
    get isHeld() {
      return live.isHeld;
    },
    blit: (grid: Grid, rect) => grid.text(rect.x, rect.y, live.pane.padEnd(10)),
  };
  const scene: Scene = {
    paintChrome: (grid) => grid.text(0, 0, live.chrome),
    panes: () => [pane],
    overlays: () => [],
    cursor: () => undefined,
    keyModes: () => ({ applicationCursorKeys: false, applicationKeypad: false }),
    ...overrides,
  };
  const tty = new FakeTty();
  const clock = new FakeClock();
  const compositor = new Compositor({ tty, clock, scene });
  return { live, tty, clock, compositor };
}

describe('the compositor', () => {
  it('puts panes over the chrome and writes one synchronised update', () => {
    const { tty, compositor } = stage();
    compositor.paint();
    expect(compositor.shown?.picture()).toBe('chrome\npane\n\n');
    expect(tty.written).toHaveLength(1);
    expect(tty.written[0]).toMatch(/^\x1b\[\?2026h.*\x1b\[\?2026l$/s);
  });

  it('writes nothing when nothing changed', () => {
    const { tty, compositor } = stage();
    compositor.paint();
    compositor.paint();
    expect(tty.written).toHaveLength(1);
  });

  it('paints at once what a person waits for, and sixty times a second what floods', async () => {
    const { live, tty, clock, compositor } = stage();
    compositor.paint();
    clock.advance(5);
    live.pane = 'echo';
    compositor.invalidate('now');
    compositor.invalidateChrome('now');
    await Promise.resolve();
    expect(tty.written).toHaveLength(2);
    expect(compositor.stats.frames).toBe(2);
    for (let i = 0; i < 100; i++) {
      live.pane = `flood ${i}`;
      compositor.invalidate('soon');
      clock.advance(1);
    }
    expect(tty.written.length).toBeGreaterThan(6);
    expect(tty.written.length).toBeLessThan(10);
    clock.advance(20);
    expect(compositor.shown?.picture()).toContain('flood 99');
    expect(clock.pending).toBe(0);
  });

  it('paints only the pane that changed', async () => {
    const { live, tty, clock, compositor } = stage();
    compositor.paint();
    clock.advance(20);
    live.pane = 'echo';
    live.chrome = 'not asked for';
    compositor.invalidatePane('p1', 'now');
    await Promise.resolve();
    expect(compositor.shown?.picture()).toBe('chrome\necho\n\n');
    expect(tty.written.at(-1)).toContain('echo');
    expect(compositor.stats.chromePaints).toBe(1);
    clock.advance(20);
    live.pane = 'other';
    compositor.invalidatePane('p2', 'now');
    await Promise.resolve();
    expect(compositor.shown?.picture()).toContain('echo');
    compositor.invalidate('now');
    clock.advance(20);
    await Promise.resolve();
    expect(compositor.shown?.picture()).toBe('chrome\nother\n\n');
  });

  it('skips frames while the terminal does not read, then shows the latest', () => {
    const { live, tty, clock, compositor } = stage();
    compositor.paint();
    tty.isDrained = false;
    for (const text of ['one', 'two', 'three']) {
      live.pane = text;
      compositor.invalidate('soon');
      clock.advance(20);
    }
    expect(tty.written).toHaveLength(1);
    tty.isDrained = true;
    tty.drain();
    clock.advance(20);
    expect(tty.written).toHaveLength(2);
    expect(compositor.shown?.picture()).toContain('three');
  });

  it('holds the old picture of a pane that asked for it', () => {
    const { live, compositor } = stage();
    compositor.paint();
    live.isHeld = true;
    live.pane = 'half drawn';
    compositor.paint();
    expect(compositor.shown?.picture()).toContain('pane');
    live.isHeld = false;
    compositor.paint();
    expect(compositor.shown?.picture()).toContain('half drawn');
  });

  it('keeps dialogs over the panes', () => {
    const { compositor } = stage({
      paintChrome: (grid) => grid.text(2, 1, 'DIALOG'),
      overlays: () => [{ x: 2, y: 1, w: 6, h: 1 }],
    });
    compositor.paint();
    expect(compositor.shown?.rowText(1)).toBe('paDIALOG            ');
  });

  it('mirrors the key modes of the focused pane', () => {
    const modes = { applicationCursorKeys: true, applicationKeypad: true };
    const { tty, compositor } = stage({ keyModes: () => modes });
    compositor.paint();
    expect(tty.written[0]).toContain('\x1b[?1h\x1b=');
  });

  it('paints everything anew after a reset', () => {
    const { tty, compositor } = stage();
    compositor.paint();
    tty.size = { cols: 30, rows: 5 };
    compositor.reset();
    compositor.paint();
    expect(compositor.shown?.cols).toBe(30);
    expect(tty.written[1]).toContain('chrome');
  });
});
