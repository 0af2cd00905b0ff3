import { describe, expect, it } from 'vitest';
import { Emulator } from '../../../src/term/emulator.ts';

function emulatorWith(lines: number): Emulator {
  const emulator = new Emulator({
    size: { cols: 20, rows: 4 },
    scrollbackLines: 50,
    onReply: () => undefined,
    onDirty: () => undefined,
  });
  feed(emulator, 1, lines);
  return emulator;
}

function feed(emulator: Emulator, from: number, to: number): void {
  for (let line = from; line <= to; line++) {
    emulator.feed(new TextEncoder().encode(`line ${line}\r\n`));
  }
}

function topLine(emulator: Emulator): string {
  return emulator.rowText(emulator.scrollbackLength - emulator.scrollBack);
}

describe('looking at old lines', () => {
  it('stays on them while new ones come in', () => {
    const emulator = emulatorWith(20);
    emulator.scrollBack = 10;
    const before = topLine(emulator);
    feed(emulator, 21, 30);
    expect(topLine(emulator)).toBe(before);
    expect(emulator.scrollBack).toBe(20);
  });

  it('stays on them while the oldest fall out of the buffer', () => {
    const emulator = emulatorWith(60);
    emulator.scrollBack = 10;
    const before = topLine(emulator);
    feed(emulator, 61, 75);
    expect(topLine(emulator)).toBe(before);
  });

  it('follows the newest line when nobody looks back', () => {
    const emulator = emulatorWith(20);
    feed(emulator, 21, 30);
    expect(emulator.scrollBack).toBe(0);
    emulator.scrollBack = 5;
    emulator.scrollBack = 0;
    feed(emulator, 31, 40);
    expect(emulator.scrollBack).toBe(0);
  });
});
