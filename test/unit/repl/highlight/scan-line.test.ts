import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairAt } from '../../../../src/repl/highlight/brackets.ts';
import { scanText } from '../../../../src/repl/highlight/scanned-text.ts';

/** The tokens of a text, as `kind:text`, a line each joined by blanks. */
function tokensOf(text: string): string {
  return scanText(text)
    .lines.map(({ text: line, tokens }) =>
      tokens
        .filter(({ kind }) => kind !== 'bracket')
        .map(({ kind, from, to }) => `${kind}:${line.slice(from, to)}`)
        .join(' '),
    )
    .join('\n');
}

describe('colours of a cell', () => {
  it.each([
    ['const n: number = 0x1f', 'keyword:const number:0x1f'],
    ['a.const = true', 'constant:true'],
    ['({ in: 1, of: null })', 'number:1 constant:null'],
    ["x = 'a\\'b' + \"c\"", "string:'a\\'b' string:\"c\""],
    ["x = 'open", "string:'open"],
    ['a / b / c', ''],
    ['x = /a[/]b/g.test(y) / 2', 'string:/a[/]b/g number:2'],
    ['return /x/', 'keyword:return string:/x/'],
    ['1 // rest', 'number:1 comment:// rest'],
    ['a /* b\nc */ d', 'comment:/* b\ncomment:c */'],
    ['`a ${b + `c`} d`', 'string:`a  string:`c` string: d`'],
    ['`a\nb` + 1', 'string:`a\nstring:b` number:1'],
    ['@r1 show ip', 'selector:@r1 command:show ip'],
    ['x = @core,r2 show clock', 'selector:@core,r2 command:show clock'],
    ['const x = await @r1 sh ver', 'keyword:const selector:@r1 command:sh ver'],
    [
      '@(platform=cisco_ios & !site=lab) show clock',
      'selector:@(platform=cisco_ios & !site=lab) command:show clock',
    ],
    ['@ show clock; show ver', 'selector:@ command:show clock command:show ver'],
    [
      '@r1 show ip bgp |> where state != "up" and n > 3 |> count',
      'selector:@r1 command:show ip bgp stage:|> where string:"up" keyword:and number:3 stage:|> count',
    ],
    ['_ |> sort -uptime', 'stage:|> sort'],
    ['%use core', 'magic:%use'],
    ['x = %snapshot before', 'magic:%snapshot'],
    ['%watch 5s @core show clock', 'magic:%watch selector:@core'],
    ['a % b', ''],
    ['a = b % use', ''],
    ['!ping -c1 10.0.0.1', 'shell:!ping -c1 10.0.0.1'],
    ['x = !ls', 'shell:!ls'],
    ['!done || 3', 'shell:!done || 3'],
    ['%%note\nwhat if (', 'magic:%%note\n'],
    ['%%js\nconst x = 1', 'magic:%%js\nkeyword:const number:1'],
    ['`\n@r1 show\n`', 'string:`\nstring:@r1 show\nstring:`'],
    [
      '@core:\n  show clock; show ver\n  // no\n  show ip |> count\nx = 1',
      'selector:@core:\ncommand:show clock command:show ver\ncomment:// no\ncommand:show ip stage:|> count\nnumber:1',
    ],
    ['@core:\nx = 1', 'selector:@core:\nnumber:1'],
    ['f(a]', 'wrong-bracket:]'],
    [')', 'wrong-bracket:)'],
    ['a = { b: [1] }', 'number:1'],
  ])('%j has %j', (text, tokens) => {
    expect(tokensOf(text)).toBe(tokens);
  });

  const pieces = [
    '@c:\n  x',
    'a',
    '`',
    '${',
    '}',
    '{',
    '(',
    ')',
    '/',
    '*',
    "'",
    '"',
    '\n',
    '@r1 x',
    '|>',
    '%%js',
    '!',
    '\\',
    ' ',
    '日',
  ];

  it('are the same read anew and read again after an edit, and tokens stand in order', () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, text, text, (start, cut, put, end) => {
        const before = scanText(start + cut + end);
        const after = scanText(start + put + end, before);
        expect(after).toEqual(scanText(start + put + end));
        for (const { text: line, tokens } of after.lines) {
          let at = 0;
          for (const { from, to } of tokens) {
            expect(from).toBeGreaterThanOrEqual(at);
            expect(to).toBeGreaterThan(from);
            at = to;
          }
          expect(at).toBeLessThanOrEqual(line.length);
        }
      }),
    );
  });
});

describe('bracket pairs', () => {
  it.each([
    ['f(a, [b])', 1, 8],
    ['f(a, [b])', 8, 1],
    ['f(a, [b])', 5, 7],
    ['{\n  (\n}', 0, undefined],
    ["(')')", 0, 4],
    ['{\n  a()\n}', 0, 8],
    ['`${a}`', 2, 4],
    ['// (', 3, undefined],
    ['a', 0, undefined],
  ])('%j has for %i %s', (text, at, partner) => {
    const pair = pairAt(scanText(text), at);
    expect(pair && (pair.open === at ? pair.close : pair.open)).toBe(partner);
  });
});
