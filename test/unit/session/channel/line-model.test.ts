import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineModel } from '../../../../src/session/channel/line-model.ts';

function read(pieces: readonly string[], cols = 80): { lines: string[]; current: string } {
  const lines: string[] = [];
  const model = new LineModel({ cols, onLine: (line) => lines.push(line) });
  for (const piece of pieces) model.feed(piece);
  return { lines, current: model.current() };
}

describe('the line model', () => {
  it('ends lines at line feeds and keeps the last one open', () => {
    expect(read(['one\r\ntwo\r\n\r\nr1#'])).toEqual({ lines: ['one', 'two', ''], current: 'r1#' });
  });

  it('keeps tabs and trailing blanks that were printed', () => {
    expect(read(['a\tb  \r\n']).lines).toEqual(['a\tb  ']);
  });

  it('draws over what stands there after a carriage return', () => {
    expect(read(['10%\r20%\r100%\r\n']).lines).toEqual(['100%']);
  });

  it('follows a pager being erased with backspaces', () => {
    const erase = '\b'.repeat(9) + ' '.repeat(9) + '\b'.repeat(9);
    expect(read([` --More-- ${erase}\b \b!\r\n`]).lines).toEqual(['!']);
  });

  it('follows a pager being erased with a carriage return and blanks', () => {
    expect(read([' --More-- \r          \rinterface Ethernet1\r\n']).lines).toEqual([
      'interface Ethernet1',
    ]);
  });

  it('follows a pager being erased with cursor and erase sequences', () => {
    expect(read(['--More--\x1b[8D\x1b[Kip route\r\n']).lines).toEqual(['ip route']);
  });

  it('passes over colours, titles, charsets and device control strings', () => {
    const text = '\x1b]0;title\x07\x1b(B\x1b[1;32mr1\x1b[0m\x1bP1$r0m\x1b\\#\x1b]2;x\x1b\\ ';
    expect(read([text]).current).toBe('r1# ');
  });

  it('joins rows a terminal wrapped', () => {
    const text = 'x'.repeat(25);
    expect(read([`${text}\r\n`], 10).lines).toEqual([text]);
  });

  it('returns to the start of the wrapped row, as a line editor expects', () => {
    expect(read(['r1#show ver \rsion'], 10).current).toBe('r1#show vesion');
    expect(read(['0123456789abc\rABC\r\n'], 10).lines).toEqual(['0123456789ABC']);
    expect(read(['0123456789\rAB\r\n'], 10).lines).toEqual(['AB23456789']);
  });

  it('inserts and deletes characters', () => {
    expect(read(['shw\x1b[1D\x1b[@o\x1b[1D\x1b[1P!']).current).toBe('sh!');
  });

  it('takes cursor addressing to the same row for the same line', () => {
    const text = '\x1b[24;1Hsw1# \x1b[24;6Hshow\x1b[24;10H ver\r\nbody\x1b[24;1Hsw1# ';
    expect(read([text])).toEqual({ lines: ['sw1# show ver'], current: 'sw1# ' });
  });

  it('takes cursor addressing to another row for another line', () => {
    expect(read(['\x1b[1;1Hone\x1b[2;1Htwo'])).toEqual({ lines: ['one'], current: 'two' });
  });

  it('shows nothing a full-screen program draws', () => {
    const { lines, current } = read(['r1#\x1b[?1049h\x1b[H~\r\n~\r\n\x1b[?1049l']);
    expect(lines).toEqual([]);
    expect(current).toBe('r1#');
  });

  it('leaves blanks behind the cursor out of the line being written', () => {
    expect(read(['r1#show\b\b\b\b    \b\b\b\b']).current).toBe('r1#');
  });

  it('lets a line end close a string that was never closed', () => {
    expect(read(['\x1b]junk\r\nr1#']).current).toBe('r1#');
  });

  it('shows the end of a long line only', () => {
    const { current } = read(['x'.repeat(5_000)]);
    expect(current.startsWith('…')).toBe(true);
    expect(current.length).toBeLessThan(1_200);
  });

  it('costs no more than a row for each of a hostile line’s carriage returns', () => {
    const { lines } = read(['x'.repeat(1_000_000), '\rA'.repeat(100_000), '\r\n']);
    expect(lines[0]?.length).toBe(1_000_000);
  });

  it('reads the same wherever the text is cut', () => {
    const piece = fc.constantFrom(
      'show version',
      ' ',
      '\r',
      '\n',
      '\b',
      '\t',
      '\x1b[K',
      '\x1b[3D',
      '\x1b[2C',
      '\x1b[5G',
      '\x1b[1;31m',
      '\x1b]0;t\x07',
      '\x1b[2J',
      '\x1b[3;4H',
      '\x1b[A',
      '\x1b[1P',
      '\x1b[2@',
      '\x1b[?1049h',
      '\x1b[?1049l',
      '\x1b(0',
      'x'.repeat(30),
      'é漢',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(400)), (pieces, cuts) => {
        const text = pieces.join('');
        const at = [...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort(
          (a, b) => a - b,
        );
        const cut = at.map((end, index) => text.slice(at[index - 1] ?? 0, end));
        expect(read(cut, 20)).toEqual(read([text], 20));
      }),
    );
  });
});
