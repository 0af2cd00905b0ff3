import { describe, expect, it } from 'vitest';
import { applyFilter, parseFilter } from '../../../../src/lab/ios/filter.ts';

const TEXT = 'router ospf 1\n network 10.0.0.0\n!\nline vty 0\n login\nend';

describe('output filters', () => {
  it('are abbreviated as on IOS', () => {
    expect(parseFilter(' inc ospf | x')).toEqual({ kind: 'include', pattern: 'ospf | x' });
    expect(parseFilter('b x')).toEqual({ kind: 'begin', pattern: 'x' });
    expect(parseFilter(' ')).toBe('incomplete');
    expect(parseFilter(' include ')).toBe('incomplete');
    expect(parseFilter(' grep x')).toBe('invalid');
  });

  it('keep sections with what is indented below', () => {
    expect(applyFilter(TEXT, { kind: 'section', pattern: '^(router|line)' })).toBe(
      'router ospf 1\n network 10.0.0.0\nline vty 0\n login',
    );
  });

  it('count', () => {
    expect(applyFilter(TEXT, { kind: 'count', pattern: 'o' })).toMatch(/= 3$/);
  });

  it.each(['(a+)+$', '(a|aa)+$', '((a*)*)*$', 'a*a*a*a*a*a*a*a*b'])(
    'answer at once to %s',
    (pattern) => {
      // A backtracking engine would still be at the first line when the test's own time is over.
      const line = `${'a'.repeat(500)}!`;
      const text = Array(20).fill(line).join('\n');
      const kept = applyFilter(text, { kind: 'include', pattern });
      expect(kept === '' || kept === text).toBe(true);
    },
  );
});
