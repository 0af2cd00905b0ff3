import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../src/core/errors.ts';
import { compileTemplate } from '../../../src/textfsm/compile-template.ts';
import { runTemplate, type TemplateRun } from '../../../src/textfsm/run-template.ts';
import { splitLines } from '../../../src/textfsm/split-lines.ts';

const run = (source: string, text: string, mode: 'strict' | 'lenient' = 'strict'): TemplateRun =>
  runTemplate(compileTemplate(source, { file: 'x.textfsm' }), text, { mode });
const rows = (source: string, text: string): unknown => run(source, text).rows;

describe('lines', () => {
  it('are split as Python splits them', () => {
    expect(splitLines('a\r\nb\rc\vd\fe\x1cf\x1dg\x1eh\x85i\u2028j\u2029k\n')).toEqual([
      ...'abcdefghijk',
    ]);
    expect(splitLines('')).toEqual([]);
    expect(splitLines('\n')).toEqual(['']);
    expect(splitLines('a\n\nb')).toEqual(['a', '', 'b']);
    expect(splitLines('a\n\r')).toEqual(['a', '']);
  });
});

describe('a record', () => {
  it('is added at the end of the text, unless there is an EOF state or the end was reached', () => {
    const template = 'Value A (\\w+)\n\nStart\n ^${A}\n';
    expect(rows(template, 'one')).toEqual([['one']]);
    expect(rows(`${template}\nEOF\n`, 'one')).toEqual([]);
    expect(rows('Value A (\\w+)\n\nStart\n ^${A} -> End\n', 'one\ntwo')).toEqual([]);
    expect(rows('Value A (\\w+)\n\nStart\n ^${A} -> EOF\n', 'one\ntwo')).toEqual([['one']]);
  });

  it('is dropped when everything in it is null, kept when something is an empty string', () => {
    expect(rows('Value A (x)\n\nStart\n ^ -> Record\n', 'y')).toEqual([]);
    expect(rows('Value A (x*)\n\nStart\n ^${A} -> Record\n', 'y')).toEqual([['']]);
  });

  it('without a Required value is dropped and cleared', () => {
    const template =
      'Value Required A (a)\nValue B (b)\n\nStart\n ^${B} -> Record\n ^${A} -> Record\n';
    expect(rows(template, 'b\na')).toEqual([['a', '']]);
  });
});

describe('an option', () => {
  it('Filldown keeps a value for later rows, and forgets it when its group takes no part', () => {
    const template =
      'Value Filldown A (\\d)\nValue B ([a-z])\n\nStart\n ^${A}?${B} -> Record\n\nEOF\n';
    expect(rows(template, '1a\nb')).toEqual([
      ['1', 'a'],
      ['', 'b'],
    ]);
    const own =
      'Value Filldown A (\\d)\nValue B ([a-z])\n\nStart\n ^${A}$$\n ^${B} -> Record\n\nEOF\n';
    expect(rows(own, '1\na\nb')).toEqual([
      ['1', 'a'],
      ['1', 'b'],
    ]);
  });

  it('Fillup fills rows above until one that has a value', () => {
    const template =
      'Value Fillup A (\\d)\nValue B ([a-z])\n\nStart\n ^${A}$$\n ^${B}${A}? -> Record\n\nEOF\n';
    expect(rows(template, 'a1\nb\nc\n2\nd')).toEqual([
      ['1', 'a'],
      ['2', 'b'],
      ['2', 'c'],
      ['', 'd'],
    ]);
  });

  it('List collects, and gives objects for inner named groups', () => {
    expect(rows('Value List A (\\w)\n\nStart\n ^${A}\n', 'a\nb')).toEqual([[['a', 'b']]]);
    expect(rows('Value List A ((?P<k>\\w)=(?P<v>\\w)?)\n\nStart\n ^${A}\n', 'a=1\nb=')).toEqual([
      [
        [
          { k: 'a', v: '1' },
          { k: 'b', v: null },
        ],
      ],
    ]);
  });
});

