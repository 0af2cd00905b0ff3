import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sparkline } from '../../../../src/repl/chart/sparkline.ts';

it.each([
  [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
  [[5, 5, 5], '▁▁▁'],
  [[0, Number.NaN, 10], '▁ █'],
  [[-5, 0, 5], '▁▅█'],
  [[1_000_000, 1_000_001], '▁█'],
  [[], ''],
  [[Number.NaN], ' '],
])('draws %j as %s', (values, text) => {
  expect(sparkline(values, { cols: 10 })).toBe(text);
});

it('shows the last of many, with ASCII where that is all there is', () => {
  expect(sparkline([9, 9, 0, 1, 2], { cols: 3, charset: 'ascii' })).toBe('_+@');
});

it('has a character for each number shown', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.integer({ min: 1, max: 50 }), (values, cols) => {
      expect([...sparkline(values, { cols })]).toHaveLength(Math.min(cols, values.length));
    }),
  );
});
