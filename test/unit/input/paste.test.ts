import { describe, expect, it } from 'vitest';
import { pastedLines, pasteForDevice } from '../../../src/input/paste.ts';

describe('a paste for a device', () => {
  it('ends its lines as the Return key does and holds no controls', () => {
    const bytes = pasteForDevice(Buffer.from('conf t\r\nint\tg0\n\x1b[201~\x03end'), {
      bracketedPaste: false,
    });

    expect(Buffer.from(bytes).toString()).toBe('conf t\rint\tg0\r[201~end');
  });

  it('comes in brackets where the program asked for them', () => {
    const bytes = pasteForDevice(Buffer.from('x'), { bracketedPaste: true });

    expect(Buffer.from(bytes).toString()).toBe('\x1b[200~x\x1b[201~');
  });

  it.each([
    ['one', 1],
    ['one\n', 1],
    ['one\r\ntwo', 2],
    ['one\rtwo\r', 2],
  ])('%j runs %i lines', (text, lines) => {
    expect(pastedLines(Buffer.from(text))).toBe(lines);
  });
});
