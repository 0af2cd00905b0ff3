import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charsetOf, encodeKeys, UTF_8 } from '../../../src/core/charset.ts';

/** What devices in different countries say, and the bytes they say it in. */
const SAID = [
  [
    'latin-1',
    'Zürich – 5 €',
    [0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80],
  ],
  ['gbk', '接口 up', [0xbd, 0xd3, 0xbf, 0xda, 0x20, 0x75, 0x70]],
  ['shift_jis', '回線ｱ', [0x89, 0xf1, 0x90, 0xfc, 0xb1]],
  ['big5', '介面', [0xa4, 0xb6, 0xad, 0xb1]],
  ['euc-kr', '회선', [0xc8, 0xb8, 0xbc, 0xb1]],
  ['koi8-r', 'порт', [0xd0, 0xcf, 0xd2, 0xd4]],
  ['windows-1251', 'порт', [0xef, 0xee, 0xf0, 0xf2]],
  ['latin-2', 'łącze', [0xb3, 0xb1, 0x63, 0x7a, 0x65]],
] as const;

describe.each(SAID)('%s', (name, text, bytes) => {
  const charset = charsetOf(name) ?? UTF_8;

  it('is read and written', () => {
    expect(charset.openDecoder().decode(Uint8Array.from(bytes))).toBe(text);
    expect([...charset.encode(text)]).toEqual(bytes);
  });

  it('is read the same wherever the bytes are cut', () => {
    const decoder = charset.openDecoder();
    const pieces = bytes.map((byte) => decoder.decode(Uint8Array.of(byte)));
    expect(pieces.join('')).toBe(text);
  });

  it('shows what it cannot write as a question mark', () => {
    expect(Buffer.from(charset.encode('a🚀b')).toString('latin1')).toBe('a?b');
  });

  it('never throws, and lets ASCII alone', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (chunks) => {
        const decoder = charset.openDecoder();
        for (const chunk of chunks) decoder.decode(chunk);
        const ascii = '\x1b[31mr1#\r\n';
        expect(charset.openDecoder().decode(Buffer.from(ascii))).toBe(ascii);
      }),
      { numRuns: 50 },
    );
  });
});

describe('character sets', () => {
  it('have the names people write', () => {
    const names = [
      'UTF-8',
      'utf8',
      'latin1',
      'ISO-8859-1',
      'iso-8859-15',
      'GB2312',
      'gb18030',
      'sjis',
      'euc-jp',
      'cp866',
    ];
    expect(names.filter((name) => charsetOf(name) === undefined)).toEqual([]);
  });

  it('are not those in which a control is part of a character, nor what nobody knows', () => {
    const names = ['utf-16le', 'utf-16be', 'iso-2022-jp', 'replacement', 'klingon', ''];
    expect(names.filter((name) => charsetOf(name) !== undefined)).toEqual([]);
  });

  it('show bytes that are no character, and drop none', () => {
    const decode = (name: string, ...bytes: number[]) =>
      charsetOf(name)?.openDecoder().decode(Uint8Array.from(bytes));
    expect(decode('gbk', 0x41, 0xff, 0x42)).toBe('A\ufffdB');
    expect(decode('shift_jis', 0x81, 0x0d, 0x0a)).toBe('\ufffd\r\n');
    expect(decode('euc-kr', 0xff, 0x42)).toBe('\ufffdB');
  });

  it('turn keys that are text into the host’s bytes, and let others pass', () => {
    const gbk = charsetOf('gbk') ?? UTF_8;
    expect([...encodeKeys(gbk, Buffer.from('接\r'))]).toEqual([0xbd, 0xd3, 0x0d]);
    const mouse = Uint8Array.of(0x1b, 0x5b, 0x4d, 0x20, 0xf1, 0x21);
    expect(encodeKeys(gbk, mouse)).toBe(mouse);
    const arrow = Buffer.from('\x1b[A');
    expect(encodeKeys(gbk, arrow)).toBe(arrow);
  });
});
