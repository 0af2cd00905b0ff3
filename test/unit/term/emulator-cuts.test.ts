import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grid } from '../../../src/core/grid.ts';
import { Emulator } from '../../../src/term/emulator.ts';
import { sliceEnd } from '../../../src/term/slice.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const PIECES = [
  'show ip route',
  '\r\n',
  '你好',
  '👍',
  'é',
  'e\u0301',
  '\u202e',
  '\u009b',
  '\u{e0041}',
  '─┼─',
  '\x1b[31m',
  '\x1b[5;3H',
  '\x1b[2J',
  '\x1b[3L',
  '\x1b[99999S',
  '\x1b[99999b',
  '\x1b]0;title\x07',
  '\x1bP$qr\x1b\\',
  '\x1b',
  ']',
  '[',
  '\x18',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1bc',
  '\t',
  '\b',
  '\x7f',
];
const SIZE = { cols: 20, rows: 5 };

describe('a stream of device bytes', () => {
  const streams = fc
    .array(
      fc.oneof(
        fc.constantFrom(...PIECES).map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 4 }),
      ),
      {
        maxLength: 30,
      },
    )
    .map((pieces) => Buffer.concat(pieces));

  it('gives the same screen wherever it is cut', () => {
    fc.assert(
      fc.property(streams, fc.array(fc.integer({ min: 1, max: 5 })), (stream, sizes) => {
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(stream.subarray(at, at + size));
          at += size;
        }
        expect(screen([...pieces, stream.subarray(at)])).toEqual(screen([stream]));
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same screen in the slices of the feeder', () => {
    fc.assert(
      fc.property(streams, fc.integer({ min: 1, max: 20 }), (stream, maxBytes) => {
        const slices: Uint8Array[] = [];
        for (let at = 0; at < stream.length; ) {
          const end = sliceEnd(stream, { start: at, maxBytes, scale: 1 });
          slices.push(stream.subarray(at, end));
          at = end;
        }
        expect(screen(slices)).toEqual(screen([stream]));
      }),
    );
  });
});

function screen(chunks: readonly Uint8Array[]) {
  const replies: string[] = [];
  const emulator = new Emulator({
    size: SIZE,
    clock: new FakeClock(),
    onReply: (bytes) => replies.push(Buffer.from(bytes).toString()),
    onDirty: () => undefined,
  });
  for (const chunk of chunks) emulator.feed(chunk);
  const grid = new Grid(SIZE);
  emulator.blit(grid, { x: 0, y: 0, w: SIZE.cols, h: SIZE.rows }, 0);
  const { cursor, modes } = emulator;
  const text = emulator.text();
  emulator.close();
  return {
    picture: grid.picture(),
    words: [...grid.words].join(),
    cursor,
    modes,
    text,
    replies: replies.join(''),
  };
}
