import { describe, expect, it } from 'vitest';
import {
  BOLD,
  COLOUR_RGB,
  EXTENDED,
  SPACE,
  UNDERLINE,
  WORDS_PER_CELL,
} from '../../../src/core/cell.ts';
import { type Charset, charsetOf, UTF_8 } from '../../../src/core/charset.ts';
import { Grid } from '../../../src/core/grid.ts';
import { Emulator } from '../../../src/term/emulator.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

describe('the emulator', () => {
  it('shows what was fed as soon as feed returns', () => {
    const { emulator, picture } = open({ cols: 20, rows: 3 });

    emulator.feed(Buffer.from('r1#show clock\r\n12:00'));

    expect(picture()).toBe('r1#show clock\n12:00\n');
    expect(emulator.cursor).toEqual({ x: 5, y: 1, isVisible: true, style: 0 });
  });

  it('keeps colours and flags of a cell and drops what lies outside it', () => {
    const { emulator, grid } = open({ cols: 8, rows: 2 });

    emulator.feed(Buffer.from('\x1b[1;4:3;38;2;1;2;3mx'));

    emulator.blit(grid, { x: 0, y: 0, w: 8, h: 2 }, 0);
    expect(grid.words[1]).toBe((COLOUR_RGB | 0x010203 | BOLD | UNDERLINE) >>> 0);
    expect((grid.words[2] ?? 0) & EXTENDED).toBe(0);
  });

  it('paints only inside its rectangle, blank where the screen is smaller', () => {
    const { emulator } = open({ cols: 3, rows: 1 });
    const grid = new Grid({ cols: 8, rows: 4 });
    for (let y = 0; y < 4; y++) grid.text(0, y, '########');
    emulator.feed(Buffer.from('abc'));

    emulator.blit(grid, { x: 1, y: 1, w: 5, h: 2 }, 0);

    expect(grid.picture()).toBe('########\n#abc  ##\n#     ##\n########');
  });

  it('clips a rectangle that hangs over the edge of the grid', () => {
    const { emulator } = open({ cols: 5, rows: 3 });
    const grid = new Grid({ cols: 4, rows: 2 });
    emulator.feed(Buffer.from('12345\r\nabcde\r\nvwxyz'));

    emulator.blit(grid, { x: 2, y: -1, w: 5, h: 3 }, 0);

    expect(grid.picture()).toBe('  ab\n  vw');
  });

  it('blanks a wide character that is cut at the right edge', () => {
    const { emulator } = open({ cols: 6, rows: 1 });
    const grid = new Grid({ cols: 6, rows: 1 });
    emulator.feed(Buffer.from('ab你c'));

    emulator.blit(grid, { x: 0, y: 0, w: 3, h: 1 }, 0);

    expect(grid.picture()).toBe('ab');
    expect(grid.words[2 * WORDS_PER_CELL]).toBe(SPACE);
  });

  it('shows the lines above the screen when scrolled back', () => {
    const { emulator, picture } = open({ cols: 10, rows: 2 });

    emulator.feed(Buffer.from('one\r\ntwo\r\nthree\r\nfour'));

    expect(emulator.scrollbackLength).toBe(2);
    expect(picture(0)).toBe('three\nfour');
    expect(picture(1)).toBe('two\nthree');
    expect(picture(99)).toBe('one\ntwo');
    expect(emulator.rowText(0)).toBe('one');
  });

  it('keeps no more lines than it was told to', () => {
    const { emulator } = open({ cols: 10, rows: 2, scrollbackLines: 3 });

    emulator.feed(Buffer.from(Array.from({ length: 50 }, (_, n) => `line ${n}\r\n`).join('')));

    expect(emulator.scrollbackLength).toBe(3);
  });

  it('joins wrapped rows into whole lines', () => {
    const { emulator } = open({ cols: 5, rows: 4 });

    emulator.feed(Buffer.from('first\r\nlong line 你你你 end'));

    expect(emulator.text()).toEqual(['first', 'long line 你你你 end']);
    expect(emulator.cursorLine()).toBe('long line 你你你 end');
  });

  it('gives a line that is longer than all it keeps, as much as it keeps of it', () => {
    const { emulator } = open({ cols: 10, rows: 2, scrollbackLines: 3 });
    emulator.feed(Buffer.from('0123456789'.repeat(20)));
    expect(emulator.text()).toEqual(['0123456789'.repeat(5)]);
    expect(emulator.cursorLine()).toBe('0123456789'.repeat(5));
  });

  it('wraps its lines anew when it is resized', () => {
    const { emulator } = open({ cols: 5, rows: 4 });
    emulator.feed(Buffer.from('abcdefgh\r\n'));

    emulator.resize({ cols: 10, rows: 4 });

    expect(emulator.size).toEqual({ cols: 10, rows: 4 });
    expect(emulator.rowText(0)).toBe('abcdefgh');
  });

  it('bears the smallest of sizes', () => {
    const { emulator } = open({ cols: 20, rows: 5 });

    emulator.resize({ cols: 0, rows: 0 });
    emulator.feed(Buffer.from('hello'));

    expect(emulator.size).toEqual({ cols: 2, rows: 1 });
    expect(emulator.cursor.x).toBeLessThan(2);
  });

  it('reports the modes a program sets and forgets them on a reset', () => {
    const { emulator } = open({ cols: 20, rows: 5 });

    emulator.feed(Buffer.from('\x1b[?1;25l\x1b[?1;1002;1006;1049;2004h\x1b=\x1b[?25l\x1b[4 q'));

    expect(emulator.modes).toEqual({
      applicationCursorKeys: true,
      applicationKeypad: true,
      bracketedPaste: true,
      alternateScreen: true,
      synchronizedOutput: false,
      mouseTracking: 'drag',
      sgrMouse: true,
    });
    expect(emulator.cursor).toMatchObject({ isVisible: false, style: 4 });

    emulator.reset();

    expect(emulator.modes).toMatchObject({ alternateScreen: false, sgrMouse: false });
    expect(emulator.modes.mouseTracking).toBe('none');
    expect(emulator.cursor).toMatchObject({ isVisible: true, style: 0 });
  });

  it('ignores an unfinished picture after a second and says so', () => {
    const { emulator, clock, seen } = open({ cols: 20, rows: 5 });
    emulator.feed(Buffer.from('\x1b[?2026h'));
    expect(emulator.modes.synchronizedOutput).toBe(true);
    const before = seen.dirty;

    clock.advance(500);
    emulator.feed(Buffer.from('\x1b[?2026h'));
    clock.advance(501);

    expect(emulator.modes.synchronizedOutput).toBe(false);
    expect(seen.dirty).toBeGreaterThan(before + 1);
    expect(clock.pending).toBe(0);
  });

  it('prints a line of our own after ending whatever the device left open', () => {
    const { emulator, picture } = open({ cols: 30, rows: 4 });
    emulator.feed(Buffer.from('prompt>'));
    emulator.feed(Buffer.from('\x1b[?1049h\x1b[?1003h\x1b[31mvim\x1b]0;half a ti'));

    emulator.print('connection lost \x1b[31m12:03');

    expect(picture()).toBe('prompt>\nconnection lost ␛[31m12:03\n\n');
    expect(emulator.modes).toMatchObject({ alternateScreen: false, mouseTracking: 'none' });
  });

  it('hears the device again after a string it never ended', () => {
    const { emulator, picture } = open({ cols: 10, rows: 3 });
    emulator.feed(Buffer.from(`\x1b]0;${'x'.repeat(10_000)}`));

    emulator.print('lost');
    emulator.feed(Buffer.from('back'));

    expect(picture()).toBe('lost\nback\n');
  });

  it('prints below what is on the screen, not over it', () => {
    const { emulator, picture } = open({ cols: 20, rows: 5 });
    emulator.feed(Buffer.from('one\r\ntwo\r\nr1#'));

    emulator.print('connection lost');
    emulator.print('connected again');

    expect(picture()).toBe('two\nr1#\nconnection lost\nconnected again\n');
  });

  it('passes a title on, sanitised', () => {
    const { emulator, seen } = open({ cols: 20, rows: 2 });

    emulator.feed(Buffer.from('\x1b]2;r1 \u202eevil\x07'));

    expect(seen.titles).toEqual(['r1 evil']);
  });

  it('lets the last title of a flood through, and ten a second of it', () => {
    const { emulator, seen, clock } = open({ cols: 20, rows: 2 });

    for (let n = 1; n <= 500; n++) {
      emulator.feed(Buffer.from(`\x1b]0;title ${n}\x07`));
      clock.advance(2);
    }
    clock.advance(100);

    expect(seen.titles.length).toBeLessThanOrEqual(11);
    expect(seen.titles.at(-1)).toBe('title 500');
  });

  it('rings at most ten times a second', () => {
    const { emulator, seen, clock } = open({ cols: 20, rows: 2 });

    for (let n = 0; n < 100; n++) emulator.feed(Buffer.from('\x07'));
    expect(seen.bells).toBe(10);
    clock.advance(1_000);
    emulator.feed(Buffer.from('\x07'));

    expect(seen.bells).toBe(11);
  });

  it('answers a program that asks where the cursor is', () => {
    const { emulator, seen } = open({ cols: 20, rows: 4 });

    emulator.feed(Buffer.from('\x1b[3;7H\x1b[6n'));

    expect(seen.replies.join('')).toBe('\x1b[3;7R');
  });

  it('takes widths from current Unicode, a code point at a time', () => {
    const { emulator } = open({ cols: 40, rows: 2 });

    const widths = ['你', '👍', '🫠', '🪿', '✅', 'e\u0301', 'ｱ', '…', '─'].map((text) => {
      emulator.feed(Buffer.from(`\r${text}`));
      return emulator.cursor.x;
    });

    expect(widths).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 1]);
  });

  it('keeps an accent with its letter', () => {
    const { emulator, picture } = open({ cols: 10, rows: 1 });

    emulator.feed(Buffer.from('cafe\u0301!'));

    expect(picture()).toBe('cafe\u0301!');
  });

  it('does nothing after it is closed, twice', () => {
    const { emulator, seen } = open({ cols: 10, rows: 1 });

    emulator.close();
    emulator.close();
    emulator.feed(Buffer.from('\x1b[c'));
    emulator.print('x');
    emulator.reset();

    expect(seen).toMatchObject({ dirty: 0, replies: [] });
  });

  it('may be fed again by a listener', () => {
    const order: string[] = [];
    const emulator = new Emulator({
      size: { cols: 20, rows: 2 },
      onReply: () => {
        emulator.feed(Buffer.from('second'));
        order.push(emulator.rowText(0));
      },
      onDirty: () => undefined,
    });

    emulator.feed(Buffer.from('first \x1b[5n'));

    expect(order).toEqual(['first second']);
  });
});

