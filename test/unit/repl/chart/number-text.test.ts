import { expect, it } from 'vitest';
import { measureText, numberText } from '../../../../src/repl/chart/number-text.ts';

it.each([
  [0, '', '0'],
  [12_500, 'bit/s', '12.5k'],
  [999_960, '', '1M'],
  [1_234_567_890, '', '1.23G'],
  [-2_500_000, '', '-2.5M'],
  [0.25, '', '0.25'],
  [0.00001, '', '1.0e-5'.replace('.0', '')],
  [1_200, 'ms', '1200'],
  [Number.NaN, '', '-'],
  [3e25, '', '3e25'],
])('writes %d %s as %s', (value, unit, text) => {
  expect(numberText(value, unit)).toBe(text);
});

it.each([
  [12_500, 'bit/s', '12.5 kbit/s'],
  [37, '%', '37%'],
  [12, 'B/s', '12 B/s'],
  [5, '', '5'],
  [Number.NaN, 'B', '-'],
])('says %d %s as %s', (value, unit, text) => {
  expect(measureText(value, unit)).toBe(text);
});
