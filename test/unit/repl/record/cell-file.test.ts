import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellFileText, cellsOfFile } from '../../../../src/repl/record/cell-file.ts';

describe('a file of cells', () => {
  it('is one cell where nothing parts it', () => {
    expect(cellsOfFile('x = 1\nprint(x)\n')).toEqual(['x = 1\nprint(x)']);
    expect(cellsOfFile('')).toEqual([]);
    expect(cellsOfFile('// only words\n\n')).toEqual([]);
  });

  it('has a cell behind each line that parts it, with the lines of the file in front', () => {
    const text = '// %% one · r1\n%%config r1\nntp server 192.0.2.1\n\n// %%\r\n@r1 show clock\n';
    expect(cellsOfFile(text)).toEqual([
      '\n%%config r1\nntp server 192.0.2.1',
      '\n\n\n\n\n@r1 show clock',
    ]);
  });

  it('is not parted by what only looks so', () => {
    expect(cellsOfFile('x = "// %%"\n//  %%js\n  // % no\n1')).toHaveLength(1);
  });

  it('gives back the cells it was made of', () => {
    const line = fc.string().map((text) => `x${text.replace(/[\r\n\ufeff]/g, '').trimEnd()}`);
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1 })), (cells) => {
        const sources = cells.map((lines) => lines.join('\n'));
        const text = cellFileText(sources.map((source) => ({ about: 'r1', source })));
        expect(cellsOfFile(text).map((cell) => cell.replace(/^\n+/, ''))).toEqual(sources);
      }),
    );
  });
});
