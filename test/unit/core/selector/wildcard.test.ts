import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wildcardMatches } from '../../../../src/core/selector/wildcard.ts';

describe('a pattern with wildcards', () => {
  it('matches as a regular expression of the same meaning would', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    fc.assert(
      fc.property(word, text, (pattern, name) => {
        const body = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(wildcardMatches(pattern, name)).toBe(new RegExp(`^${body}$`).test(name));
      }),
    );
  });

  it('is not slowed down by many stars', () => {
    expect(wildcardMatches(`${'*a'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
