import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueryError } from '../../../../../src/core/table/condition/query-error.ts';
import { QueryTokens } from '../../../../../src/core/table/condition/query-tokens.ts';
import { readGrouping } from '../../../../../src/core/table/shape/read-group.ts';
import { groupTable } from '../../../../../src/core/table/shape/table-group.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

const table: Table = {
  columns: ['host', 'uptime', 'rate', 'errors', 'tags'],
  rows: [
    ['r1', '1d', '1 Mbps', '5', ['a', 'b']],
    ['r2', '3w', '900 Kbps', '1,000', []],
    ['r1', '2h', '10 Kbps', '', ['a']],
  ],
  origin: undefined,
};

function grouped(text: string, given = table): Table {
  const { places, aggregates } = readGrouping(new QueryTokens(text), given);
  return groupTable(given, places, aggregates);
}

describe('a grouped table', () => {
  it.each([
    ['host', ['host', 'count'], ['r1', 2], ['r2', 1]],
    ['by host', ['host', 'count'], ['r1', 2], ['r2', 1]],
    ['host sum errors', ['host', 'sum_errors'], ['r1', 5], ['r2', 1000]],
    ['host, sum(errors) as e, count', ['host', 'e', 'count'], ['r1', 5, 2], ['r2', 1000, 1]],
    ['host max uptime as longest', ['host', 'longest'], ['r1', '1d'], ['r2', '3w']],
    ['host min( rate )', ['host', 'min_rate'], ['r1', '10 Kbps'], ['r2', '900 Kbps']],
    ['host avg uptime', ['host', 'avg_uptime'], ['r1', 46_800], ['r2', 1_814_400]],
    ['host count errors', ['host', 'count_errors'], ['r1', 1], ['r2', 1]],
    ['host unique tags', ['host', 'unique_tags'], ['r1', ['a', 'b']], ['r2', []]],
    ['host list tags', ['host', 'list_tags'], ['r1', ['a', 'b', 'a']], ['r2', []]],
    [
      'host first rate, last rate',
      ['host', 'first_rate', 'last_rate'],
      ['r1', '1 Mbps', '10 Kbps'],
      ['r2', '900 Kbps', '900 Kbps'],
    ],
  ])('by %s', (text, columns, ...rows) => {
    expect(grouped(text)).toMatchObject({ columns, rows });
  });

  it('is one row where nothing is grouped by, also of no rows', () => {
    expect(grouped('count, sum errors').rows).toEqual([[3, 1005]]);
    expect(grouped('count, sum errors', { ...table, rows: [] }).rows).toEqual([[0, null]]);
  });

  it.each([
    ['hots', "no column 'hots'. Did you mean host?"],
    ['host sum', 'sum needs a column'],
    ['host sum tags', "'tags' has no numbers"],
    ['host count, rate', 'expected one of count sum'],
    ['host sum errors as host', "two columns would be called 'host'"],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => grouped(text)).toThrow(QueryError);
    expect(() => grouped(text)).toThrow(message);
  });

  it('has every row in one group, and the groups sum to the whole', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.integer()), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (list) => {
        const given: Table = {
          columns: ['key', 'n'],
          rows: list.map(([key, n]) => [key, String(n)]),
          origin: undefined,
        };
        const made = grouped('key count, sum n', given);
        const total = (place: number) =>
          made.rows.reduce((sum, row) => sum + Number(row[place]), 0);
        expect(total(1)).toBe(list.length);
        expect(total(2)).toBe(list.reduce((sum, [, n]) => sum + n, 0));
        expect(new Set(made.rows.map(([key]) => key)).size).toBe(made.rows.length);
      }),
    );
  });
});
