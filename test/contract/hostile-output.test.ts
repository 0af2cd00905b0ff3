import { afterEach, describe, expect, it } from 'vitest';
import {
  CODE_POINT_MASK,
  COMBINED,
  cellText,
  cellWidth,
  EXTENDED,
  PROTECTED,
  WORDS_PER_CELL,
} from '../../src/core/cell.ts';
import { Grid } from '../../src/core/grid.ts';
import { isSafeCodePoint } from '../../src/core/safe.ts';
import { Emulator } from '../../src/term/emulator.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { FakeClock } from '../helpers/fake-clock.ts';

const ESC = '\x1b';
const CSI = `${ESC}[`;
const ST = `${ESC}\\`;

/** A count no screen has, after each control function that takes one. */
const COUNTS = [...'@ABCDEFGHIJKLMPSTXZ`abdefg']
  .concat([' @', ' A', "'}", "'~", '"q', ' q', 'm', 'n', 'c', 'r', 's', 't', 'u', 'h', 'l'])
  .map((final): [string, string] => [`a count for CSI ${final}`, `A${CSI}999999999${final}`]);

const LARGEST = [...'LMSTbIZ'].map((final): [string, string] => [
  `the largest count for CSI ${final}`,
  `A${CSI}2147483647${final}${CSI}2147483647;2147483647${final}`,
]);

const STORMS: [string, string][] = [
  ['scrolling', `${CSI}24S`],
  ['scrolling down', `${CSI}24T`],
  ['inserting lines', `${CSI}24L`],
  ['deleting lines', `${CSI}24M`],
  ['repetition', `A${CSI}1920b`],
  ['full resets', `${ESC}c`],
  ['soft resets', `${CSI}!p`],
  ['the alignment picture', `${ESC}#8`],
  ['alternate screens', `${CSI}?1049h${CSI}?1049l`],
  ['clearing', `${CSI}2J${CSI}3J`],
  ['scroll regions', `${CSI}5;10r${CSI}r`],
  ['columns', `${CSI}99'}`],
  ['shifting', `${CSI}99 @`],
  ['reverse index', `${CSI}H${ESC}M`],
  ['line feeds', '\n'],
  ['wide characters at the edge', `${CSI}999G\u4f60`],
  ['column modes', `${CSI}?3h${CSI}?3l`],
  ['unfinished pictures', `${CSI}?2026h`],
].map(([name, unit = '']) => [`a storm of ${name}`, unit.repeat(Math.ceil(2_000 / unit.length))]);

