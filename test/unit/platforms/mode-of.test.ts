import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modeOf } from '../../../src/platforms/mode-of.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';

const platforms = openPlatforms();

describe('the mode of a line', () => {
  it('comes with the host name', () => {
    expect(modeOf(platforms.find('cisco_ios'), 'core-1(config-if)#')).toEqual({
      mode: 'configuration',
      host: 'core-1',
    });
    expect(modeOf(platforms.find('linux'), 'me@box:/etc# ')).toEqual({
      mode: 'shell',
      host: 'box',
    });
    expect(modeOf(platforms.find('cisco_ios'), 'rommon 1 >')).toEqual({
      mode: 'rommon',
      host: undefined,
    });
  });

  it('is undefined for text of any length', () => {
    for (const platform of platforms.all()) {
      for (const text of ['', 'a'.repeat(100_000), '('.repeat(50_000), `${'x@'.repeat(300)}#`]) {
        expect(modeOf(platform, text)).toBeUndefined();
      }
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        for (const platform of platforms.all()) modeOf(platform, line);
      }),
    );
  });
});
