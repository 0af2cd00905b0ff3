import { expect, it } from 'vitest';
import { chartWish, chartWishOf } from '../../../../src/repl/chart/chart-words.ts';

it.each([
  ['', {}],
  ['line', { kind: 'line' }],
  ['line x: time y: rx_rate by host', { kind: 'line', x: 'time', y: ['rx_rate'], by: ['host'] }],
  [
    'bar y:  a, b ,c by: host, interface',
    { kind: 'bar', y: ['a', 'b', 'c'], by: ['host', 'interface'] },
  ],
  ['spark y: a b rows: 20', { kind: 'spark', y: ['a', 'b'], rows: 20 }],
])('reads %j', (text, wish) => {
  expect(chartWish(text)).toEqual(wish);
});

it.each([
  ['pie', "a chart is line, bar or spark, not 'pie'"],
  ['line rx', "'rx' belongs to nothing in this chart"],
  ['line x: a b', 'x: takes one column'],
  ['line y:', 'y: takes a column'],
  ['rows: many', 'rows: takes a number of lines'],
])('says what is wrong with %j', (text, message) => {
  expect(() => chartWish(text)).toThrow(message);
});

it.each([
  [
    ['line', { x: 'time', y: ['a', 'b'], by: 'host' }],
    { kind: 'line', x: 'time', y: ['a', 'b'], by: ['host'] },
  ],
  [[{ kind: 'bar', y: 'a' }], { kind: 'bar', y: ['a'] }],
  [['bar y: a'], { kind: 'bar', y: ['a'] }],
  [[], {}],
])('takes the arguments of a method: %j', (args, wish) => {
  expect(chartWishOf(args)).toEqual(wish);
});
