import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { readTemplate } from '../../../src/ttp/read-template.ts';
import { plainData, ttpRun } from '../../helpers/ttp.ts';

const TEMPLATES = [
  'interface {{ interface }}\n ip address {{ ip | IP | is_ip }} {{ mask | to_cidr }}\n description {{ d | ORPHRASE }}',
  '<group name="a.{{ n }}*">\nitem {{ n | upper }}\n v {{ v | joinmatches }}\n<group name="c">\n  x {{ x | to_int }}\n</group>\n! {{ _end_ }}\n</group>',
  '<group name="t*">\nPort  Name  Vlan {{ _headers_ }}\n</group>',
  '<group name="l" contains="text">\nbegin {{ _start_ }}\n{{ text | _line_ | exclude("!") }}\nend {{ _end_ }}\n</group>',
  '<group name="m**" method="table">\n{{ a }} {{ b | re("\\d+") }}\n{{ a | PHRASE }}: {{ b | MAC }}\n</group>',
];

const piece = fc.constantFrom(
  ...[
    'interface ',
    'item ',
    'Gi0/1',
    ' ip address 10.0.0.1 255.0.0.0',
    ' v ',
    '  x ',
    '7',
    '!',
    'begin',
    'end',
    '\t',
  ],
  ...[
    'Port  Name  Vlan',
    'aa:bb:cc:dd:ee:ff',
    ': ',
    '__proto__',
    'é漢',
    '\u0000',
    '\u001f',
    '\r',
    '\u2028',
    ' ',
  ],
);
const text = fc
  .array(fc.oneof(piece, fc.constant('\n'), fc.string({ maxLength: 5 })), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('gives a result, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), text, (template, given) => {
        const run = ttpRun(template, given);
        expect(run.linesMatched).toBeLessThanOrEqual(run.linesTotal);
        expect(run.unmatched).toHaveLength(run.linesTotal - run.linesMatched);
        JSON.stringify(run.results);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same with either line end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), text, (template, given) => {
        const unix = given.replaceAll('\r', '');
        const other = ttpRun(template, unix.replaceAll('\n', '\r\n'));
        expect(plainData(other)).toEqual(plainData(ttpRun(template, unix)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a long text', () => {
  it('of lines that are joined takes time as its length', () => {
    const template = '<group name="i">\ni {{ n }}\n v {{ v | to_list | joinmatches }}\n</group>';
    const run = ttpRun(template, `i 1\n${' v x\n'.repeat(100_000)}`);
    expect(run.linesMatched).toBe(100_001);
  });
});

describe('any template', () => {
  const source = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<group name="a">',
          '<g>',
          '</group>',
          '</g>',
          '<vars>',
          '</vars>',
          '<template>',
          '</template>',
          '\n',
        ),
        fc.constantFrom(
          '{{ a }}',
          '{{ _start_ }}',
          '{{',
          '}}',
          '{{ a | ',
          '("',
          ')',
          "'",
          'x = [1',
          ']',
          '|',
          '=',
          '<!--',
          '-->',
        ),
        fc.constantFrom(
          '{{ a | re("(") }}',
          '{{ b | set("x") }}',
          '{{ c | default }}',
          '<output format="csv"/>',
          '&lt;',
        ),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join(''));

  it('is read, or refused with its place', () => {
    fc.assert(
      fc.property(source, text, (template, given) => {
        try {
          readTemplate(template, { file: 't.ttp' });
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(ShowrunError);
          expect(String(thrown)).toMatch(/t\.ttp:\d+: /);
          return;
        }
        ttpRun(template, given);
      }),
      { numRuns: 1_000 },
    );
  });
});
