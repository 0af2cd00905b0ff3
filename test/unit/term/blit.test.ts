import { describe, expect, it } from 'vitest';
import {
  COLOUR_16,
  COMBINED,
  EXTENDED,
  PROTECTED,
  SPACE,
  WIDTH_SHIFT,
} from '../../../src/core/cell.ts';
import { Grid } from '../../../src/core/grid.ts';
import { blitRows } from '../../../src/term/blit.ts';

const NARROW = 1 << WIDTH_SHIFT;
const WIDE = 2 << WIDTH_SHIFT;

describe('cells copied from an emulator', () => {
  it.each([
    ['a control', 0x1b | NARROW],
    ['an 8-bit control', 0x9b | NARROW],
    ['a bidi control', 0x202e | NARROW],
    ['a noncharacter', 0xffff | NARROW],
    ['a lone surrogate', 0xd800 | NARROW],
    ['a filler', 0x3164 | NARROW],
  ])('never show %s', (_, content) => {
    expect(copy([content]).contents).toEqual([0xfffd | NARROW]);
  });

  it('are blank where the emulator has nothing', () => {
    expect(copy([NARROW, 0, 0x41]).contents).toEqual([SPACE, SPACE, SPACE]);
  });

  it('keep wide characters only whole', () => {
    const head = 0x4f60 | WIDE;

    expect(copy([head, 0, 0x41 | NARROW]).contents).toEqual([head, 0, 0x41 | NARROW]);
    expect(copy([head, 0x41 | NARROW]).contents).toEqual([SPACE, 0x41 | NARROW]);
    expect(copy([head, NARROW]).contents).toEqual([SPACE, SPACE]);
    expect(copy([head, head, 0]).contents).toEqual([SPACE, head, 0]);
    expect(copy([0x41 | NARROW, head]).contents).toEqual([0x41 | NARROW, SPACE]);
  });

  it('drop what is hidden inside a cluster and keep at most eight code points', () => {
    expect(copy([COMBINED | NARROW], { 0: 'e\u202e\u0301\u200b' }).text).toBe('e\u0301');
    expect([...copy([COMBINED | NARROW], { 0: `e${'\u0301'.repeat(50)}` }).text]).toHaveLength(8);
    expect(copy([COMBINED | NARROW], { 0: 'e\u200d' }).contents).toEqual([0x65 | NARROW]);
    expect(copy([COMBINED | NARROW], { 0: '\u202e\u200b' }).contents).toEqual([0xfffd | NARROW]);
  });

  it('lose the flags that mean something only inside the emulator', () => {
    const { grid } = copy([0x41 | NARROW], {}, EXTENDED | PROTECTED | COLOUR_16 | 5);

    expect(grid.words[2]).toBe(COLOUR_16 | 5);
  });

  it('start in the middle of a row that hangs over the left edge', () => {
    const head = 0x4f60 | WIDE;
    const grid = new Grid({ cols: 2, rows: 1 });
    blitRows({
      source: source([head, 0, 0x41 | NARROW]),
      firstRow: 0,
      grid,
      rect: { x: -1, y: 0, w: 3, h: 1 },
    });

    expect(grid.picture()).toBe(' A');
  });
});

function source(contents: readonly number[], clusters: Record<number, string> = {}, bg = 0) {
  const words = Uint32Array.from(contents.flatMap((content) => [content, 0, bg]));
  return {
    cols: contents.length,
    rows: 1,
    words: () => words,
    cluster: (_row: number, x: number) => clusters[x] ?? '',
  };
}

function copy(contents: readonly number[], clusters: Record<number, string> = {}, bg = 0) {
  const grid = new Grid({ cols: contents.length, rows: 1 });
  const rect = { x: 0, y: 0, w: contents.length, h: 1 };
  blitRows({ source: source(contents, clusters, bg), firstRow: 0, grid, rect });
  return {
    grid,
    text: grid.picture(),
    contents: contents.map((_, x) => grid.words[x * 3]),
  };
}
