import { describe, expect, it } from 'vitest';
import { runToTable } from '../../../src/parse/run-to-table.ts';

describe('a list in a table', () => {
  it('holds strings only, as the community knows them', () => {
    const run = {
      columns: ['A'],
      rows: [[['x', null, { name: "it's", other: null }]]],
      mode: 'strict' as const,
      linesMatched: 1,
      linesTotal: 1,
      warnings: [],
      unmatched: [],
      rowLines: { starts: Int32Array.of(0), lines: Int32Array.of(1) },
    };
    expect(runToTable(run, 't').rows).toEqual([[['x', 'None', `{'name': "it's", 'other': None}`]]]);
  });
});
