import { expect, it } from 'vitest';
import { shotOf } from '../../../../src/repl/watch/shot.ts';

it.each([
  [7, ['value'], ['7']],
  [{ routes: 12, name: 'blue' }, ['routes', 'name'], [12, 'blue']],
  [[{ a: 1 }], ['a'], [1]],
])('takes %j for a table', (value, columns, row) => {
  const shot = shotOf(value, 80);
  expect(shot.kind === 'table' && shot.table.columns).toEqual(columns);
  expect(shot.kind === 'table' && shot.table.rows[0]).toEqual(row);
});

it.each([
  ['a\nb', 'a\nb'],
  ['\u001b[31mred\u001b[0m', 'red'],
  [new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
])('takes %j for text, without colours', (value, text) => {
  expect(shotOf(value, 80)).toEqual({ kind: 'text', text });
});