const STRINGS: [string, string][] = [
  ['the clipboard, OSC 52', `${ESC}]52;c;ZXZpbA==\x07`],
  ['a clipboard question', `${ESC}]52;c;?\x07`],
  ['a title', `${ESC}]0;evil\x07`],
  ['a title with controls', `${ESC}]2;a\nb\u009b31m\u202e\x07`],
  ['a title question', `${CSI}21t${CSI}20t`],
  ['a palette question', `${ESC}]4;1;?\x07${ESC}]10;?\x07${ESC}]11;?\x07${ESC}]12;?\x07`],
  ['a palette change', `${ESC}]4;1;rgb:ff/00/00\x07${ESC}]104\x07`],
  ['a folder, OSC 7', `${ESC}]7;file:///etc/passwd\x07`],
  ['a link, OSC 8', `${ESC}]8;;file:///bin/sh${ST}click${ESC}]8;;${ST}`],
  ['a notification, OSC 9', `${ESC}]9;evil\x07`],
  ['a notification, OSC 99', `${ESC}]99;i=1:d=0;evil${ST}`],
  ['a notification, OSC 777', `${ESC}]777;notify;evil;evil\x07`],
  ['a file, OSC 1337', `${ESC}]1337;File=name=ZXZpbA==;inline=1:AAAA\x07`],
  ['a font, OSC 50', `${ESC}]50;#1\x07${ESC}]50;?\x07`],
  ['a sixel picture', `${ESC}Pq#0;2;0;0;0#0~~@@vv@@~~@@~~$-${ST}`],
  ['a kitty picture', `${ESC}_Ga=T,f=100,t=f;L2V0Yy9wYXNzd2Q=${ST}`],
  ['tmux passthrough', `${ESC}Ptmux;${ESC}${ESC}]52;c;ZXZpbA==\x07${ST}`],
  ['a screen title', `${ESC}kevil${ST}`],
  ['a macro and its call', `${ESC}P1;1;1!z1b5b${ST}${CSI}1*z`],
  ['user defined keys', `${ESC}P0;1|17/6576696c0d${ST}`],
  ['a status request with text', `${ESC}P$qevil;rm -rf /${ST}`],
  ['a capability request', `${ESC}P+q544e${ST}`],
  ['a version request', `${CSI}>q${CSI}>0q`],
  ['a checksum request', `${CSI}1;1;1;1;24;80*y`],
  ['the enquiry character', '\x05\x05\x05'],
  ['an unfinished OSC', `${ESC}]0;${'x'.repeat(200_000)}`],
  ['an unfinished DCS', `${ESC}P$q${'x'.repeat(200_000)}`],
  ['an unfinished APC', `${ESC}_G${'x'.repeat(200_000)}`],
  ['an unfinished CSI', `${CSI}${'1;'.repeat(100_000)}`],
  ['a parameter of many digits', `${CSI}${'9'.repeat(100_000)}L`],
  ['an OSC with many numbers', `${ESC}]4;${'1;red;'.repeat(20_000)}\x07`],
  ['controls inside a sequence', `${CSI}9999\n9999\r9999L`],
  ['strings in strings', `${ESC}]0;${ESC}P${ESC}]52;c;x\x07${ST}`],
  ['a cancelled string', `${ESC}]52;c;ZXZp\x18visible`],
];

