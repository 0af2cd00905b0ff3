import { sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogAbout, readLogName } from '../../../../src/journal/log/log-name.ts';

const PLACES = { folder: '/data/logs', home: '/home/ann' };
const ABOUT: LogAbout = {
  host: 'r1',
  session: 'r1.2',
  group: 'core',
  platform: 'cisco_ios',
  address: '10.0.0.1',
  run: '2026-11-21T0142-17-lab',
};
const AT_MS = new Date(2026, 10, 21, 14, 2, 9).getTime();

describe('the name of a log', () => {
  it.each([
    ['%H/%Y-%m-%d.log', '/data/logs/r1/2026-11-21.log'],
    ['%G/%P/%S_%A.txt', '/data/logs/core/cisco_ios/r1.2_10.0.0.1.txt'],
    ['~/logs/%H-%h%M%s.log', '/home/ann/logs/r1-140209.log'],
    ['/var/log/net/%R.log', '/var/log/net/2026-11-21T0142-17-lab.log'],
    ['100%%/%H', '/data/logs/100%/r1'],
    ['../%H.log', '/data/r1.log'],
  ])('%s is %s', (pattern, path) => {
    expect(readLogName(pattern, PLACES).fileOf(ABOUT, AT_MS)).toBe(path);
  });

  it.each([
    ['%H-%Q.log', /%Q, which stands for nothing/],
    ['%H-%', /a % at the end/],
    ['%y.log', /%y/],
    ['%\x1b', /%␛/],
    ['', /names no file/],
    ['logs/', /names no file/],
    ['~/', /names no file/],
    ['a\0b', /NUL/],
  ])('refuses %j and says what it does not know', (pattern, message) => {
    expect(() => readLogName(pattern, PLACES)).toThrow(message);
  });

  it('has a word for a host of no group', () => {
    const name = readLogName('%G.log', PLACES);
    expect(name.fileOf({ ...ABOUT, group: undefined }, AT_MS)).toBe('/data/logs/no-group.log');
  });

  it('never leaves its folder, whatever hosts are called', () => {
    const patterns = ['%H/%Y-%m-%d.log', '.%H', '%H', '%G/%P/%S', '%A%R.log', '%H%S', '.%H%H/x'];
    const foreign = fc.oneof(
      fc.string({ unit: fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)) }),
      fc.constantFrom('', '.', '..', '/', '../..', '~', '/etc', 'a/../../b', '%H', '\0'),
      fc.string({ unit: fc.constantFrom('.', '/', 'a', '\u00e9', '\\'), maxLength: 400 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...patterns), foreign, foreign, (pattern, one, two) => {
        const about = {
          host: one,
          session: two,
          group: one,
          platform: two,
          address: one,
          run: two,
        };
        const path = readLogName(pattern, PLACES).fileOf(about, AT_MS);
        const parts = path.slice('/data/logs/'.length).split(sep);
        expect(path.startsWith('/data/logs/')).toBe(true);
        expect(parts).toHaveLength(pattern.split('/').length);
        for (const part of parts) {
          expect(part).not.toMatch(/^\.{0,2}$/);
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps its ending where it has to be cut', () => {
    const host = 'é'.repeat(100);
    const path = readLogName('%H%H.log', PLACES).fileOf({ ...ABOUT, host }, AT_MS);
    expect(path).toMatch(/é\.log$/);
  });

  it('is another one when the day is another one, also when the clocks change', () => {
    const { dayOf } = readLogName('%H-%d.log', PLACES);
    // The days on which clocks change, in whatever zone this runs, are among these.
    for (let day = 0; day < 400; day++) {
      const noonMs = new Date(2026, 0, 1 + day, 12).getTime();
      const { fromMs, untilMs } = dayOf(noonMs);
      expect(new Date(fromMs).getDate()).toBe(new Date(noonMs).getDate());
      expect(new Date(untilMs - 1).getDate()).toBe(new Date(noonMs).getDate());
      expect(new Date(untilMs).getDate()).not.toBe(new Date(noonMs).getDate());
      expect(dayOf(untilMs).fromMs).toBe(untilMs);
    }
  });

  it('holds for ever where it has no date', () => {
    const { dayOf } = readLogName('%H-%h%M%s.log', PLACES);
    expect(dayOf(AT_MS).untilMs).toBe(Number.POSITIVE_INFINITY);
  });
});
