import { expect, it } from 'vitest';
import { withoutEmptyColumns } from '../../../../../src/core/table/shape/table-empty.ts';

it('leaves out the columns nobody has a value for, and only those', () => {
  const table = {
    columns: ['host', 'vrf', 'note', 'list', 'metric'],
    rows: [
      ['r1', '', null, [], 0],
      ['r2', '', 'x', [], 1],
    ],
    origin: undefined,
  };
  expect(withoutEmptyColumns(table)).toEqual({
    columns: ['host', 'note', 'metric'],
    rows: [
      ['r1', null, 0],
      ['r2', 'x', 1],
    ],
    origin: undefined,
  });
});

it('keeps the header of a table without rows', () => {
  const table = { columns: ['host', 'vrf'], rows: [], origin: undefined };
  expect(withoutEmptyColumns(table)).toBe(table);
});
