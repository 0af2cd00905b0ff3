import { describe, expect, it } from 'vitest';
import { kittyToLegacy } from '../../../src/input/kitty.ts';

describe('a kitty key as an ordinary terminal sends it', () => {
  it.each([
    ['\x1b[97;5u', '\x01'],
    ['\x1b[27u', '\x1b'],
    ['\x1b[13;2u', '\r'],
    ['\x1b[9;2u', '\x1b[Z'],
    ['\x1b[127;5u', '\b'],
    ['\x1b[120;3u', '\x1bx'],
    ['\x1b[120;4u', '\x1bX'],
    ['\x1b[32;5u', '\0'],
    ['\x1b[93;5u', '\x1d'],
    ['\x1b[54;5u', '\x1e'],
    ['\x1b[47;5u', '\x1f'],
    ['\x1b[99;7u', '\x1b\x03'],
    ['\x1b[233u', 'é'],
    ['\x1b[57419u', '\x1b[A'],
    ['\x1b[57400u', '1'],
    ['\x1b[P', '\x1bOP'],
    ['\x1b[13~', '\x1bOR'],
    ['\x1b[1;5:2C', '\x1b[1;5C'],
  ])('%j is %j', (kitty, legacy) => {
    expect(kittyToLegacy(kitty)).toBe(legacy);
  });

  it.each(['\x1b[99;5:3u', '\x1b[1;1:3A', '\x1b[57358u'])('%j is nothing', (kitty) => {
    expect(kittyToLegacy(kitty)).toBe('');
  });

  it.each(['\x1b[A', '\x1bOA', '\x1b[1;5C', '\x1b[15~', '\x1bx', '\x1b'])(
    '%j stays as it is',
    (sequence) => {
      expect(kittyToLegacy(sequence)).toBe(sequence);
    },
  );
});
