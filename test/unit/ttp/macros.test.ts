import { describe, expect, it } from 'vitest';
import { plainData, ttpRun } from '../../helpers/ttp.ts';

function run(
  code: string,
  options: { readonly macros?: 'run' | 'refuse'; readonly call?: string } = {},
) {
  const { macros = 'run', call = 'f' } = options;
  const template = `<macro lang="js">\n${code}\n</macro>\n<group name="i*">\ni {{ v | macro("${call}") }}\n</group>`;
  const made = ttpRun(template, 'i one\ni two', { macros });
  return { i: (plainData(made.results[0]?.[0]) as { i?: unknown }).i, warnings: made.warnings };
}

describe('a macro in JavaScript', () => {
  it.each([
    ['true keeps', 'return true', [{ v: 'one' }, { v: 'two' }]],
    ['false drops', 'return data === "two"', [{ v: 'two' }]],
    ['nothing leaves the value', 'data = 1', [{ v: 'one' }, { v: 'two' }]],
    ['a value replaces it', 'return data.length', [{ v: 3 }, { v: 3 }]],
    [
      'a pair adds fields',
      'return [data, { n: 1 }]',
      [
        { v: 'one', n: 1 },
        { v: 'two', n: 1 },
      ],
    ],
    ['a list is a value', 'return [...data]', [{ v: ['o', 'n', 'e'] }, { v: ['t', 'w', 'o'] }]],
  ])('%s', (_, body, wanted) => {
    expect(run(`function f(data) { ${body}; }`)).toEqual({ i: wanted, warnings: [] });
  });

  it('may stand in a group', () => {
    const template =
      '<macro lang="js">\nfunction g(item) { return item.v === "two" ? { w: item.v } : false; }\n</macro>\n<group name="i*" macro="g">\ni {{ v }}\n</group>';
    expect(plainData(ttpRun(template, 'i one\ni two').results)).toEqual([[{ i: [{ w: 'two' }] }]]);
  });

  it('is not run unless the template is the person’s own', () => {
    const { i, warnings } = run('function f() { return false; }', { macros: 'refuse' });
    expect(i).toEqual([{ v: 'one' }, { v: 'two' }]);
    expect(warnings).toEqual(['the macro f is not run: the template is not in your own folder']);
  });

  it('that runs for ever, throws, does not parse or is not there leaves the value and says so', () => {
    const kept = [{ v: 'one' }, { v: 'two' }];
    for (const [code, call, why] of [
      ['function f() { for (;;); }', 'f', /the macro f failed: Script execution timed out/],
      ['function f() { throw new Error("no\\x1b[31m"); }', 'f', /the macro f failed: no␛\[31m$/],
      ['function f( {', 'f', /the macros are not run: Unexpected end/],
      ['function f() {}', 'g', /the macro g is not run: there is none of that name/],
      ['function f() {}', 'f;f', /the macro f;f is not run: there is none of that name/],
    ] as const) {
      const { i, warnings } = run(code, { call });
      expect(i).toEqual(kept);
      expect(warnings).toEqual([expect.stringMatching(why)]);
    }
  });

  it('sees the language and its value, nothing of ours', () => {
    for (const name of [
      'process',
      'require',
      'globalThis.process',
      'module',
      'fetch',
      'setTimeout',
    ]) {
      expect(run(`function f() { return typeof ${name}; }`).i).toEqual([
        { v: 'undefined' },
        { v: 'undefined' },
      ]);
    }
    const wayOut =
      'function f(data) { return this.constructor.constructor("return typeof process")(); }';
    const { warnings } = run(wayOut);
    expect(warnings).toEqual([expect.stringMatching(/the macro f failed/)]);
  });
});

describe('a macro in Python', () => {
  it('cannot run: the value stays, and it is said', () => {
    const template =
      '<macro>\ndef f(data):\n  if data < 1: return True\n</macro>\n<group name="i*">\ni {{ v | macro("f") }}\n</group>';
    const made = ttpRun(template, 'i one');
    expect(plainData(made.results)).toEqual([[{ i: [{ v: 'one' }] }]]);
    expect(made.warnings).toEqual([
      'test.ttp:1: a macro in Python cannot run: write it in JavaScript, <macro lang="js">',
      'the macro f is not run: it is Python',
    ]);
  });
});
