import { describe, expect, it } from 'vitest';
import { clampCounts, eraseAboveInLastRow } from '../../../src/term/clamp.ts';
import { internalsOf } from '../../../src/term/internals.ts';
import { createTerminal, writeNow } from '../../../src/term/terminal.ts';

const PAGE = 'one\r\ntwo\r\nthree\x1b[H';

describe('a count', () => {
  it.each(['L', 'M', 'S', 'T'])(
    'of CSI %s beyond the screen does what the screen size does',
    (final) => {
      expect(screen(`${PAGE}\x1b[999999999${final}`)).toEqual(screen(`${PAGE}\x1b[3${final}`));
    },
  );

  it('of a repetition ends with the width of a line', () => {
    expect(screen('x\x1b[999999999b')).toEqual(['xxxxxxxx', 'x', '']);
  });

  it('of tabs moves to the edge', () => {
    expect(screen('\x1b[999999999Ix')).toEqual(['       x', '', '']);
    expect(screen('ab\x1b[999999999Zx')).toEqual(['xb', '', '']);
  });

  it('within the screen is left alone', () => {
    expect(screen(`${PAGE}\x1b[1L`)).toEqual(['', 'one', 'two']);
    expect(screen('x\x1b[3b')).toEqual(['xxxx', '', '']);
  });

  it('beyond it is dropped where the emulator cannot be reached', () => {
    expect(screen(`${PAGE}\x1b[999999999L`, 'without')).toEqual(['one', 'two', 'three']);
  });
});

describe('erasing to the cursor while a wrap is pending in the last row', () => {
  it.each(['J', '?J'])('erases all before it and the line, and goes on there: CSI 1 %s', (kind) => {
    const sequence = `\x1b[${kind.replace('J', '1J')}`;
    expect(screen(`one\r\ntwo\r\n12345678${sequence}`)).toEqual(['', '', '']);
    expect(screen(`one\r\ntwo\r\n1234567${sequence}x`)).toEqual(['', '', '       x']);
    expect(screen(`one\r\n12345678${sequence}\r\nx`)).toEqual(['', '', 'x']);
  });

  it('is dropped where the emulator cannot be reached', () => {
    expect(screen('one\r\ntwo\r\n12345678\x1b[1J', 'without')).toEqual(['one', 'two', '12345678']);
  });
});

function screen(text: string, internals: 'with' | 'without' = 'with'): string[] {
  const terminal = createTerminal({ cols: 8, rows: 3 }, 0);
  const inside = internals === 'with' ? internalsOf(terminal) : undefined;
  clampCounts(terminal, inside);
  eraseAboveInLastRow(terminal, inside);
  writeNow(terminal, text);
  return [0, 1, 2].map((row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '');
}
