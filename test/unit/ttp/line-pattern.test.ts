import { describe, expect, it } from 'vitest';
import { ttp, ttpRun } from '../../helpers/ttp.ts';

/** Whether a template's line matches a line. */
const fits = (template: string, text: string): boolean =>
  ttpRun(template, text).lines[0]?.matched === 1;

describe('a line of a template', () => {
  it('is a line with the variables where data is', () => {
    expect(ttp('vlan {{ vlan }} name {{ name }}', 'vlan 10 name USERS')).toEqual([
      { vlan: '10', name: 'USERS' },
    ]);
  });

  it('has no trailing space, nor has the text', () => {
    expect(fits('vlan {{ vlan }}   ', 'vlan 10')).toBe(true);
    expect(fits('vlan {{ vlan }}', 'vlan 10 \t ')).toBe(true);
  });

  it('is passed over when blank or a comment', () => {
    const run = ttpRun('\n## vlan {{ no }}\n  ## nor this {{ no }}\n\nvlan {{ vlan }}', 'vlan 10');
    expect(run.lines).toHaveLength(1);
    expect(run.warnings).toEqual([]);
  });

  it('is ignored with a warning when there is nothing in braces', () => {
    const run = ttpRun('vlan {{ vlan }}\n!', 'vlan 10\n!');
    expect(run.lines).toHaveLength(1);
    expect(run.warnings).toEqual(["test.ttp:2: a line without {{ }} is ignored: '!'"]);
  });

  it('has its indentation matched exactly', () => {
    expect(fits(' ip {{ ip }}', ' ip 1')).toBe(true);
    for (const text of ['ip 1', '  ip 1', '\tip 1']) expect(fits(' ip {{ ip }}', text)).toBe(false);
  });

  it('has its text escaped', () => {
    expect(fits('a.b (c) [d] {{ x }}$', 'a.b (c) [d] 1$')).toBe(true);
    expect(fits('a.b {{ x }}', 'axb 1')).toBe(false);
  });

  it('lets a run of spaces or tabs stand for any', () => {
    expect(fits('a  b {{ x }}', 'a b\t\t1')).toBe(true);
    expect(fits('a  b {{ x | _exact_space_ }}', 'a b 1')).toBe(false);
    expect(fits('a  b {{ x | _exact_space_ }}', 'a  b 1')).toBe(true);
    expect(fits('a b {{ x }}', 'ab 1')).toBe(false);
  });

  it('lets a run of digits stand for any', () => {
    expect(fits('area 0 type {{ x }}', 'area 1234 type a')).toBe(true);
    expect(fits('area 0 type {{ x | _exact_ }}', 'area 1 type a')).toBe(false);
    expect(fits('area 0 {{ _exact_ }} type {{ x }}', 'area 0 type a')).toBe(true);
    expect(fits('ipv4 {{ x }}', 'ipv6 a')).toBe(true);
  });

  it('takes a word for a variable without a pattern', () => {
    expect(fits('name {{ x }}', 'name two words')).toBe(false);
  });

  it('covers a whole line', () => {
    expect(fits('vlan {{ vlan }}', 'vlan 10 more')).toBe(false);
    expect(fits('vlan {{ vlan }}', 'a vlan 10')).toBe(false);
  });

  it('leaves the line break to the next match', () => {
    expect(ttp('vlan {{ vlan }}', 'vlan 1\nvlan 2\n')).toEqual([{ vlan: '1' }, { vlan: '2' }]);
  });

  it('is matched over the text, not line by line', () => {
    expect(ttp('a {{ x | re("[0-9 \\n]+") }}', 'a 1\n2\n3\nb')).toEqual([{ x: '1\n2\n3' }]);
    expect(ttp('a {{ x | re(".+") }}', 'a 1\n2')).toEqual([{ x: '1' }]);
  });

  it('gives the same whatever the line ends are', () => {
    const template = 'a {{ x }}\n b {{ y | ORPHRASE }}';
    const text = 'a 1\n b one two\na 2\n';
    expect(ttp(template, text.replaceAll('\n', '\r\n'))).toEqual(ttp(template, text));
  });
});

