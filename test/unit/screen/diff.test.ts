import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOLD,
  COLOUR_16,
  COLOUR_256,
  COLOUR_RGB,
  DIM,
  INVERSE,
  type Style,
  UNDERLINE,
} from '../../../src/core/cell.ts';
import { Grid } from '../../../src/core/grid.ts';
import { diff } from '../../../src/screen/diff.ts';
import { SgrEncoder } from '../../../src/screen/sgr.ts';

const SIZE = { cols: 24, rows: 6 };

const style = fc.constantFrom<Style>(
  { fg: 0, bg: 0 },
  { fg: COLOUR_16 | 1, bg: 0 },
  { fg: BOLD | COLOUR_16 | 12, bg: COLOUR_256 | 123 },
  { fg: (COLOUR_RGB | 0x10ff33) >>> 0, bg: DIM },
  { fg: (INVERSE | UNDERLINE) >>> 0, bg: 0 },
);
const change = fc.record({
  x: fc.integer({ min: 0, max: SIZE.cols - 1 }),
  y: fc.integer({ min: 0, max: SIZE.rows - 1 }),
  text: fc.constantFrom('show', 'x', '你好', 'é', '─│', '👍', '    ', 'a b', 'ﬁ', 'z'.repeat(30)),
  style,
});

function painted(changes: readonly { x: number; y: number; text: string; style: Style }[]): Grid {
  const grid = new Grid(SIZE);
  for (const one of changes) grid.text(one.x, one.y, one.text, one.style);
  return grid;
}

/** Wide characters that were half overwritten show as blanks; so they do in the reference. */
function expected(grid: Grid): string[] {
  return Array.from({ length: grid.rows }, (_, y) => {
    let text = '';
    for (let x = 0; x < grid.cols; x++) {
      const content = grid.words[(y * grid.cols + x) * 3] ?? 0;
      const width = (content >>> 22) & 3;
      if (width === 0) {
        text += ' ';
      } else if (width === 2 && x + 1 >= grid.cols) {
        text += ' ';
      } else {
        text += charOf(grid, x, y);
        if (width === 2) x++;
      }
    }
    return text.trimEnd();
  });
}

function charOf(grid: Grid, x: number, y: number): string {
  const one = new Grid({ cols: 1, rows: 1 });
  one.words.set(grid.words.subarray((y * grid.cols + x) * 3, (y * grid.cols + x) * 3 + 3));
  return one.rowText(0);
}

async function terminalShowing(outputs: readonly string[]): Promise<string[]> {
  const terminal = new xterm.Terminal({ ...SIZE, allowProposedApi: true });
  terminal.unicode.register({
    version: 'wide',
    wcwidth: (code) => ((code >= 0x4e00 && code < 0xa000) || code > 0x1f000 ? 2 : 1),
    charProperties: (code) => ((code >= 0x4e00 && code < 0xa000) || code > 0x1f000 ? 2 : 1) << 1,
  });
  terminal.unicode.activeVersion = 'wide';
  for (const output of outputs) await new Promise<void>((done) => terminal.write(output, done));
  const rows = Array.from({ length: SIZE.rows }, (_, y) =>
    (terminal.buffer.active.getLine(y)?.translateToString(true) ?? '').trimEnd(),
  );
  terminal.dispose();
  return rows;
}

describe('the difference of two frames', () => {
  it('is nothing when they are equal', () => {
    const grid = painted([{ x: 1, y: 1, text: 'r1#', style: { fg: 0, bg: 0 } }]);
    const same = painted([{ x: 1, y: 1, text: 'r1#', style: { fg: 0, bg: 0 } }]);
    expect(diff(grid, same, new SgrEncoder('rgb'))).toBe('');
  });

  it('writes one typed character and nothing else', () => {
    const before = painted([{ x: 0, y: 2, text: 'r1#sho', style: { fg: 0, bg: 0 } }]);
    const after = painted([{ x: 0, y: 2, text: 'r1#show', style: { fg: 0, bg: 0 } }]);
    expect(diff(before, after, new SgrEncoder('rgb'))).toBe('\x1b[3;7H\x1b[0mw\x1b[0m');
  });

  it('addresses the cursor again after a character whose width terminals dispute', () => {
    const after = painted([{ x: 0, y: 0, text: '👍b', style: { fg: 0, bg: 0 } }]);
    const written = diff(new Grid(SIZE), after, new SgrEncoder('none'));
    expect(written).toContain('👍\x1b[1;3Hb');
  });

  it('turns any frame into any other on a real terminal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 12 }),
        fc.array(change, { maxLength: 12 }),
        async (first, second) => {
          const [a, b] = [painted(first), painted(second)];
          const encoder = new SgrEncoder('rgb');
          const shown = await terminalShowing([diff(undefined, a, encoder), diff(a, b, encoder)]);
          expect(shown).toEqual(expected(b));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('colours', () => {
  const colours = [
    { fg: (COLOUR_RGB | 0xff0000) >>> 0, bg: 0 },
    { fg: COLOUR_256 | 196, bg: 0 },
  ];

  it('are encoded down to what the terminal shows', () => {
    const [rgb, indexed] = colours;
    expect(new SgrEncoder('rgb').encode(rgb?.fg ?? 0, 0)).toBe('\x1b[0;38;2;255;0;0m');
    expect(new SgrEncoder('256').encode(rgb?.fg ?? 0, 0)).toBe('\x1b[0;38;5;196m');
    expect(new SgrEncoder('16').encode(rgb?.fg ?? 0, 0)).toBe('\x1b[0;91m');
    expect(new SgrEncoder('16').encode(indexed?.fg ?? 0, 0)).toBe('\x1b[0;91m');
    expect(new SgrEncoder('none').encode(rgb?.fg ?? 0, 0)).toBe('\x1b[0m');
  });

  it('never leave out bold and inverse, which carry meaning without colour', () => {
    expect(new SgrEncoder('none').encode((BOLD | INVERSE) >>> 0, 0)).toBe('\x1b[0;1;7m');
  });
});
