import { expect, it, onTestFinished } from 'vitest';
import { Grid } from '../../../src/core/grid.ts';
import { Emulator } from '../../../src/term/emulator.ts';
import { croppedTo } from '../../../src/ui/pane-screen.ts';

function emulatorSaying(text: string): Emulator {
  const emulator = new Emulator({
    size: { cols: 10, rows: 8 },
    onReply: () => undefined,
    onDirty: () => undefined,
  });
  onTestFinished(() => emulator.close());
  emulator.feed(Buffer.from(text));
  return emulator;
}

function picture(screen: ReturnType<typeof croppedTo>, rows: number, scrollBack = 0): string[] {
  const grid = new Grid({ cols: 10, rows });
  screen.blit(grid, { x: 0, y: 0, w: 10, h: rows }, scrollBack);
  return grid.picture().split('\n');
}

const SIX = ['1', '2', '3', '4', '5', '6'].join('\r\n');

it('shows the rows that end with the cursor, and its place among them', () => {
  const screen = croppedTo(emulatorSaying(SIX), 3);
  expect(picture(screen, 3)).toEqual(['4', '5', '6']);
  expect(screen.cursor).toMatchObject({ x: 1, y: 2 });
});

it('has what is above that part as lines to scroll back to', () => {
  const screen = croppedTo(emulatorSaying(`a\r\nb\r\nc\r\n${SIX}`), 3);
  expect(screen.scrollbackLength).toBe(6);
  expect(picture(screen, 3, 2)).toEqual(['2', '3', '4']);
  expect(picture(screen, 3, 6)).toEqual(['a', 'b', 'c']);
  expect(screen.rowText(screen.scrollbackLength)).toBe('4');
});

it('leaves alone a screen that fits', () => {
  const emulator = emulatorSaying(SIX);
  expect(croppedTo(emulator, 8)).toBe(emulator);
  expect(picture(croppedTo(emulatorSaying('1\r\n2'), 3), 3)).toEqual(['1', '2', '']);
});
