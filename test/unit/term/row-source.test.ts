import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grid } from '../../../src/core/grid.ts';
import { blitRows } from '../../../src/term/blit.ts';
import { internalsOf } from '../../../src/term/internals.ts';
import { rowSourceOf } from '../../../src/term/row-source.ts';
import { createTerminal, writeNow } from '../../../src/term/terminal.ts';

const PIECES = [
  'text',
  '你好',
  '👍',
  'e\u0301',
  '\r\n',
  '\x1b[31m',
  '\x1b[1;3;4;5;7;9m',
  '\x1b[38;5;200;48;5;17m',
  '\x1b[38;2;1;2;3;48;2;9;8;7m',
  '\x1b[2;53m',
  '\x1b[0m',
  '\x1b[97;100m',
  '\x1b[H',
  '\x1b[3;4H',
  '\x1b[2K',
  '\x1b[2P',
  '\x1b[2@',
  '\x1b[L',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1b[4:3m',
  '\x1b[8m',
  '─│',
];

describe('the rows of an emulator', () => {
  it('are read from its memory with the version that is installed', () => {
    expect(internalsOf(createTerminal({ cols: 4, rows: 2 }, 0))).toBeDefined();
  });

  it('are the same from its memory and through its public interface', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => {
        const terminal = createTerminal({ cols: 12, rows: 5 }, 20);
        const text = pieces.join('');
        if (text !== '') writeNow(terminal, text);
        const pictures = [internalsOf(terminal), undefined].map((internals) => {
          const grid = new Grid({ cols: 12, rows: 5 });
          blitRows({
            source: rowSourceOf(terminal, internals),
            firstRow: terminal.buffer.active.baseY,
            grid,
            rect: { x: 0, y: 0, w: 12, h: 5 },
          });
          return grid;
        });
        expect([...(pictures[0]?.words ?? [])]).toEqual([...(pictures[1]?.words ?? [])]);
        terminal.dispose();
      }),
    );
  });
});
