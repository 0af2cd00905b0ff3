import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asShowrunError, ShowrunError } from '../../../src/core/errors.ts';
import { compileTemplate } from '../../../src/textfsm/compile-template.ts';

const failure = (source: string): string => {
  try {
    compileTemplate(source, { file: 'x.textfsm' });
  } catch (thrown) {
    return asShowrunError(thrown).message;
  }
  return 'no error';
};
const withRule = (rule: string): string => `Value A (\\S+)\nValue B (\\d+)\n\nStart\n${rule}\n`;

describe('a template', () => {
  it.each([
    ['Value A\n\nStart\n', 'x.textfsm:1: expected: Value [options] NAME (regex)'],
    ['Value Color A (x)\n\nStart\n', "x.textfsm:1: unknown option 'Color'"],
    ['Value Key,Key A (x)\n\nStart\n', 'x.textfsm:1: the option Key is written twice'],
    ['Value A x\n\nStart\n', "x.textfsm:1: unknown option 'A'"],
    [
      'Value Key A x\n\nStart\n',
      "x.textfsm:1: expected a regular expression in parentheses, not 'x'",
    ],
    [
      'Value A (x\\)\n\nStart\n',
      "x.textfsm:1: expected a regular expression in parentheses, not '(x\\)'",
    ],
    ['Value A (x))\n\nStart\n', 'x.textfsm:1: expected a regular expression: unbalanced )'],
    ['Value A (x)\nValue A (y)\n\nStart\n', 'x.textfsm:2: the Value A is declared twice'],
    [
      `Value ${'A'.repeat(49)} (x)\n\nStart\n`,
      'x.textfsm:1: expected a name of at most 48 characters',
    ],
    ['Value __proto__ (x)\n\nStart\n', "x.textfsm:1: '__proto__' cannot name a Value"],
    ['# only\nStart\n', 'x.textfsm:2: expected a line such as: Value NAME (regex)'],
    ['Value A (x)\nStart\n', 'x.textfsm:2: expected a blank line after the last Value'],
    ['Value A (x)\n\nStart here\n', "x.textfsm:3: expected a state name, not 'Start here'"],
    ['Value A (x)\n\nNext\n', "x.textfsm:3: expected a state name, not 'Next'"],
    ['Value A (x)\n\nStart\n ^a\n\nStart\n', 'x.textfsm:6: the state Start is written twice'],
    ['Value A (x)\n\nOther\n ^a\n', 'x.textfsm:4: expected a state named Start'],
    ['Value A (x)\n\nStart\n ^a\n\nEnd\n ^b\n', 'x.textfsm:7: the state End must be empty'],
    [withRule('^a'), "x.textfsm:5: expected a rule: one or two spaces or a tab, then '^'"],
    [withRule('   ^a'), "x.textfsm:5: expected a rule: one or two spaces or a tab, then '^'"],
    [withRule(' a'), "x.textfsm:5: expected a rule: one or two spaces or a tab, then '^'"],
    [withRule(' ^a -> Recrod Now'), "x.textfsm:5: expected an action such as 'Record'"],
    [withRule(' ^a -> Nowhere'), 'x.textfsm:5: there is no state named Nowhere'],
    [
      withRule(' ^a -> Continue Start'),
      "x.textfsm:5: Continue cannot change the state: 'Continue Start'",
    ],
    [
      withRule(' ^a -> Next "message"'),
      'x.textfsm:5: expected a state name, a message is only for Error',
    ],
    [withRule(' ^a$'), 'x.textfsm:5: expected $$ for the end of the line'],
    [withRule(' ^${C}'), 'x.textfsm:5: there is no Value named C (${C})'],
    [
      withRule(' ^${A} ${A}'),
      "x.textfsm:5: expected a regular expression: group name 'A' is used twice",
    ],
    [withRule(' ^(a'), 'x.textfsm:5: expected a regular expression: missing )'],
    [withRule(' ^a**'), 'x.textfsm:5: expected a regular expression: multiple repeat'],
    [withRule(' ^[b-a]'), 'x.textfsm:5: expected a regular expression: bad character range'],
    [withRule(' ^\\y'), 'x.textfsm:5: expected a regular expression: bad escape \\y'],
    [
      withRule(' ^(?x)a'),
      'x.textfsm:5: expected a regular expression: the verbose flag (?x) is not supported',
    ],
    [
      withRule(' ^(?<=a+)b'),
      'x.textfsm:5: expected a regular expression: look-behind requires a pattern of fixed width',
    ],
    ['', 'x.textfsm:0: expected a state named Start'],
  ])('names file, line and what was expected: %j', (source, expected) => {
    expect(failure(source)).toContain(expected);
  });

  it('may have comments, any line ends and no End', () => {
    const source =
      '# about\r\nValue A (x)\r# between\nValue B (y) \n\n# before\nStart\n ^${A} -> End\n # inside\n\n\n';
    const template = compileTemplate(source, { file: 'x' });
    expect(template.values.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(template.states.get('Start')?.rules).toHaveLength(1);
  });

  it('keeps extra blanks before the arrow in the expression', () => {
    const { states } = compileTemplate(withRule(' ^a  -> Record'), { file: 'x' });
    expect(JSON.stringify(states.get('Start')?.rules[0]?.regex.root)).toContain('"code":32');
  });

  it('of any text is compiled or refused, with one kind of error', () => {
    const piece = fc.constantFrom(
      'Value ',
      'List ',
      'A ',
      '(',
      ')',
      '\\',
      '\n',
      ' ^',
      '$$',
      '${A}',
      ' -> ',
      'Record',
      'Start',
      '\n\n',
      '[',
      ']',
      '*',
      '?',
      '+',
      '{',
      '}',
      '1',
      ',',
      '|',
      '(?',
      'P<',
      '>',
      'a',
      '-',
      '^',
      '#',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 2 }))), (pieces) => {
        for (const source of [pieces.join(''), `Value A (a)\n\nStart\n ^${pieces.join('')}`]) {
          try {
            compileTemplate(source, { file: 'x' });
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(ShowrunError);
            expect(asShowrunError(thrown).code).toBe('template-failed');
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
