import { describe, expect, it } from 'vitest';
import { BoundedPattern, isSlowPattern } from '../../../src/core/bounded-pattern.ts';

describe('a pattern of a person on a text of a device', () => {
  it('finds what any regular expression finds', () => {
    const pattern = new BoundedPattern('^(?<host>r\\d)#', 'i');
    expect(pattern.exec('R1#')?.groups?.['host']).toBe('R1');
    expect(pattern.test('x')).toBe(false);
    expect(pattern.isTooSlow).toBe(false);
  });

  it('is given up where it would take for ever, and fits nothing from then on', () => {
    const pattern = new BoundedPattern('^(a|a)+$');
    expect(pattern.test(`${'a'.repeat(60)}!`)).toBe(false);
    expect(pattern.isTooSlow).toBe(true);
    expect(pattern.test('a')).toBe(false);
  });

  it('is found slow before a device finds out, in most cases', () => {
    expect(['(a+)+$', '^(\\w+\\s?)*#$', '^(~|~)*$'].map((one) => isSlowPattern(one))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['assword: ?$', '^\\S+[#>] ?$', ''].map((one) => isSlowPattern(one))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
