import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import { untilOf } from '../../../../src/repl/watch/until.ts';

const table = (columns: string[], ...rows: string[][]): Table => ({
  columns,
  rows,
  origin: undefined,
});
const NEIGHBORS = table(['host', 'state'], ['r1', 'FULL'], ['r2', 'INIT']);
const NONE = table(['host', 'state']);
const FULL = table(['host', 'state'], ['r1', 'FULL']);

describe('a condition that ends a watch', () => {
  it.each([
    ['count == 0', NONE, true],
    ['count == 0', NEIGHBORS, false],
    ['count >= 2', NEIGHBORS, true],
    ['state == FULL', NEIGHBORS, false],
    ['state == FULL', FULL, true],
    ['state == FULL', NONE, false],
    ['any state == INIT', NEIGHBORS, true],
    ['all state == INIT', NEIGHBORS, false],
    ['state ~ F|I and count == 2', NEIGHBORS, true],
    ['count > 5', table(['count'], ['7']), true],
    ['line contains up', table(['line'], ['a'], ['is up']), true],
    ['value >= 3', table(['value'], ['3']), true],
  ])('%s', (text, given, holds) => {
    expect(untilOf(text).holds(given)).toBe(holds);
  });

  it('says what it cannot read, and what is not there', () => {
    expect(() => untilOf('count ==')).toThrow();
    expect(() => untilOf('stat == FULL or speed > 3').holds(NEIGHBORS)).toThrow("'speed'");
  });
});