const CHARACTERS: [string, string][] = [
  ['bidi controls', 'user\u202eadmin\u2066x\u2069\u202a\u202b\u202c\u202d\u200e\u200f\u061c'],
  ['zero-width characters', 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u180eg'],
  ['tag characters', `a\u{e0001}\u{e0041}\u{e007f}b`],
  ['line and paragraph separators', 'a\u2028b\u2029c'],
  ['noncharacters', `a\uffff\ufffe\ufdd0\u{1ffff}\u{10ffff}b`],
  ['interlinear marks', 'a\ufff9b\ufffac\ufffb'],
  ['fillers', 'a\u3164\uffa0\u115f\u1160b'],
  ['a soft hyphen', 'pass\u00adword'],
  ['8-bit controls in UTF-8', '\u009b31mred\u009d0;title\u009c\u0090q\u0085\u0084'],
  ['a bomb of combining marks', `e${'\u0301'.repeat(50_000)}`],
  ['marks with nothing under them', `\r\n${'\u0301'.repeat(500)}${CSI}m\u0301`],
  ['marks between controls', `e${`\u0301${CSI}m`.repeat(2_000)}`],
  ['marks on wide characters', `\u4f60${'\u0308'.repeat(900)}${CSI}999G\u4f60\u0301`],
  ['repeated marks', `e\u0301\u0302\u0303\u0304\u0305${CSI}999999b`],
  ['a family joined by ZWJ', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(300)],
  ['variation selectors', `\u2764${'\ufe0f'.repeat(300)}`],
  ['Hangul letters', '\u1100\u1161\u11a8'.repeat(300)],
  ['nulls and deletes', '\0\x7f'.repeat(2_000)],
  ['invisible and blinking text', `${CSI}5;8mevil${CSI}0m`],
  ['protected and linked cells', `${CSI}1"q${CSI}4:3;58:2::1:2:3mx`],
  ['all characters below 256', String.fromCharCode(...Array.from({ length: 256 }, (_, n) => n))],
  ['shifted character sets', `${ESC}(0lqqk\x0e${ESC})0lqqk\x0f${ESC}%@${ESC}n${ESC}o`],
];

const BYTES: [string, Uint8Array][] = [
  ['8-bit controls as bytes', Uint8Array.of(0x9b, 0x33, 0x31, 0x6d, 0x9d, 0x30, 0x3b, 0x9c, 0x90)],
  ['all bytes', Uint8Array.from({ length: 512 }, (_, n) => n & 0xff)],
  ['surrogates in UTF-8', Uint8Array.of(0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80)],
  [
    'overlong controls',
    Uint8Array.of(0xc0, 0x9b, 0xe0, 0x80, 0x9b, 0xc0, 0x80, 0xf0, 0x80, 0x80, 0x9b),
  ],
  [
    'characters beyond Unicode',
    Uint8Array.of(0xf4, 0x90, 0x80, 0x80, 0xf8, 0x88, 0x80, 0x80, 0x80),
  ],
  [
    'half a character at every end',
    Uint8Array.from({ length: 900 }, (_, n) => [0xe4, 0xbd, 0x41][n % 3] ?? 0),
  ],
  ['latin-1 text', Buffer.from('caf\xe9 \xfcber \xa9', 'latin1')],
  ['noise', Uint8Array.from({ length: 20_000 }, (_, n) => ((n * 2_654_435_761) >>> 13) & 0xff)],
];

const HOSTILE: [string, Uint8Array][] = [
  ...[...COUNTS, ...LARGEST, ...STORMS, ...STRINGS, ...CHARACTERS].map(
    ([name, text]): [string, Uint8Array] => [name, Buffer.from(text)],
  ),
  ...BYTES,
];

describe('hostile output', () => {
  it('has enough forms to mean something', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(120);
    expect(new Set(HOSTILE.map(([name]) => name)).size).toBe(HOSTILE.length);
  });

  it.each(HOSTILE)('of %s changes nothing but its own screen', (_, bytes) => {
    const pane = open();

    pane.emulator.feed(bytes);
    pane.check();
    pane.emulator.feed(bytes);
    pane.emulator.resize({ cols: 7, rows: 3 });
    pane.emulator.feed(bytes);

    pane.check();
  });

  it.each(HOSTILE)('of %s is as harmless in pieces', (_, bytes) => {
    const pane = open();

    const short = bytes.subarray(0, 3_000);
    for (let at = 0; at < short.length; at += 3) pane.emulator.feed(short.subarray(at, at + 3));

    pane.check();
  });

  it.each(HOSTILE)('of %s leaves a screen that works again', (_, bytes) => {
    const pane = open();
    pane.emulator.feed(bytes);

    pane.emulator.print('here again');
    pane.emulator.reset();
    pane.emulator.feed(Buffer.from('r1#'));

    expect(pane.picture().split('\n')[0]).toBe('r1#');
  });

  it('puts no dangerous character of all Unicode into a cell', () => {
    const pane = open();

    for (let first = 0x80; first <= 0x10ffff; first += 0x400) {
      const points = Array.from({ length: 0x400 }, (_, n) => first + n).filter(
        (point) =>
          point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && !isSafeCodePoint(point),
      );
      if (points.length === 0) continue;
      pane.emulator.feed(
        Buffer.from(`a${points.map((point) => `${String.fromCodePoint(point)} x`).join('')}\r\n`),
      );
      pane.check();
    }
  });

  it('gets at most twenty answers a second, of digits and constants only', () => {
    const { emulator, replies, clock } = open();
    const questions = Buffer.from(
      `${CSI}c${CSI}>c${CSI}5n${CSI}6n${CSI}?6n${CSI}?25$p${CSI}4$p${ESC}P$qr${ST}${ESC}P$qevil${ST}`,
    );

    for (let n = 0; n < 500; n++) emulator.feed(questions);
    expect(replies.join('').match(/\x1b[[P]/g)).toHaveLength(20);
    clock.advance(1_000);
    for (let n = 0; n < 500; n++) emulator.feed(questions);

    expect(replies.join('').match(/\x1b[[P]/g)).toHaveLength(40);
    expect(replies.join('')).not.toContain('evil');
  });

  it('is never answered about titles, colours, clipboard, versions, keys or pictures', () => {
    const { emulator, replies } = open();
    const questions = [
      `${CSI}21t`,
      `${CSI}18t`,
      `${CSI}14t`,
      `${ESC}]4;0;?\x07`,
      `${ESC}]10;?\x07`,
      `${ESC}]11;?\x07`,
      `${ESC}]52;c;?\x07`,
      `${CSI}>q`,
      `${ESC}P+q544e${ST}`,
      '\x05',
      `${CSI}1;1;1;1;5;5*y`,
      `${CSI}?u`,
      `${ESC}_Gi=1,a=q;AAAA${ST}`,
      `${ESC}]1337;ReportCellSize\x07`,
      `${CSI}=c`,
    ];

    emulator.feed(Buffer.from(questions.join('')));

    expect(replies).toEqual([]);
  });

  it('keeps no more lines than allowed, however many come', () => {
    const { emulator } = open();

    emulator.feed(Buffer.from('y\n'.repeat(300_000)));

    expect(emulator.scrollbackLength).toBe(1_000);
  });

  it('keeps no more of an endless string than a title needs', () => {
    const { emulator, titles, picture } = open();
    const piece = Buffer.alloc(65_536, 0x78);

    emulator.feed(Buffer.from(`${ESC}]0;`));
    for (let n = 0; n < 200; n++) emulator.feed(piece);
    emulator.feed(Buffer.from('\x07after'));

    expect(titles.at(-1)?.length).toBeLessThanOrEqual(201);
    expect(picture().split('\n')[0]).toBe('after');
  });
});

describe('a flood in one pane', () => {
  const feeders: Feeder[] = [];
  afterEach(() => {
    for (const feeder of feeders.splice(0)) feeder.close();
  });

  const floods: [string, string][] = [
    ['scrolling', `${CSI}24S`],
    ['full resets', `${ESC}c`],
    ['alternate screens', `${CSI}?1049h${CSI}?1049l`],
    ['repetition', `A${CSI}1920b`],
    ['text', 'y\n'],
  ];

  it.each(floods)(
    'of %s leaves the echo of keys in another where it was: at once',
    async (_, unit) => {
      const { flood, quiet, log } = openTwo();
      flood.line.push(Buffer.from(unit.repeat(Math.ceil(600_000 / unit.length))));

      for (const key of 'show') {
        await turn();
        quiet.line.push(Buffer.from(key));
        expect(log.at(-1)).toMatchObject({ pane: 'quiet', bytes: 1 });
      }

      expect(quiet.emulator.cursorLine()).toBe('show');
      expect(flood.line.pendingBytes).toBeGreaterThan(0);
    },
  );

  it.each(floods)('of %s leaves a screenful in another its turn', async (_, unit) => {
    const { flood, quiet, log } = openTwo();
    flood.line.push(Buffer.from(unit.repeat(Math.ceil(600_000 / unit.length))));
    await turn();
    const before = log.length;

    quiet.line.push(Buffer.from(`${'x'.repeat(70)}\r\n`.repeat(40)));
    await quiet.line.drained();

    const slicesBefore = log.slice(before).findIndex(({ pane }) => pane === 'quiet');
    expect(slicesBefore).toBeLessThanOrEqual(1);
    expect(quiet.emulator.scrollbackLength).toBeGreaterThan(0);
  });

  it.each(floods)('of %s is parsed a bounded piece at a time', async (_, unit) => {
    const { flood, log } = openTwo();
    const bytes = Buffer.from(unit.repeat(Math.ceil(20_000 / unit.length)));

    flood.line.push(bytes);
    await flood.line.drained();

    expect(log.reduce((sum, slice) => sum + slice.bytes, 0)).toBe(bytes.length);
    for (const slice of log) {
      expect(slice.bytes).toBeLessThanOrEqual(16_384);
      expect(slice.escapes).toBeLessThanOrEqual(256);
    }
  });

  /** Two panes on one feeder; each slice takes a millisecond of the clock. */
  function openTwo() {
    const clock = new FakeClock();
    const feeder = new Feeder({ clock });
    feeders.push(feeder);
    const log: { pane: string; bytes: number; escapes: number }[] = [];
    const attach = (pane: string) => {
      const { emulator } = open();
      const feed = (chunk: Uint8Array) => {
        log.push({
          pane,
          bytes: chunk.length,
          escapes: chunk.filter((byte) => byte === 0x1b).length,
        });
        clock.advance(1);
        emulator.feed(chunk);
      };
      const hold = () => undefined;
      return { emulator, line: feeder.attach({ emulator: { feed }, pause: hold, resume: hold }) };
    };
    return { flood: attach('flood'), quiet: attach('quiet'), log };
  }
});

/** What the program itself may answer: digits between constants. */
const ANSWER = /^(?:\x1b\[[?>]?[\d;]*\$?[cnRy]|\x1bP[01]\$r[\d;]*(?:"p|"q| q|r|m)?\x1b\\)*$/;
const KNOWN_FLAGS = ~(EXTENDED | PROTECTED);

function open() {
  const clock = new FakeClock();
  const replies: string[] = [];
  const titles: string[] = [];
  const emulator = new Emulator({
    size: { cols: 40, rows: 8 },
    clock,
    onReply: (bytes) => replies.push(Buffer.from(bytes).toString('latin1')),
    onTitle: (title) => titles.push(title),
    onDirty: () => undefined,
  });
  const grid = new Grid({ cols: 44, rows: 10 });
  const rect = { x: 2, y: 1, w: 40, h: 8 };
  const picture = () => {
    emulator.blit(grid, rect, 0);
    return grid
      .picture()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(2))
      .join('\n');
  };
  const check = () => {
    picture();
    checkCells(grid);
    for (const line of [
      ...emulator.text(),
      emulator.cursorLine(),
      emulator.rowText(0),
      ...titles,
    ]) {
      expect(onlySafe(line)).toBe(true);
    }
    for (const title of titles) expect(title.length).toBeLessThanOrEqual(201);
    expect(replies.join('')).toMatch(ANSWER);
    expect(emulator.cursor.x).toBeLessThan(emulator.size.cols);
    expect(emulator.cursor.y).toBeLessThan(emulator.size.rows);
    expect(emulator.scrollbackLength).toBeLessThanOrEqual(1_000);
  };
  return { emulator, clock, replies, titles, picture, check };
}

function checkCells(grid: Grid): void {
  const wrong: string[] = [];
  for (let i = 0; i < grid.words.length; i += WORDS_PER_CELL) {
    const content = grid.words[i] ?? 0;
    const before = grid.words[i - WORDS_PER_CELL] ?? 0;
    const isHalf = i > 0 && i % (grid.cols * WORDS_PER_CELL) !== 0 && cellWidth(before) === 2;
    const text = cellText(content);
    if ((content === 0) !== isHalf) wrong.push(`half of a wide character at ${i}`);
    if (content !== 0 && ![1, 2].includes(cellWidth(content))) wrong.push(`width at ${i}`);
    if ([...text].length > 8) wrong.push(`${[...text].length} code points at ${i}`);
    if (!onlySafe(text)) wrong.push(`unsafe ${JSON.stringify(text)} at ${i}`);
    if ((content & COMBINED) === 0 && (content & CODE_POINT_MASK) > 0x10ffff)
      wrong.push(`no character at ${i}`);
    if (((grid.words[i + 2] ?? 0) & ~KNOWN_FLAGS) !== 0) wrong.push(`flags at ${i}`);
  }
  expect(wrong).toEqual([]);
}

function onlySafe(text: string): boolean {
  for (const character of text) {
    if (!isSafeCodePoint(character.codePointAt(0) ?? 0)) return false;
  }
  return true;
}

/** One turn of the event loop: what was due in it has run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
