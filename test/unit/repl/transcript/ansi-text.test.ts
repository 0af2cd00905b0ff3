import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOLD,
  COLOUR_16,
  COLOUR_256,
  COLOUR_RGB,
  DIM,
  INVERSE,
  PLAIN,
  UNDERLINE,
} from '../../../../src/core/cell.ts';
import { parseAnsi, parseAnsiLines } from '../../../../src/repl/transcript/ansi-text.ts';

describe('coloured text', () => {
  it.each([
    ['\x1b[33m1', COLOUR_16 | 3, 0],
    ['\x1b[91;44m1', COLOUR_16 | 9, COLOUR_16 | 4],
    ['\x1b[1;4;7m1', (BOLD | UNDERLINE | INVERSE) >>> 0, 0],
    ['\x1b[1;32m\x1b[22m1', COLOUR_16 | 2, 0],
    ['\x1b[2m1', 0, DIM],
    ['\x1b[31m\x1b[39m1', 0, 0],
    ['\x1b[31m\x1b[m1', 0, 0],
    ['\x1b[38;5;208m1', COLOUR_256 | 208, 0],
    ['\x1b[38;2;1;2;3;1m1', (COLOUR_RGB | 0x010203 | BOLD) >>> 0, 0],
    ['\x1b[48:5:7m1', 0, COLOUR_256 | 7],
    ['\x1b[999;38m1', 0, 0],
  ])('%j has its style', (text, fg, bg) => {
    expect(parseAnsi(text)).toEqual([{ text: '1', style: { fg, bg } }]);
  });

  it('is cut into runs and lines', () => {
    expect(parseAnsiLines('a\x1b[31mb\nc\x1b[0m\n')).toEqual([
      [
        { text: 'a', style: PLAIN },
        { text: 'b', style: { fg: COLOUR_16 | 1, bg: 0 } },
      ],
      [{ text: 'c', style: { fg: COLOUR_16 | 1, bg: 0 } }],
      [],
    ]);
  });

  it('shows every other control as a mark', () => {
    expect(parseAnsi('a\x1b]52;c;eA==\x07b\x1b[2Jc\x9bd\u202ee')).toEqual([
      { text: 'a␛]52;c;eA==␇b␛[2Jc\ufffdd\ufffde', style: PLAIN },
    ]);
  });

  it('never lets a control through, whatever comes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\x1b[', '\x1b[1m', '\x1b[38;', 'm', '\x1b', '\r', '\x9b', ';5;', '\x07'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const runs = parseAnsi(pieces.join(''));
        const text = runs.map((run) => run.text).join('');
        expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
        for (const { style } of runs) {
          expect(style.fg).toBeGreaterThanOrEqual(0);
          expect(style.bg).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
