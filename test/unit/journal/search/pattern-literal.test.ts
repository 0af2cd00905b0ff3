import { describe, expect, it } from 'vitest';
import { patternLiteral } from '../../../../src/journal/search/pattern-literal.ts';

describe('the literal of an expression', () => {
  it.each([
    ['abc', 'abc'],
    ['ab*cd', 'cd'],
    ['abc+d', 'abc'],
    ['ab{0}cde', 'cde'],
    ['a.*interface Gi\\d+/\\d', 'interface Gi'],
    ['10\\.0\\.0\\.1', '10.0.0.1'],
    ['one|two', ''],
    ['(one|two) three', ' three'],
    ['(?!no)yes', 'yes'],
    ['[abc]de[f]', 'de'],
    ['[(]x(a[)]b)y', 'x'],
    ['\\bword\\b', 'word'],
    ['^start$', 'start'],
    ['\\x41\\u0042\\cAb', 'b'],
    ['a😀*b', 'b'],
  ])('%s has %j', (source, literal) => {
    const found = patternLiteral(source);
    expect(found.length).toBe(literal.length);
    expect(literal === '' || source.replaceAll('\\.', '.').includes(found)).toBe(true);
  });
});