describe('the pattern', () => {
  const value = (pattern: string, text: string): unknown => {
    const found = ttp(`x {{ v | ${pattern} }}`, `x ${text}`);
    return Array.isArray(found) ? found[0]?.v : undefined;
  };

  it.each([
    ['WORD', ['a', '10.0.0.1/24'], ['a b', '']],
    ['PHRASE', ['a b', 'a b c'], ['a', 'a  b']],
    ['ORPHRASE', ['a', 'a b c'], ['a  b']],
    ['ROW', ['a b', 'a   b  c'], ['a']],
    ['DIGIT', ['0', '123'], ['1a']],
    ['IP', ['10.0.0.1', '999.1.1.1'], ['10.0.0', '10.0.0.1/24']],
    ['PREFIX', ['10.0.0.0/8'], ['10.0.0.0']],
    ['IPV6', ['2001:db8::1', '::', 'fe80::1', '::ffff:10.0.0.1'], ['abc', '10.0.0.1']],
    ['PREFIXV6', ['2001:db8::/32', '::/0'], ['2001:db8::']],
    [
      'MAC',
      ['aabb.ccdd.eeff', 'aa:bb:cc:dd:ee:ff', 'AA-BB-CC-DD-EE-FF', 'aabb-ccdd-eeff'],
      ['aabb.ccdd'],
    ],
    ['_line_', ['a  b , c', 'x'], []],
  ] as const)('%s matches what it says', (name, good, bad) => {
    for (const text of good) expect(value(name, text)).toBe(text);
    for (const text of bad) expect(value(name, text)).toBeUndefined();
  });

  it('re is an expression, and several are alternatives', () => {
    expect(value('re("Gi\\S+")', 'Gi0/1')).toBe('Gi0/1');
    expect(value('re("Gi\\S+")', 'Te0/1')).toBeUndefined();
    expect(value('re("Gi\\S+") | re("Te\\S+")', 'Te0/1')).toBe('Te0/1');
    expect(value("re(r'\\d+') | re('WORD')", 'abc')).toBe('abc');
  });

  it('re is a template variable before a named pattern before an expression', () => {
    const vars = '<vars>\nINTF = "Gi\\\\S+|Te\\\\S+"\nPHRASE = "\\\\d"\n</vars>\n<group>\n';
    expect(ttp(`${vars}x {{ v | re("INTF") }}\n</group>`, 'x Te1')).toEqual([{ v: 'Te1' }]);
    expect(ttp(`${vars}x {{ v | re("PHRASE") }}\n</group>`, 'x 1')).toEqual([{ v: '1' }]);
    expect(value('re("ORPHRASE")', 'a b')).toBe('a b');
  });

  it('re follows Python where JavaScript differs', () => {
    expect(value('re("(?i)gi\\S+")', 'GI1')).toBe('GI1');
    expect(value('re("[]a]+")', ']a')).toBe(']a');
    expect(value('re("\\d{,2}")', '12')).toBe('12');
    expect(value('re("(?P<q>a)(?P=q)")', 'aa')).toBe('aa');
  });

  it('of ignore matches and is not stored', () => {
    expect(ttp('x {{ ignore }} {{ v }}', 'x any 1')).toEqual([{ v: '1' }]);
    expect(ttp('x {{ ignore("PHRASE") }} is {{ v }}', 'x one two is 1')).toEqual([{ v: '1' }]);
    expect(ttp('x {{ ignore("a|b") }} {{ v }}', 'x b 1\nx c 2')).toEqual([{ v: '1' }]);
    const vars = '<vars>\nSKIP = "a+"\n</vars>\n<group>\nx {{ ignore("SKIP") }} {{ v }}\n</group>';
    expect(ttp(vars, 'x aaa 1')).toEqual([{ v: '1' }]);
  });

  it('of a long line takes no longer than its length', () => {
    const long = `x ${'a '.repeat(50_000)}`.trim();
    for (const name of ['PHRASE', 'ORPHRASE', 'ROW', 'IPV6', 'MAC', '_line_']) {
      const run = ttpRun(`x {{ v | ${name} }} end`, long);
      expect(run.lines[0]?.matched).toBe(0);
    }
  });
});
