import { describe, expect, it } from 'vitest';
import { StageError } from '../../../../src/repl/kernel/stage.ts';
import { knownTable, tableInList, tableOf, textOf } from '../../../../src/repl/values/table-of.ts';
import { TableValue } from '../../../../src/repl/values/table-value.ts';

const table = (columns: string[], ...rows: unknown[][]) => ({ columns, rows, origin: undefined });

describe('a value as a table', () => {
  it.each([
    ['a\nb\r\nc\n', table(['line'], ['a'], ['b'], ['c'])],
    ['', table(['line'])],
    [[1, 'x', null, true], table(['value'], [1], ['x'], [null], ['true'])],
    [[{ a: 1 }, { b: [2, 3] }], table(['a', 'b'], [1, null], [null, ['2', '3']])],
    [[[1, 2], [3]], table(['column_1', 'column_2'], [1, 2], [3, null])],
    [new Map([['x', 1]]), table(['key', 'value'], ['x', 1])],
    [new Map([['x', { n: 1 }]]), table(['key', 'n'], ['x', 1])],
    [{ x: { n: 1 }, y: { n: 2 } }, table(['key', 'n'], ['x', 1], ['y', 2])],
    [{ n: 1, m: 'a' }, table(['n', 'm'], [1, 'a'])],
    [new Set(['a']), table(['value'], ['a'])],
    [[{ at: new Date(0) }], table(['at'], ['1970-01-01T00:00:00.000Z'])],
  ])('%j', (value, wanted) => {
    expect(tableOf(value)).toEqual(wanted);
  });

  it.each([[undefined], [null], [1], [() => 1]])('%s is none', (value) => {
    expect(() => tableOf(value)).toThrow(StageError);
  });

  it('joins tables in a list', () => {
    const one = new TableValue({ columns: ['a'], rows: [['1']], origin: undefined });
    const two = new TableValue({ columns: ['b'], rows: [['2']], origin: undefined });
    expect(tableOf([one, two])).toEqual(table(['a', 'b'], ['1', null], [null, '2']));
  });
});

describe('a list reads best as a table', () => {
  it('of plain objects only, and runs no code to see it', () => {
    let ran = 0;
    const getter = Object.defineProperty({}, 'a', { enumerable: true, get: () => ++ran });
    const trap = new Proxy({ a: 1 }, { get: () => ++ran, ownKeys: () => [String(++ran)] });
    expect(tableInList([{ a: 1 }, { a: 2 }])?.columns).toEqual(['a']);
    for (const list of [
      [],
      [1],
      [getter],
      [trap],
      [{ a: { b: 1 } }],
      [new Date()],
      [[1]],
      new Proxy([{ a: 1 }], {}),
    ]) {
      expect(tableInList(list)).toBeUndefined();
      expect(knownTable(list)).toBeUndefined();
    }
    expect(ran).toBe(0);
  });
});

describe('a value as text', () => {
  it('is what it says, a line each', () => {
    expect(textOf('a')).toBe('a');
    expect(textOf(['a', 1])).toBe('a\n1');
    expect(textOf([{ a: 'x' }])).toBe('a\nx');
    expect(textOf({ a: 1 })).toBe('{ a: 1 }');
  });
});

describe('a table of a cell', () => {
  it('has rows without what objects have, in the order of its columns, the first of two of one name', () => {
    const value = new TableValue({
      columns: ['b', '__proto__', 'a', 'b'],
      rows: [['1', 'p', ['x'], '2']],
      origin: undefined,
    });
    const [row] = value.rows;
    expect(Object.keys(row ?? {})).toEqual(['b', '__proto__', 'a']);
    expect(row?.['b']).toBe('1');
    expect(Reflect.get(row ?? {}, 'toString')).toBeUndefined();
    expect(Object.isFrozen(row)).toBe(true);
    expect(Object.isFrozen(row?.['a'])).toBe(true);
    expect(JSON.stringify(value)).toBe('[{"b":"1","__proto__":"p","a":["x"]}]');
  });
});
