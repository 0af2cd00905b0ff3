import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../../src/repl/syntax/completeness.ts';
import { NO_SURROUNDINGS } from '../../../../src/repl/syntax/line-form.ts';
import { plainCell } from '../../../../src/repl/syntax/plain-cell.ts';
import { readForms } from '../../../../src/repl/syntax/read-forms.ts';
import { compileCell } from '../../../../src/repl/syntax/rewrite.ts';
import { positionAt } from '../../../../src/repl/syntax/text-edits.ts';

/** Statements as people type them; `MARK` is where something could be thrown. */
const STATEMENT = fc.constantFrom(
  'MARK()',
  'const a = MARK',
  'let { b, ...c } = MARK(1), d = `${MARK} 日本`',
  'x = [MARK,\n  2]',
  'for (const i of MARK) {\n  MARK(i)\n}',
  'function f() {\n  return MARK\n}',
  'const n: number = MARK as number',
  'class K { m() { return MARK } }',
  'await MARK',
  '/* " */ MARK // `',
  '@r1 show version',
  '@r1 show run | include "|>" ; show clock',
  'y = @(site=lab & !a="b c"),r2 show x\n  |> where a == 1 // why\n  |> where (r) => r.MARK > 1',
  '@core:\n  show a\n\n  show "b`\n',
  'z = MARK |> where a > 1 |> select b',
  'const w = MARK\n  .rows |> each ({ a }: Row) => {\n  MARK(a)\n} |> sort a',
  'MARK |> join MARK.t on host',
  'print(MARK, u |> where (r) => MARK, 1)',
  'return1 = async () => {\n  @r1 show x\n  return MARK |> csv\n}',
  '@${MARK},${MARK.b} show ${MARK(1)} x ${MARK} |> where a',
  'k = !ping ${MARK.c} | grep "${MARK.d}"',
  '%hosts core',
  'q = %hosts |> where (r) => MARK',
  "!echo don't | grep `",
  'e = ! ls -l',
  'r1.run?',
);

/** No language lets one cell declare a name twice. */
function cellOf(statements: readonly string[]): string {
  let marks = 0;
  return [...new Set(statements)]
    .join('\n')
    .replaceAll('MARK', () => `m${(marks++).toString().padStart(3, '0')}`);
}

const CELL = fc.array(STATEMENT, { minLength: 1, maxLength: 8 }).map(cellOf);

describe('a cell with forms in it', () => {
  it('leads every name in its script back to where it was typed', () => {
    fc.assert(
      fc.property(CELL, fc.constantFrom('', '\n\n', '  \n'), (cell, before) => {
        const source = before + cell;
        const compiled = compileCell(source);
        if (compiled.status !== 'ready') throw new Error(`${source}: ${JSON.stringify(compiled)}`);
        const { code, toCell } = compiled.script;
        for (const { 0: mark, index } of source.matchAll(/\bm\d{3}\b/g)) {
          const found = positionAt(code, code.indexOf(mark));
          expect(toCell(found)).toEqual(positionAt(source, index));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('with prompts before its lines too', () => {
    fc.assert(
      fc.property(CELL, (cell) => {
        const lines = cell.split('\n');
        const source = lines
          .map((line, at) => (at === 0 ? 'In [12]: ' : '    ...: ') + line)
          .join('\n');
        const compiled = compileCell(source);
        if (compiled.status !== 'ready') throw new Error(`${source}: ${JSON.stringify(compiled)}`);
        const { code, toCell } = compiled.script;
        for (const { 0: mark, index } of source.matchAll(/\bm\d{3}\b/g)) {
          expect(toCell(positionAt(code, code.indexOf(mark)))).toEqual(positionAt(source, index));
        }
      }),
    );
  });

  it('leads the calls of its forms back to the forms and to each stage', () => {
    const source = '1\nx = @r1 show x |> where a\n  |> select b\n%hosts |> count';
    const compiled = compileCell(source);
    if (compiled.status !== 'ready') throw new Error('not ready');
    const { code, toCell } = compiled.script;
    const placeOf = (call: string) => toCell(positionAt(code, code.indexOf(call) + 1));
    expect(placeOf('.run(')).toEqual({ line: 2, column: 5 });
    expect(placeOf('.to("where"')).toEqual({ line: 2, column: 19 });
    expect(placeOf('.to("select"')).toEqual({ line: 3, column: 6 });
    expect(placeOf('.magic(')).toEqual({ line: 4, column: 1 });
    expect(placeOf('.to("count"')).toEqual({ line: 4, column: 11 });
  });

  it('is whole when all its lines are there, and its forms are where they say', () => {
    fc.assert(
      fc.property(CELL, (cell) => {
        expect(isComplete(`${cell}\n`)).toBe(true);
        const read = readForms(cell, NO_SURROUNDINGS);
        if (read.status !== 'read') throw new Error(read.status);
        let end = 0;
        for (const form of read.forms) {
          expect(form.at).toBeGreaterThanOrEqual(end);
          expect(form.end).toBeGreaterThan(form.at);
          end = form.end;
        }
      }),
    );
  });
});

describe('any text', () => {
  const anything = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '@',
        '|>',
        '!',
        '%',
        '%%',
        '?',
        ':',
        ';',
        '\n',
        ' ',
        '  ',
        '(',
        ')',
        '{',
        '}',
        '[',
        ']',
      ),
      fc.constantFrom('`', '"', "'", '${', '/', '/*', '*/', '//', '\\', '=', '=>', '.', ',', '&'),
      fc.constantFrom(
        'r1',
        'core',
        'show',
        'where',
        'x',
        'const ',
        'await ',
        'function ',
        'In [1]: ',
      ),
      fc.string({ minLength: 1, maxLength: 2 }),
    ),
    maxLength: 40,
  });

  it('is read, or told what is wrong with it at a place within it', () => {
    fc.assert(
      fc.property(anything, (source) => {
        const compiled = compileCell(source);
        if (compiled.status === 'wrong') {
          const { line, column } = compiled.position;
          const lines = source.split('\n');
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        }
        // What the kernel would not run must never be sent to it as if it were whole, two blank lines aside.
        if (compiled.status === 'incomplete' && isComplete(source)) {
          const isForced = /\n[ \t]*\n[ \t]*$/.test(source);
          const isTypeScript = plainCell(source, NO_SURROUNDINGS).status === 'plain';
          expect(isForced || isTypeScript).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('without forms is left as it is', () => {
    const javaScript = fc.constantFrom(
      'a = b ? c : d',
      'x = !(y) || z % 2',
      'if (a) {\n  b()\n} else\n  c()',
      '`a ${b ? `c` : "@x y"} d`',
      "s = 'it is\\\n@r1 a'",
      '/[/`]/.test(a) / 2',
      'a = b\n  ? c\n  : d',
      'f(!a,\n  %b)'.replace('%', '!'),
      '/* @r1 a\n|> b */',
      'o = { a,\n  b: [1,\n    2],\n}',
      '(a, b) => a || b',
      'class A { get x() { return 1 } static { y() } }',
      'label: while (a) break label',
      'a ??= b?.[c]?.d ?? e',
      'a\n++\nb',
      'const t = <T,>(x: T): T => x',
    );
    fc.assert(
      fc.property(fc.array(javaScript, { minLength: 1, maxLength: 6 }), (statements) => {
        const source = statements.join('\n');
        expect(plainCell(source, NO_SURROUNDINGS)).toMatchObject({ text: source, hasForms: false });
      }),
    );
  });
});
