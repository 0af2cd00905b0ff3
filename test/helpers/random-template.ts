import fc from 'fast-check';
import type { ReferenceJob } from './python-textfsm.ts';

/**
 * Random small TextFSM templates with texts that have a good chance to match them: every option, action and state change,
 * and expressions in which the captures of Python and JavaScript differ. Some are refused, which is a result too.
 */
export function randomTemplate(): fc.Arbitrary<ReferenceJob> {
  return fc
    .tuple(
      fc.array(value, { minLength: 1, maxLength: 3 }),
      fc.array(state, { minLength: 1, maxLength: 3 }),
      text,
    )
    .map(([values, states, input]) => ({
      template: `${values.map((one, at) => valueLine(one, at)).join('')}\n${states
        .map((rules, at) => stateLines(rules, { at, values: values.length, states: states.length }))
        .join('\n')}`,
      text: input,
    }));
}

const EXPRESSIONS = [
  '(\\S+)',
  '(\\d+)',
  '(a|b)',
  '(a*)',
  '(.*?)',
  '([ab]+)',
  '(\\w)',
  '(b?)',
  '((?:a|1)+)',
  '([^\\s-]*)',
  '((?P<one>a)(?P<two>b)?.?)',
  '(\\d+(?:\\.\\d+)?)',
  '((a)|b)',
  '(\\s*)',
  '(-+)',
  '(\\D+)',
  '([\\d.]+)',
  '(é|a)',
];
const OPTIONS = ['Required', 'Filldown', 'Fillup', 'Key', 'List'];
const PIECES = [
  'a',
  'b',
  '\\s+',
  '\\s*',
  '${}',
  '${}',
  '${}',
  '(?:${}|${})',
  '(?:${}|b)*',
  '(?:${}\\s*)+',
  '.*',
  '.',
  '(a)?',
  '\\d',
  '-',
  '$$',
  '(?:a|b|\\s)*',
  '(?=a)',
  '(?!b)',
  '(?<=a)',
  '[^a]',
  '\\b',
  '(?:${})?',
  '(?:${}?){2}',
  '(?i:A)',
  '(?:${} ?)*?',
  '(?>a*)',
  'a++',
  '\\W',
  '\\S',
  '(?P<q>a|b)?(?(q)1|-)',
  '(b|a)\\1',
];
const ACTIONS = [
  '',
  '',
  ' -> Record',
  ' -> Record',
  ' -> Continue',
  ' -> Continue.Record',
  ' -> Next.Clear',
  ' -> Clearall',
  ' -> Continue.Clear',
  ' -> S',
  ' -> Record S',
  ' -> Next.Record S',
  ' -> End',
  ' -> EOF',
  ' -> Error',
  ' -> Error "no"',
  ' -> NoRecord',
  ' -> Continue.Clearall',
  ' -> Continue S',
];

interface RandomValue {
  readonly options: readonly string[];
  readonly regex: string;
}

const value: fc.Arbitrary<RandomValue> = fc.record({
  options: fc.oneof(
    { arbitrary: fc.constant<string[]>([]), weight: 2 },
    { arbitrary: fc.uniqueArray(fc.constantFrom(...OPTIONS), { maxLength: 3 }), weight: 3 },
  ),
  regex: fc.constantFrom(...EXPRESSIONS),
});

const rule = fc.record({
  pieces: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }),
  action: fc.constantFrom(...ACTIONS),
  target: fc.nat(2),
  firstValue: fc.nat(2),
});
const state = fc.array(rule, { minLength: 1, maxLength: 4 });

const word = fc.constantFrom(
  'a',
  'b',
  'ab',
  'aab',
  '1',
  '12',
  '1.2',
  '-',
  '--',
  ' ',
  '  ',
  'A',
  'é',
  'ba',
  '',
);
// Short lines: many of these expressions are exponential.
const line = fc.array(word, { maxLength: 4 }).map((words) => words.join(''));
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\x0b', '\u2028')), {
    maxLength: 7,
  })
  .map((lines) => lines.flat().join(''));

function valueLine({ options, regex }: RandomValue, at: number): string {
  const words = options.length === 0 ? '' : `${options.join(',')} `;
  // Inner names must differ between values, or rules that use both are refused for that alone.
  return `Value ${words}V${at} ${regex.replace(/\?P<(\w+)>/g, `?P<$1${at}>`)}\n`;
}

function stateLines(
  rules: readonly {
    pieces: readonly string[];
    action: string;
    target: number;
    firstValue: number;
  }[],
  { at, values, states }: { at: number; values: number; states: number },
): string {
  const name = (number: number): string => (number === 0 ? 'Start' : `S${number}`);
  const lines = rules.map(({ pieces, action, target, firstValue }) => {
    let used = 0;
    // A Value twice in one rule is refused, so what is too much becomes plain text.
    const body = pieces
      .join('')
      .replace(/\$\{\}/g, () =>
        used < values ? `\${V${(firstValue + used++) % values}}` : '[ab1]',
      );
    return ` ^${body}${action.replace(/S$/, name(target % states))}\n`;
  });
  return `${name(at)}\n${lines.join('')}`;
}
