import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawnRow, RIGHT_HALF } from '../../../../src/journal/redact/drawn-row.ts';
import { DrawnScreen } from '../../../../src/journal/redact/drawn-screen.ts';
import { OutputScanner } from '../../../../src/journal/redact/output-scanner.ts';
import type { ScreenListener } from '../../../../src/journal/redact/screen-rows.ts';
import { Emulator } from '../../../../src/term/emulator.ts';

const SIZE = { cols: 20, rows: 5 };
const SILENT: ScreenListener = {
  left: () => {},
  losing: () => {},
  standing: () => {},
  erased: () => {},
  screen: () => {},
  string: () => {},
};

/** A screen that was fed, its rows as text, and the emulator's beside it. */
function both(pieces: readonly string[]): {
  ours: string[];
  theirs: string[];
  rows: readonly DrawnRow[];
} {
  const screen = new DrawnScreen(SIZE, SILENT);
  const scanner = new OutputScanner(screen);
  const emulator = new Emulator({ size: SIZE, onDirty: () => {}, onReply: () => {} });
  let at = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    scanner.scan(bytes, at);
    emulator.feed(bytes);
    at += bytes.length;
  }
  const first = emulator.scrollbackLength;
  const theirs = Array.from({ length: SIZE.rows }, (_, row) =>
    emulator.rowText(first + row).trimEnd(),
  );
  emulator.close();
  const rows = screen.rows;
  return { ours: rows.map(({ text }) => text.replaceAll(RIGHT_HALF, '').trimEnd()), theirs, rows };
}

const n = fc.integer({ min: 0, max: 24 }).map((value) => (value === 0 ? '' : String(value)));
const op = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.string({ unit: fc.constantFrom(...'abcdefgh XYZ'), minLength: 1, maxLength: 26 }),
  },
  { weight: 3, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\t', '\b \b', '\r\x1b[K') },
  fc
    .tuple(n, fc.constantFrom(...'ABCDEFGXPdLMST@JK`aebIZ'))
    .map(
      ([count, final]) =>
        `\x1b[${final === 'J' || final === 'K' ? Number(count) % 3 : count}${final}`,
    ),
  fc.tuple(n, n).map(([row, col]) => `\x1b[${row};${col}H`),
  fc.constantFrom(
    '\x1b7',
    '\x1b8',
    '\x1bD',
    '\x1bM',
    '\x1bE',
    '\x1b[s',
    '\x1b[u',
    '\x1b[2;4r',
    '\x1b[r',
    '\x1b[?7l',
    '\x1b[4h',
    '\x1b[4l',
    '\x1b[?7h',
    '\x1b[31m',
    '\x1b[?1049h',
    '\x1b[?1049l',
    '名',
    'é',
  ),
);

describe('the screen that knows its bytes', () => {
  it('shows what the emulator shows', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 25 }), (pieces) => {
        const { ours, theirs } = both(pieces);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 800 },
    );
  }, 60_000);

  it.each([
    ['a wide character where none wraps', ['\x1b[?7l', 'a'.repeat(19), '名']],
    ['a wide character that wraps off an older one', ['a'.repeat(20), '\x1b[A', '名']],
    [
      'erasing to a cursor that waits to wrap in the last row',
      ['\x1b[5;9H', 'a'.repeat(12), '\x1b[1J', 'a'],
    ],
  ])('shows it of %s', (_what, pieces) => {
    const { ours, theirs } = both(pieces);
    expect(ours).toEqual(theirs);
  });

  it('knows for each character the byte that drew it', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 25 }), (pieces) => {
        const all = Buffer.from(pieces.join(''));
        const { rows } = both(pieces);
        for (const row of rows) {
          for (let col = 0; col < row.text.length; col++) {
            const shown = row.text[col] ?? '';
            const [from] = [...row.bytesIn(col, col + 1)];
            if (shown !== ' ' && shown !== RIGHT_HALF) expect(from).toBeDefined();
            if (from === undefined || shown === RIGHT_HALF) continue;
            expect(all.toString('utf8', from.at, from.at + from.bytes)).toBe(shown);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
