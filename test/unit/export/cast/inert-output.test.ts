import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InertOutput } from '../../../../src/export/cast/inert-output.ts';

const take = (...pieces: readonly string[]): string => {
  const inert = new InertOutput();
  return pieces.map((piece) => inert.take(Buffer.from(piece))).join('');
};

describe('output that only draws', () => {
  it.each([
    'plain text\r\n\tnext\x08',
    '\x1b[1;31mred\x1b[m \x1b[38:2::1:2:3mx',
    '\x1b[2J\x1b[H\x1b[10;20Hx\x1b[K\x1b[3@\x1b[2P\x1b[1;5r',
    '\x1b7\x1b8\x1bM\x1b(0qq\x1b(B\x1b[?25l\x1b[?1049h\x1b[?7h\x1b[2 q\x1b[!p',
    'größe 名 ─',
  ])('stays as it is: %j', (text) => {
    expect(take(text)).toBe(text);
  });

  it.each([
    ['a title', 'a\x1b]0;evil\x07b', 'ab'],
    ['the clipboard', 'a\x1b]52;c;aGk=\x1b\\b', 'ab'],
    ['a link', '\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\', 'text'],
    ['questions to the terminal', 'a\x1b[c\x1b[6n\x1b[>c\x1b[21t\x1b[?1$pb\x1bZ', 'ab'],
    ['mouse, focus and paste modes', 'a\x1b[?1000;1006h\x1b[?2004h\x1b[?1004hb', 'ab'],
    ['those among others', '\x1b[?25;1000h', '\x1b[?25h'],
    ['printers and keyboards', 'a\x1b[5i\x1b[>4;2m\x1b[=1ub', 'ab'],
    ['pictures', 'a\x1bPq#0~~\x1b\\b\x1b_Gf=32;AAA\x1b\\c', 'abc'],
    ['controls of eight bits', 'a\u009b31mb\u009d0;x', 'a\ufffd31mb\ufffd0;x'],
    ['bells and what no screen knows', 'a\x00\x05\x7fb', 'ab'],
  ])('leaves out %s', (_, text, shown) => {
    expect(take(text)).toBe(shown);
  });

  it('is the same wherever it is cut', () => {
    const text =
      'a\x1b[1;31mred\x1b]0;title\x07b\x1b[?1000h\x1b(0q\x1b(B名\x1b[c\x1bPx\x1b\\end\x1b[m';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }), (cuts) => {
        const bytes = Buffer.from(text);
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const inert = new InertOutput();
        const shown = places
          .slice(1)
          .map((to, at) => inert.take(bytes.subarray(places[at] ?? 0, to)));
        expect(shown.join('')).toBe(take(text));
      }),
    );
  });

  it('has nothing of eight bits, no string and no question, whatever comes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '\x1b',
        '\x1b[',
        '\x1b]',
        '\x1bP',
        '\x1b\\',
        '?1000',
        'h',
        'c',
        '6n',
        ';',
        '\x07',
        '52',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(take(...pieces)).not.toMatch(
          /[\x80-\x9f]|\x1b[\]PX^_Z]|\x1b\[[\d;?>=]*[cnty]|\x1b\[\?1000/,
        );
      }),
    );
  });

  it('draws a line of our own below what stands there, out of whatever was on', () => {
    const inert = new InertOutput();
    inert.take(Buffer.from('r1#'));
    expect(inert.ownLine('── lost ──')).toBe('\x18\x1b[0m\x1b[r\x1b[?25h\r\n── lost ──\r\n');
    expect(inert.ownLine('x')).toBe('\x18\x1b[0m\x1b[r\x1b[?25hx\r\n');
    inert.take(Buffer.from('\x1b[?1049hvim'));
    expect(inert.ownLine('y')).toBe('\x18\x1b[?1049l\x1b[0m\x1b[r\x1b[?25h\r\ny\r\n');
  });
});
