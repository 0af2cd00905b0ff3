import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRule, keepsOrder } from '../../../src/net/algorithm-rule.ts';

const LISTS = { defaults: ['a1', 'a2', 'b1'], supported: ['a1', 'a2', 'b1', 'old1', 'old2'] };

describe('a rule for algorithms', () => {
  it.each([
    [undefined, 'a1 a2 b1'],
    ['', 'a1 a2 b1'],
    ['+old1', 'a1 a2 b1 old1'],
    ['+a2, old1', 'a1 a2 b1 old1'],
    ['-a*', 'b1'],
    ['-none', 'a1 a2 b1'],
    ['^b1,old2', 'b1 old2 a1 a2'],
    ['old*,a1', 'old1 old2 a1'],
    ['old1,unheard-of,a1', 'old1 a1'],
    ['unheard-of', ''],
  ])('%j gives "%s"', (rule, expected) => {
    expect(applyRule(rule, LISTS).join(' ')).toBe(expected);
  });

  it('never names what is not supported, nor anything twice', () => {
    const name = fc.constantFrom(...LISTS.supported, 'a*', '*', 'x', '?1', '');
    const sign = fc.constantFrom('', '+', '-', '^');
    fc.assert(
      fc.property(sign, fc.array(name), (first, names) => {
        const list = applyRule(`${first}${names.join(',')}`, LISTS);
        expect(new Set(list).size).toBe(list.length);
        expect(LISTS.supported).toEqual(expect.arrayContaining(list));
      }),
    );
  });

  it('leaves the order to us unless it names one', () => {
    expect([undefined, '+a', '-a', '^a', 'a'].map(keepsOrder)).toEqual([
      ...[true, true, true],
      ...[false, false],
    ]);
  });
});
