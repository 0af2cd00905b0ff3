import { describe, expect, it } from 'vitest';
import { blocksAt, parseRecordingAddress } from '../../../../src/journal/read/recording-address.ts';
import { recordedBlock } from '../../../helpers/export-given.ts';

describe("a recording's address", () => {
  it.each([
    ['last', 'last', undefined],
    ['lab#7', 'lab', [{ from: 7, to: 7 }]],
    [
      'lab#3, 5-9,12-',
      'lab',
      [
        { from: 3, to: 3 },
        { from: 5, to: 9 },
        { from: 12, to: undefined },
      ],
    ],
    ['#2', 'last', [{ from: 2, to: 2 }]],
    ['./a#b.cast', './a#b.cast', undefined],
    ['./a#1.cast#4', './a#1.cast', [{ from: 4, to: 4 }]],
  ])('%s is the recording %s with its blocks', (written, recording, blocks) => {
    expect(parseRecordingAddress(written)).toEqual({ recording, blocks });
  });

  it('is the whole of it where a file or folder is called so', () => {
    const isThere = (path: string): boolean => path === './odd #3';
    expect(parseRecordingAddress('./odd #3', isThere)).toEqual({ recording: './odd #3' });
    expect(parseRecordingAddress('./odd #3#4', isThere)).toEqual({
      recording: './odd #3',
      blocks: [{ from: 4, to: 4 }],
    });
  });

  it.each(['lab#9-5', 'lab#0', 'lab#1,,2', 'lab#1-2-3'])('%s is refused', (written) => {
    expect(() => parseRecordingAddress(written)).toThrow(/names no blocks/);
  });

  it('names each block once, in the order written', () => {
    const blocks = [1, 2, 3, 4].map((number) => recordedBlock({ command: 'show clock', number }));
    const { blocks: ranges = [] } = parseRecordingAddress('x#4,2-3,3-');
    const numbers = blocksAt({ name: 'x', blocks }, ranges).map(({ number }) => number);
    expect(numbers).toEqual([4, 2, 3]);
    expect(() => blocksAt({ name: 'x', blocks }, [{ from: 5, to: 5 }])).toThrow(/no block 5 in x/);
    expect(() => blocksAt({ name: 'x', blocks }, [{ from: 3, to: 9 }])).toThrow(/no block 9/);
  });
});