describe('an expression', () => {
  it('keeps the last capture of a group inside a repeat, as Python does', () => {
    const template = 'Value A (a)\nValue B (b)\n\nStart\n ^(?:${A}|${B})+$$ -> Record\n';
    expect(rows(template, 'aab')).toEqual([['a', 'b']]);
  });

  it.each([
    ['a{,2}b', 'aab', true],
    ['a{,2}b', 'a{,2}b', false],
    ['(?<=^)+a', 'a', true],
    ['a(?:(?<=a))+b', 'ab', true],
    ['\\Aab\\Z', 'ab', true],
    ['(?P<q>a)(?P=q)', 'aa', true],
    ['a(?#comment)b', 'ab', true],
    ['(?i:A)b', 'ab', true],
    ['(?i:A)B', 'ab', false],
    ['a++a', 'aaa', false],
    ['(?>a*)b', 'aab', true],
    ['(a)?(?(1)b|c)', 'ab', true],
    ['(a)?(?(1)b|c)', 'c', true],
    ['[]a]+$$', ']a]', true],
    ['[[a]+$$', '[a', true],
    ['[^]]$$', 'a', true],
    ['\\-\\:\\<\\"', '-:<"', true],
    ['(a)?\\1b', 'b', false],
    ['\\w$$', 'é', true],
    ['.$$', '\u{1f600}', true],
    ['\\x41\\101\\u0041$$', 'AAA', true],
    ['a{x}', 'a{x}', true],
  ])('^%s against %s: %s', (regex, line, isMatch) => {
    const source = `Value V (x)\n\nStart\n ^${regex} -> Error\n`;
    let known: boolean;
    try {
      known = run(source, line, 'lenient').mode === 'lenient';
    } catch {
      known = false;
    }
    expect(known).toBe(isMatch);
  });
});

describe('an Error rule', () => {
  const template =
    'Value A (\\d+)\n\nStart\n ^${A}$$ -> Record\n ^!${A} -> Error "stop it"\n ^. -> Error\n';

  it('in strict mode ends the run with rule, line and text', () => {
    try {
      run(template, '1\nodd');
      expect('no error').toBe('an error');
    } catch (thrown) {
      expect(asShowrunError(thrown).message).toBe(
        "x.textfsm: input line 2: no rule knows this line (rule at line 6): 'odd'",
      );
    }
    expect(() => run(template, '!7')).toThrow(/stop it \(rule at line 5\)/);
  });

  it('in lenient mode is counted, assigns nothing, and the next line is taken', () => {
    const result = run(template, '1\n\nodd\n!7\n2', 'lenient');
    expect(result).toMatchObject({
      rows: [['1'], ['2']],
      mode: 'lenient',
      linesMatched: 2,
      linesTotal: 4,
      warnings: ["stop it (line 4): '!7'"],
      unmatched: [
        { line: 3, text: 'odd' },
        { line: 4, text: '!7' },
      ],
    });
  });

  it('that never came leaves a strict result', () => {
    expect(run(template, '1', 'lenient').mode).toBe('strict');
  });
});

describe('lenient mode', () => {
  it('never throws and counts every line, whatever the text', () => {
    const templates = [
      'Value Required,List A (\\S+)\nValue Filldown B (\\d*)\n\nStart\n ^${A}\\s+${B} -> Record\n ^(?:${A}|x)* -> Continue.Record\n ^. -> Error\n',
      'Value A ((?:a|b)*)\nValue Fillup B (.)\n\nStart\n ^${A}${B}$$ -> Continue.Record\n ^\\W -> Next.Clearall Two\n\nTwo\n ^\\s+$$ -> Error "blank"\n ^${B} -> Start\n',
    ].map((source) => compileTemplate(source, { file: 'x' }));
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            'b',
            'x',
            ' ',
            '1',
            '\n',
            '\r',
            '\x1f',
            'é',
            '\ud83d',
            '💡',
            '\u2028',
          ),
        }),
        (text) => {
          for (const template of templates) {
            const result = runTemplate(template, text, { mode: 'lenient' });
            expect(result.linesMatched + result.unmatched.length).toBe(result.linesTotal);
            expect(result.linesTotal).toBeLessThanOrEqual(splitLines(text).length);
            for (const row of result.rows) expect(row).toHaveLength(template.values.length);
          }
        },
      ),
    );
  });

  it('survives a line that exhausts the stack', () => {
    const template = 'Value A (a)\nValue B (b)\n\nStart\n ^(?:${A}|${B})+$$ -> Record\n';
    const result = run(template, `${'ab'.repeat(100_000)}\nab`, 'lenient');
    expect(result.rows).toEqual([['a', 'b']]);
    expect(result.warnings).toEqual(['line 1 is too long for its rule']);
  });
});

describe('progress', () => {
  it('is the line being read', () => {
    const progress = new Int32Array(1);
    const template = compileTemplate('Value A (a)\n\nStart\n ^${A}\n', { file: 'x' });
    runTemplate(template, 'a\nb\nc', { mode: 'strict', progress });
    expect(progress[0]).toBe(3);
  });
});
