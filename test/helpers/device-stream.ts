import fc from 'fast-check';
import { Grid } from '../../src/core/grid.ts';
import type { Emulator } from '../../src/term/emulator.ts';

/** What devices and programs send, ordinary and hostile, in pieces of a sequence each. */
const PIECES: readonly string[] = [
  ...['show ip route', '\r\n', '\r\n\r\n', '\n', '\r', 'r1#', 'a', '  ', '你好', '👍', '▁▂▃'],
  ...['é', 'e\u0301', '\u0301', '\u202e', '\u009b', '\u{e0041}', '─┼─', '\t', '\b', '\x7f', '\x07'],
  'a line that is longer than any of these screens is wide, so that it is wrapped, twice at least',
  ...[
    '\x1b[31m',
    '\x1b[1;4:3;58;5;9m',
    '\x1b[48;2;1;2;3m',
    '\x1b[7m',
    '\x1b[0m',
    '\x1b[m',
    '\x1b[8m',
  ],
  ...['\x1b[5;3H', '\x1b[H', '\x1b[99;99H', '\x1b[3A', '\x1b[2B', '\x1b[5C', '\x1b[4D', '\x1b[7G'],
  ...[
    '\x1b[2J',
    '\x1b[3J',
    '\x1b[J',
    '\x1b[1J',
    '\x1b[K',
    '\x1b[1K',
    '\x1b[2K',
    '\x1b[3X',
    '\x1b#8',
  ],
  ...['\x1b[3L', '\x1b[2M', '\x1b[3@', '\x1b[2P', '\x1b[2S', '\x1b[2T', '\x1b[99999S', '\x1b[3b'],
  ...['\x1b[2;4r', '\x1b[r', '\x1b[?6h', '\x1b[?6l', '\x1b[?7l', '\x1b[?7h', '\x1b[4h', '\x1b[4l'],
  ...['\x1b[20h', '\x1b[20l', '\x1b[?1h', '\x1b[?1l', '\x1b=', '\x1b>', '\x1b[?25l', '\x1b[?25h'],
  ...[
    '\x1b7',
    '\x1b8',
    '\x1b[s',
    '\x1b[u',
    '\x1bM',
    '\x1bD',
    '\x1bE',
    '\x1bH',
    '\x1b[3g',
    '\x1b[I',
  ],
  ...[
    '\x1b(0',
    '\x1b(B',
    '\x1b)0',
    '\x0e',
    '\x0f',
    'lqk',
    '\x1b[5 q',
    '\x1b[!p',
    '\x1bc',
    '\x1b[?2026h',
  ],
  ...['\x1b[?1049h', '\x1b[?1049l', '\x1b[?47h', '\x1b[?47l', '\x1b[?1048h', '\x1b[?1048l'],
  ...[
    '\x1b[?1000h',
    '\x1b[?1003h',
    '\x1b[?1006h',
    '\x1b[?1000l',
    '\x1b[?2004h',
    '\x1b[?45h',
    '\x1b[?5h',
  ],
  ...[
    '\x1b]0;title\x07',
    '\x1b]8;;http://x\x07',
    '\x1bP$qr\x1b\\',
    '\x1b[6n',
    '\x1b[c',
    '\x1b[1"q',
  ],
  ...['\x1b', ']', '[', '\x18', '\x1b[?3h', '\x1b[2 @', "\x1b[2'}", '\x1b[3;5H\x1b[2;2Hx'],
];

/** A stream of bytes as a device, or somebody hostile, sends it. */
export function deviceStreams(maxPieces = 40): fc.Arbitrary<Uint8Array> {
  const pieces = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...PIECES).map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }) },
  );
  return fc.array(pieces, { maxLength: maxPieces }).map((all) => Buffer.concat(all));
}

export const screenSizes = fc.record({
  cols: fc.integer({ min: 2, max: 24 }),
  rows: fc.integer({ min: 1, max: 8 }),
});

/** A stream in pieces of any lengths. */
export function cutUp(stream: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    parts.push(stream.subarray(at, at + length));
    at += length;
  }
  parts.push(stream.subarray(at));
  return parts.filter((part) => part.length > 0);
}

/** All that a person could see of an emulator, now or later: every cell, the lines above, the cursor, the modes. */
export function shownBy(emulator: Emulator) {
  const { size, cursor } = emulator;
  const { synchronizedOutput: _, ...modes } = emulator.modes;
  const grid = new Grid(size);
  emulator.blit(grid, { x: 0, y: 0, w: size.cols, h: size.rows }, 0);
  const words = [...grid.words].join();
  return { size, picture: grid.picture(), words, cursor, modes, text: emulator.text() };
}
