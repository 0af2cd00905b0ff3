import fc, { constantFrom, nat, property, tuple, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostRanges } from '../../../../src/core/selector/host-ranges.ts';

describe('names of hosts in ranges', () => {
  it.each([
    [['r1', 'r2', 'r3', 'r4', 'core-2'], 'r[1-4],core-2'],
    [['sw07', 'sw01', 'sw03', 'sw02'], 'sw[01-03,07]'],
    [['r1', 'r3'], 'r[1,3]'],
    [['r9', 'r10', 'r11'], 'r[9-11]'],
    [['r09', 'r10'], 'r09,r10'],
    [['core'], 'core'],
    [['a1.lab', 'a2.lab', 'a1.net'], 'a[1-2].lab,a1.net'],
    [['10.0.0.1', '10.0.0.2'], '10.0.0.1,10.0.0.2'],
    [['dc1-r1', 'dc1-r2', 'dc2-r1'], 'dc1-r[1-2],dc2-r1'],
    [['r1', 'r1'], 'r1'],
    [[], ''],
  ])('%j', (names, ranges) => {
    expect(hostRanges(names)).toBe(ranges);
  });

  it('name every host and no other', () => {
    const name = tuple(constantFrom('r', 'sw-', 'a1b'), nat({ max: 30 }), constantFrom('', '.x'));
    fc.assert(
      property(uniqueArray(name.map((parts) => parts.join(''))), (names) => {
        expect(unfolded(hostRanges(names))).toEqual(names.toSorted());
      }),
    );
  });
});

function unfolded(ranges: string): string[] {
  if (ranges === '') return [];
  return ranges
    .split(/,(?![^[]*\])/)
    .flatMap((word) => {
      const [, before = '', list = '', after = ''] = /^(.*)\[(.*)\](.*)$/.exec(word) ?? [];
      if (list === '') return [word];
      return list.split(',').flatMap((range) => {
        const [first = 0, last = first] = range.split('-').map(Number);
        return Array.from(
          { length: last - first + 1 },
          (_, at) => `${before}${first + at}${after}`,
        );
      });
    })
    .toSorted();
}