describe('bytes that are not UTF-8', () => {
  it('are visible, and nothing after them is lost', () => {
    const { emulator, picture } = open({ cols: 12, rows: 1 });

    emulator.feed(Buffer.from([0x41, 0xe9, 0x42, 0xff, 0xfe, 0x00, 0x43]));

    expect(picture()).toBe('A�B��C');
  });

  it('look the same wherever the stream is cut', () => {
    const bytes = Buffer.from([
      0x61, 0xc3, 0xa9, 0xe4, 0xbd, 0x41, 0xf0, 0x9f, 0x91, 0x8d, 0xc3, 0x7a,
    ]);
    const whole = open({ cols: 20, rows: 1 });
    whole.emulator.feed(bytes);

    for (let cut = 1; cut < bytes.length; cut++) {
      const { emulator, picture } = open({ cols: 20, rows: 1 });
      emulator.feed(bytes.subarray(0, cut));
      emulator.feed(bytes.subarray(cut));
      expect(picture(), `cut at ${cut}`).toBe(whole.picture());
    }
    expect(whole.picture()).toBe('aé�A👍�z');
  });
});

describe('bytes of another character set', () => {
  it.each([
    // The bytes of these would be UTF-8 for 8-bit control functions.
    ['gbk', '接口 聸聺聹 up'],
    ['latin-1', 'Zürich 21 °C'],
    ['shift_jis', '回線 ﾃｽﾄ'],
  ])('of %s are shown as what they mean, wherever they are cut', (encoding, words) => {
    const charset = charsetOf(encoding) ?? UTF_8;
    const bytes = charset.encode(`\x1b[1m${words}\x1b[0m.`);
    for (let cut = 0; cut < bytes.length; cut++) {
      const { emulator } = open({ cols: 40, rows: 1, charset });
      emulator.feed(bytes.subarray(0, cut));
      emulator.feed(bytes.subarray(cut));
      expect(emulator.rowText(0), `cut at ${cut}`).toBe(`${words}.`);
    }
  });

  it('let nothing through that a device may not do', () => {
    const charset = charsetOf('gbk') ?? UTF_8;
    const { emulator, seen } = open({ cols: 40, rows: 1, charset });
    emulator.feed(Buffer.from('\x1b]52;c;ZXZpbA==\x07a\xff\x1b[31mb\x9b6n', 'latin1'));
    expect(emulator.rowText(0)).toMatch(/^a\ufffdb/);
    expect(seen.replies).toEqual([]);
  });
});

interface Seen {
  replies: string[];
  titles: string[];
  bells: number;
  dirty: number;
}

function open(options: {
  cols: number;
  rows: number;
  scrollbackLines?: number;
  charset?: Charset;
}) {
  const clock = new FakeClock();
  const seen: Seen = { replies: [], titles: [], bells: 0, dirty: 0 };
  const { scrollbackLines } = options;
  const emulator = new Emulator({
    size: options,
    clock,
    ...(options.charset && { charset: options.charset }),
    ...(scrollbackLines === undefined ? {} : { scrollbackLines }),
    onReply: (bytes) => seen.replies.push(Buffer.from(bytes).toString('latin1')),
    onTitle: (title) => seen.titles.push(title),
    onBell: () => {
      seen.bells += 1;
    },
    onDirty: () => {
      seen.dirty += 1;
    },
  });
  const grid = new Grid(options);
  const picture = (scrollBack = 0) => {
    emulator.blit(grid, { x: 0, y: 0, w: grid.cols, h: grid.rows }, scrollBack);
    return grid.picture();
  };
  return { emulator, clock, seen, grid, picture };
}
