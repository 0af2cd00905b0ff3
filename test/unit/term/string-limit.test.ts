import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CONTROL_STRING_BYTES, StringLimiter } from '../../../src/term/string-limit.ts';

const long = 'x'.repeat(MAX_CONTROL_STRING_BYTES + 1_000);
const kept = 'x'.repeat(MAX_CONTROL_STRING_BYTES);

describe('the limit on control strings', () => {
  it('hands on the chunk itself when there is nothing to cut', () => {
    const chunk = Buffer.from('plain \x1b[31mred\x1b[0m \x1b]0;title\x07 text');

    expect(new StringLimiter().filter(chunk)).toBe(chunk);
  });

  it.each(['\x1b]0;', '\x1bP$q', '\x1b_', '\x1b^', '\x1bX'])(
    'cuts a string that %j began',
    (opener) => {
      const cut = filter([`a${opener}${long}\x1b\\b`]);

      expect(cut).toBe(`a${`${opener}${long}`.slice(0, 2 + MAX_CONTROL_STRING_BYTES)}\x1b\\b`);
    },
  );

  it('ends an OSC at BEL, a DCS only at ESC', () => {
    expect(filter([`\x1b]${long}\x07${long}`])).toBe(`\x1b]${kept}\x07${long}`);
    expect(filter([`\x1bP\x07${long}\x1b\\`])).toBe(`\x1bP\x07${kept.slice(1)}\x1b\\`);
  });

  it('sees an opener behind controls, as the parser does', () => {
    expect(filter([`\x1b\n]${long}\x07`])).toBe(`\x1b\n]${kept}\x07`);
  });

  it('is left by a cancelled string', () => {
    expect(filter([`\x1b]0;x\x18${long}`])).toBe(`\x1b]0;x\x18${long}`);
  });

  it('gives the same stream wherever chunks are cut', () => {
    const piece = fc.constantFrom('\x1b', ']', 'P', '\\', '\x07', '\x18', '\n', 'ab', long, '[2J');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(400)), (pieces, cuts) => {
        const stream = pieces.join('');
        const chunks: string[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(stream.slice(at, at + cut * 13));
          at += cut * 13;
        }
        chunks.push(stream.slice(at));
        expect(filter(chunks)).toBe(filter([stream]));
      }),
    );
  });
});

function filter(chunks: readonly string[]): string {
  const limiter = new StringLimiter();
  return chunks
    .map((chunk) => Buffer.from(limiter.filter(Buffer.from(chunk, 'latin1'))).toString('latin1'))
    .join('');
}
