import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../../src/repl/syntax/completeness.ts';
import { type CellScript, compileCell } from '../../../../src/repl/syntax/rewrite.ts';
import { positionAt } from '../../../../src/repl/syntax/text-edits.ts';

function compiled(source: string): CellScript {
  const cell = compileCell(source);
  if (cell.status !== 'ready') throw new Error(`${source}: ${JSON.stringify(cell)}`);
  return cell.script;
}

/** Runs cells one after the other in one world, as the kernel does. */
function world(globals: Record<string, unknown> = {}) {
  const $showrun = { import: (name: string) => import(name) };
  const context = vm.createContext({ ...globals, $showrun, globalThis: undefined });
  vm.runInContext('globalThis = this', context);
  return (source: string): unknown => {
    const { code, names } = compiled(source);
    for (const name of names) if (!(name in context)) context[name] = undefined;
    return vm.runInContext(code, context, {
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  };
}

describe('a cell', () => {
  it.each([
    ['const a = 1', ';     a = 1'],
    ['let {x, y: [z]} = q, b', ';   ({x, y: [z]} = q), b = undefined'],
    ['var v', ';   v'],
    ['class P {}', ';P = class P {};'],
    ['{a: 1}', '({a: 1}\n)'],
    ['{a: 1};', '{a: 1};'],
    ['export const e = 1', '       ;     e = 1'],
    ['await x;', '(async () => {return (await x);\n})()'],
    ['f = async () => await 1', 'f = async () => await 1'],
    ['const n: number = 1', ';     n         = 1'],
    ['a < b > (c)', 'a < b > (c)'],
    ['r1?', '(async () => {return (await $showrun.help("r1", () => r1));\n})()'],
    ['@r1 a', '(async () => {return (await $showrun.run("r1", ["a"]));\n})()'],
    ['a |> b c', '(async () => {return (await $showrun.from(await (a )).to("b", 2, "c"));\n})()'],
    ['@r1 a\nb', '(async () => {$showrun.show(await $showrun.run("r1", ["a"]));\nreturn (b)\n})()'],
    [
      'if (a)\n  @r1 b\nelse\n  x = @r2 c',
      '(async () => {if (a)\n  $showrun.show(await $showrun.run("r1", ["b"]));\nelse\n  x = await $showrun.run("r2", ["c"]);\n})()',
    ],
    ['function f() {\n  @r1 a\n}', 'function f() {\n  $showrun.run("r1", ["a"]);\n}'],
    [
      'async () => {\n  return a |> b\n}',
      'async () => {\n  return await $showrun.from(await (a )).to("b", 1);\n}',
    ],
  ])('%s becomes %s', (source, code) => {
    expect(compiled(source).code).toBe(code);
  });

  it('whose declarations are made twice keeps working', () => {
    const run = world();
    run('const a = 1, {b, ...rest} = {b: 2, c: 3}');
    run('let a = [b, rest.c]');
    run('class a { static s = 1 }');
    expect(run('a.s')).toBe(1);
    run('function a() { return 5 }');
    expect(run('a()')).toBe(5);
    run('const a = () => 6');
    expect(run('a.name + a()')).toBe('a6');
  });

  it('that awaits keeps its functions and its value', async () => {
    const run = world();
    await run('await 1; function f() { return 4 }');
    expect(await run('const v = await f(); v + 1')).toBe(5);
    expect(run('v')).toBe(4);
    expect(await run("import { sep, join as j } from 'node:path'\nj('a', 'b') + sep")).toBe('a/b/');
  });

  it('has a value only if it ends in something that has one', () => {
    expect(compiled('1;;').hasValue).toBe(true);
    expect(compiled('x = 1').hasValue).toBe(true);
    expect(compiled('1; const a = 2').hasValue).toBe(false);
    expect(compiled('').hasValue).toBe(false);
    expect(compiled('function f() {}').hasValue).toBe(false);
  });

  it.each([
    ['const q = ;', { line: 1, column: 11 }],
    ['\n@r1 show version\nconst q = ;', { line: 3, column: 11 }],
    ['foo())', { line: 1, column: 6 }],
    ['const a: = 3', { line: 1, column: 10 }],
    ['const d: string = "日"; let n: number = ;', { line: 1, column: 41 }],
    ['let s = "abc\nd"', { line: 1, column: 9 }],
    ['f(@r1 show version)', { line: 1, column: 3 }],
    ['enum A { B }', { line: 1, column: 1 }],
    ['1\n@all show x |> where y |> 5', { line: 2, column: 27 }],
    ['a = 1\n@(x=y show z', { line: 2, column: 2 }],
    ['In [1]: a = 1\n   ...: b = )', { line: 2, column: 13 }],
    ['t |> where a\nt |> where (r) => r.\n  5x', { line: 3, column: 4 }],
  ])('%j that is wrong says where', (source, position) => {
    expect(compileCell(source)).toMatchObject({ status: 'wrong', position });
  });

  it('says what of TypeScript it cannot do', () => {
    const message = 'TypeScript enum cannot be used in a cell';
    expect(compileCell('enum A { B }')).toMatchObject({ status: 'wrong', message });
  });

  it('says how a device command is written', () => {
    const message = 'A device command is a whole line, such as @r1 show version';
    expect(compileCell('@r1')).toMatchObject({ status: 'wrong', message });
  });

  it.each([
    'for (const i of [1]) {',
    '`abc',
    '/* open',
    'f(',
    '1 +',
    '[1, 2',
    'if (a) {} else',
    'const x =',
    '@r1 show version\nfor (;;) {',
    'const t = `\n@r1 show version',
    't |>',
    '@r1 show x |> where a |>',
    '@core:',
    't |> where (a',
    't |> each (r) => {\n print(r)',
  ])('%j goes on', (source) => {
    expect(compileCell(source).status).toBe('incomplete');
    expect(isComplete(source)).toBe(false);
  });

  it.each([
    '@core:\n  show clock',
    'x = @(a=b) :\n  show clock\n\n  show ip',
    'if (a) {\n  @core:\n    show clock',
    '%%config r1',
    'x = %%note\nabout',
  ])('%j goes on until a blank line', (source) => {
    expect(isComplete(source)).toBe(false);
    expect(isComplete(`${source}\n`)).toBe(source[0] !== 'i');
    expect(compileCell(source).status).toBe(source[0] === 'i' ? 'incomplete' : 'ready');
  });

  it.each(['@core:\n  show clock\n|> where a', '@core:\n  show clock\n1', 'x = {\n  a: 1\n}'])(
    '%j is whole',
    (source) => {
      expect(isComplete(source)).toBe(true);
    },
  );

  it.each(['interface A {', 'const x: number[] = [', 'function f(a: string) {'])(
    '%j goes on in TypeScript, which only the compiler can tell',
    (source) => {
      expect(compileCell(source).status).toBe('incomplete');
    },
  );

  it.each(['1', '', '@r1 show version', 'r1?', 'const q = ;', '{a: 1}', 'f(\n\n'])(
    '%j is for the kernel to judge',
    (source) => {
      expect(isComplete(source)).toBe(true);
    },
  );
});

describe('any cell', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const declaration = fc.oneof(
    fc.tuple(fc.constantFrom('const', 'let', 'var'), name).map(([kind, n]) => `${kind} ${n} = 1`),
    fc.tuple(fc.constantFrom('let', 'var'), name).map(([kind, n]) => `${kind} ${n}`),
    name.map((n) => `const {${n}} = {${n}: 2}, [d = 3] = []`),
    name.map((n) => `let {x: {y: [${n}, ...e]}} = {x: {y: [1, 2]}}`),
    name.map((n) => `function ${n}() { return 1 }`),
    name.map((n) => `async function* ${n}() { await 1 }`),
    name.map((n) => `class ${n} { m() { return 2 } }`),
    name.map((n) => `const ${n}: number = 4`),
    name.map((n) => `import ${n} from 'node:path'`),
    name.map((n) => `const ${n} = await 5`),
    name.map((n) => `interface I { ${n}: string }`),
    fc.constant('for (const i of [1]) { const a = i }'),
    fc.constant('[1].map((a) => a)'),
    fc.constant("({a: 1})['a']"),
  );

  it('runs again after itself and after any other', async () => {
    const cells = fc.array(fc.uniqueArray(declaration, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(cells, fc.constantFrom('\n', '\n\n  '), async (list, between) => {
        const run = world();
        const once = list.map((statements) => distinct(statements).join(`;${between}`));
        for (const source of [...once, ...once]) await run(source);
      }),
      { numRuns: 60 },
    );
  });

  it('leads each of its own characters back to where it was typed', () => {
    const marked = fc.array(fc.oneof(declaration, fc.constant('@r1 show version')), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(marked, (statements) => {
        const before = distinct(statements).join('\n');
        const source = `${before}\n  probe.member`;
        const { code, toCell } = compiled(source);
        const found = positionAt(code, code.lastIndexOf('member'));
        expect(toCell(found)).toEqual(positionAt(source, source.lastIndexOf('member')));
      }),
      { numRuns: 100 },
    );
  });
});

/** No language lets one cell declare a name twice. */
function distinct(statements: readonly string[]): string[] {
  const seen = new Set<string>();
  return statements.filter((statement) => {
    const names = statement.match(/\b[abcdexIi]\b/g) ?? [];
    if (names.some((one) => seen.has(one))) return false;
    for (const one of names) seen.add(one);
    return true;
  });
}
