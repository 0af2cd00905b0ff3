import { afterAll, describe, expect, it } from 'vitest';
import { isComplete } from '../../src/repl/syntax/completeness.ts';
import { CellBench } from '../helpers/cell-bench.ts';

// What a person can type and what comes of it, one row each, on a real kernel over hosts that answer from memory. The rows of a
// table run one after the other in one kernel; `/pattern/` rows are matched, others are the whole text.

const bench = new CellBench();
afterAll(() => bench.kernel.close());

type Row = readonly [cell: string, outcome: string | RegExp];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows.map(([cell, outcome]) => ({ cell, outcome })))(
      '$cell',
      async ({ cell, outcome }) => {
        bench.printed = '';
        const said = await bench.said(cell);
        const all = bench.printed === '' ? said : `${bench.printed}${said}`;
        if (typeof outcome === 'string') expect(all).toBe(outcome);
        else expect(all).toMatch(outcome);
        // Nothing the kernel ran would have been held back while it was typed, a blank line at the end of a block aside.
        if (said !== 'incomplete') expect(isComplete(`${cell}\n`)).toBe(true);
      },
    );
  });
}

table('values', [
  ['1 + 1', '2'],
  ['"text"', "'text'"],
  ['"a\\nb"', 'a\nb'],
  ['undefined', 'done'],
  ['null', 'null'],
  ['', 'done'],
  ['// nothing', 'done'],
  ['/* nothing */', 'done'],
  [';', 'done'],
  ['{a: 1}', '{ a: 1 }'],
  ['{a: 1}.a', '1'],
  ['[1, 2].map((x) => x * 2)', '[ 2, 4 ]'],
  ['() => 1', '[Function (anonymous)]'],
  ['1;;', '1'],
  ['1; 2', '2'],
  ['1\n2\n', '2'],
  ['if (true) { 5 }', '5'],
  ['for (const i of [1, 2]) i * 3', '6'],
  ['typeof nosuch', "'undefined'"],
  ['10n ** 3n', '1000n'],
  ['new Map([[1, {a: 2}]])', 'Map(1) { 1 => { a: 2 } }'],
  ['Symbol("s")', 'Symbol(s)'],
  ['`a${1 + 1}`', "'a2'"],
  ['/x/g', '/x/g'],
  ['this === globalThis', 'true'],
  ['label: for (;;) { break label }', 'done'],
]);

table('the latest inputs and values', [
  ['41', '41'],
  ['_ + 1', '42'],
  ['[_, __]', '[ 42, 41 ]'],
  ['const quiet = 1', 'done'],
  ['_', '[ 42, 41 ]'],
  ['___', '42'],
  ['In.at(-1)', "'In.at(-1)'"],
  ['In.at(-2)', "'In.at(-1)'"],
  ['Object.values(Out).length > 5', 'true'],
]);

table('declarations', [
  ['const a = 1', 'done'],
  ['const a = 2; a', '2'],
  ['let a = 3; a', '3'],
  ['var a = 4; a', '4'],
  ['a = 5', '5'],
  ['function a() { return 6 }', 'done'],
  ['a()', '6'],
  ['class a { b = 7 }\nnew a().b', '7'],
  ['let [x, ...y] = [1, 2, 3]; y', '[ 2, 3 ]'],
  ['const {p: {q = 5}} = {p: {}}; q', '5'],
  ['let one = 1, two; [one, two]', '[ 1, undefined ]'],
  ['const f = () => 1; f.name', "'f'"],
  ['{ const inner = 1 }\ntypeof inner', "'undefined'"],
  ['for (let i = 0; i < 3; i++) {}; typeof i', "'undefined'"],
  ['const early = () => later; const later = 8; early()', '8'],
  ['async function g() { return 9 }\nawait g()', '9'],
  ['await 0; const deep = 10; function h() { return deep }', 'done'],
  ['h()', '10'],
  ['export const exported = 11; exported', '11'],
  ['"use strict"; undeclared1 = 5', /^failed: ReferenceError/],
  ['const r1 = 3; r1', '3'],
  ['r1 = hosts.r1\nr1.name', "'r1'"],
]);

table('what awaits', [
  ['await 1', '1'],
  ['Promise.resolve(2)', '2'],
  ['const v = await Promise.resolve(3); v', '3'],
  ['for await (const x of [1, 2]) print(x)', '1\n2\ndone'],
  ['[await 1, await 2]', '[ 1, 2 ]'],
  ['await (async () => 4)()', '4'],
  ['(async () => 5)', '[AsyncFunction (anonymous)]'],
  ['const {w} = await {w: 6}; w', '6'],
  ['await Promise.all([1, Promise.resolve(2)])', '[ 1, 2 ]'],
  ['await Promise.reject(new Error("no"))', /^failed: Error: no\n.*In\[\d+\]:1:22$/],
  ['await Promise.reject(5)', 'failed: Thrown: 5'],
  ['Promise.reject(new TypeError("late"))', /^failed: TypeError: late/],
  ['({ then(done) { done(7) } })', '{ then: [Function: then] }'],
  ['await { then(done) { done(7) } }', '7'],
  ['try { await Promise.reject(1) } catch (e) { print("caught", e) }', 'caught 1\ndone'],
]);

table('TypeScript', [
  ['const n: number = 1; n', '1'],
  ['interface Dev { name: string }', 'done'],
  ['type Names = string[]', 'done'],
  ['const d = { name: "x" } as Dev; d.name', "'x'"],
  ['function id<T>(value: T): T { return value }\nid<string>("y")', "'y'"],
  ['const m = new Map<string, number>(); m.size', '0'],
  ['let u: string | undefined; u', 'done'],
  ['[1, 2].map((x: number): string => `${x}`)', "[ '1', '2' ]"],
  ['d!.name', "'x'"],
  ['({ a: 1 } satisfies object).a', '1'],
  ['abstract class B { abstract c(): void }', 'done'],
  ['declare const later1: number', 'done'],
  ['import type { X } from "nowhere"', 'done'],
  [
    'enum E { A }',
    /^failed: SyntaxError: TypeScript enum cannot be used in a cell at In\[\d+\]:1:1/,
  ],
  ['namespace N { export const a = 1 }', /^failed: SyntaxError: TypeScript namespace/],
  ['const bad: = 3', /^failed: SyntaxError: .*:1:12/],
  ['const x: number = 1\nnull.foo', /TypeError: .*\n.*In\[\d+\]:2:6$/],
]);

table('imports', [
  ["import os from 'node:os'; typeof os.EOL", "'string'"],
  ["import { sep, join as j } from 'node:path'\nj('a', 'b')", "'a/b'"],
  ["import * as path from 'path'; path.sep", "'/'"],
  ["import def, { sep as s2 } from 'node:path'; def.sep === s2", 'true'],
  ["const { join } = await import('node:path'); join('c', 'd')", "'c/d'"],
  ["require('node:path').basename('/x/y')", "'y'"],
  ["import { nosuch } from 'node:path'; nosuch", 'done'],
  ["import './no-such-file.ts'", /^failed: Error: there is no \.\/no-such-file\.ts in/],
  ["1\nimport 'no-such-package'", /^failed: Error: there is no package no-such-package.*\n.*:2:1$/],
]);

table('errors and their places', [
  ['null.x', /^failed: TypeError: .*\n +at In\[\d+\]:1:6$/],
  ['\n\n  null.x', /:3:8$/],
  ['nowhere', /^failed: ReferenceError: nowhere is not defined\n.*:1:1$/],
  [
    'const q = ;',
    /^failed: SyntaxError: Unexpected token at In\[\d+\]:1:11\n {2}const q = ;\n {12}\^$/,
  ],
  ['a b', /^failed: SyntaxError: .*:1:3\n/],
  ['foo())', /^failed: SyntaxError: .*:1:6\n/],
  ['return 5', /^failed: SyntaxError: .*:1:1\n/],
  ['let s = "abc\nd"', /^failed: SyntaxError: Unterminated string.*:1:9\n/],
  [
    'function boom() {\n  throw new RangeError("out")\n}\nboom()',
    /^failed: RangeError: out\n.*boom \(In\[\d+\]:2:9\)\n.*In\[\d+\]:4:1$/,
  ],
  ['boom()', /boom \(In\[\d+\]:2:9\)\n.*In\[\d+\]:1:1$/],
  ['throw {code: 1}', 'failed: Thrown: { code: 1 }'],
  ['throw undefined', 'failed: Thrown: undefined'],
  [
    'throw new Error("a", { cause: new Error("b", { cause: "c" }) })',
    /^failed: Error: a\n.*:1:7\n {2}caused by: Error: b\n.*:1:31\n {4}caused by: Thrown: 'c'$/,
  ],
  ['const e1 = new Error("self"); e1.cause = e1; throw e1', /^failed: Error: self\n.*:1:12$/],
  [
    'await Promise.any([Promise.reject(new Error("x")), Promise.reject(2)])',
    /^failed: AggregateError: All promises were rejected\n {2}1: Error: x\n.*:1:35\n {2}2: Thrown: 2$/,
  ],
  [
    'throw new AggregateError(Array.from({ length: 30 }, (_, i) => i), "many")',
    /\n {2}10: Thrown: 9\n {2}and 20 more$/,
  ],
  ['const odd = new Error("x"); odd.stack = 5; throw odd', 'failed: Error: x'],
  ['throw Object.create(null)', /^failed: Thrown: \[Object: null prototype\]/],
  ['throw new Proxy(new Error("p"), {})', /^failed: /],
  [
    'const trap = new Error("t"); Object.defineProperty(trap, "stack", { get() { throw 1 } }); throw trap',
    /^failed: /,
  ],
  [
    '({ get [Symbol.toStringTag]() { throw new Error("shown") } })',
    /^(failed: Error: shown|\{|Object)/,
  ],
  [
    '({ [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("shown") } })',
    /^failed: Error: shown/,
  ],
  ['JSON.parse("{")', /^failed: SyntaxError: .*JSON/],
  ['new Function("return (")', /^failed: SyntaxError/],
  ['eval("1 +")', /^failed: SyntaxError/],
  [
    'function deepIn(n) { return deepIn(n + 1) }; deepIn(0)',
    /^failed: RangeError: Maximum call stack/,
  ],
]);

table('what is cut off', [
  ['for (const i of [1]) {', 'incomplete'],
  ['f(', 'incomplete'],
  ['`abc', 'incomplete'],
  ['/* open', 'incomplete'],
  ['1 +', 'incomplete'],
  ['const x =', 'incomplete'],
  ['[1].map((x) => {', 'incomplete'],
  ['interface A {', 'incomplete'],
  ['function f(a: string) {', 'incomplete'],
  ['@core:', 'incomplete'],
  ['@r1 show version |>', 'incomplete'],
  ['_ |> where (a', 'incomplete'],
  ['_ |> where (r) => {', 'incomplete'],
  ['@r1 show version\nif (true) {', 'incomplete'],
]);

table('device commands', [
  ['@r1 show version', 'show version of r1'],
  ['@r1 show version; show clock', /show version of r1[\s\S]*show clock of r1/],
  ['x = @r1 show clock', 'show clock of r1'],
  ['x.text', "'show clock of r1'"],
  ['const c = @core show clock', 'done'],
  ['c.length', '2'],
  ['c.map((r) => r.host)', "[ 'r1', 'r2' ]"],
  ['(@r1 show clock)', /^failed: SyntaxError: A device command is a whole line/],
  ['@ show clock', /r1[\s\S]*sw-1[\s\S]*dead is gone/],
  ['%use core', /core/],
  ['t = @ show clock\nt.length', '2'],
  ['%use all', /./],
  ['@all,!dead show clock\n_.length', /./],
  ['(await run("all,!dead", "show clock")).length', '3'],
  ['t = @(platform=cisco_ios & !site=lab),!dead a\nt.map((r) => r.host)', "[ 'r2' ]"],
  ['t = @( site = "lab" ) a b\nt.map((r) => r.command)', "[ 'a b' ]"],
  ['t = @(platform=cisco*) a\nt.results.length', '4'],
  ['t = @core:\n  a\n  b; c\nt.length', '6'],
  ['t = @r1:\n  a\n\n  // not this\n  b\n\nt.map((r) => r.command)', "[ 'a', 'b' ]"],
  [
    'for (const h of ["r1", "r2"]) {\n  y = @r1 show x\n  print(h, y.text)\n}',
    'r1 show x of r1\nr2 show x of r1\ndone',
  ],
  [
    'const ask = async (n) => {\n  const z = @r2 show z\n  return z.text + n\n}\nawait ask(1)',
    "'show z of r21'",
  ],
  ['function plainly() {\n  return core.run("a")\n}\n(await plainly()).length', '2'],
  ['@r1 shwo\n_.ok', /./],
  ['y = @r1 shwo\n[y.ok, y.outcome]', "[ false, 'refused' ]"],
  ['@r1 a\n@r2 b', 'a of r1\nb of r2'],
  ['for (const i of [1, 2]) {\n  @r1 a\n}', 'a of r1\na of r1\ndone'],
  ['if (true)\n  @r1 a\nelse\n  @r2 b', 'a of r1\ndone'],
  ['async function both2() {\n  @r1 a\n  x = @r2 b\n}\nawait both2()', 'a of r1\ndone'],
  ['[1] |> count\nr1?\n5', /1[\s\S]*10\.0\.0\.1[\s\S]*5$/],
  ['@r1 a | include b', 'a | include b of r1'],
  ['@r1 say "a; b"', 'say "a; b" of r1'],
  ['@r1 a \\; b', 'a ; b of r1'],
  ["@r1 description don't", "description don't of r1"],
  ['@dead show version', 'failed: dead is gone: reconnect'],
  ['1\n@dead show version\n2', /^failed: dead is gone: reconnect\n {2}@dead show version\n {2}\^$/],
  [
    '@nosuch show version',
    /^failed: nothing matches 'nosuch': there are r1, r2, sw-1, dead; groups core, access$/,
  ],
  ['1\n  @nosuch a', /^failed: nothing matches 'nosuch'.*\n {4}@nosuch a\n {4}\^$/],
  ['@(sit=lab) a', /^failed: no host has a 'sit': there are name, group/],
  ['@(site=lab a', /^failed: SyntaxError: The filter has a \( that is not closed at In\[\d+\]:1:2/],
  ['@core:\nshow version', /^failed: SyntaxError: The lines after this one are the commands/],
  ['show version', /^failed: SyntaxError: .*\nto ask the devices: @all show version$/],
  ['r1.data.site', "'lab'"],
  ['`\n@r1 not this\n`', '\n@r1 not this\n'],
  ['/* \n@r1 not this\n*/ 1', '1'],
  ['s = "a\\\n@r1 not this"', "'a@r1 not this'"],
]);

table('values in commands', [
  ['const gi = "Gi0/1"\n@r1 show int ${gi}', 'show int Gi0/1 of r1'],
  ['for (const h of core) {\n  @${h} a ${h.data.site}\n}', 'a lab of r1\na hq of r2\ndone'],
  ['@${["r1", "r2"]} a\n_.length', /./],
  ['x = @(site=${"lab"}) a ${1 + 1}\nx[0].text', "'a 2 of r1'"],
  ['@r1 a \\${gi}', 'a ${gi} of r1'],
  [
    '1\n@r1 a ${undefined}',
    /^failed: undefined cannot be part of a command: nothing was sent\n {2}@r1 a \$\{undefined\}\n/,
  ],
  [
    '@r1 a ${"b\\nreload"}',
    /^failed: 'b.*reload' holds a control character or a line break: nothing was sent/,
  ],
  ['@r1 a ${{}}', /^failed: a value of type object cannot be part/],
  ['@r1 a ${r2.run("b")}', /^failed: a value that has not arrived \(put await before it\) cannot/],
  ['@r1 a ${(await r2.run("b")).host}', 'a r2 of r1'],
  ['@r1 a ${nowhere}', /^failed: ReferenceError: nowhere is not defined\n.*:1:9$/],
  ['@r1 a ${b c}', /^failed: SyntaxError: .*:1:11\n/],
  [
    'evil = "$(echo no); \\x60echo no\\x60 \\x22 *"\n!printf %s "${evil}"',
    '$(echo no); \x60echo no\x60 " *\ndone',
  ],
  ['x = !echo ${r1.address} ${HOME:+home}\nx.text', "'10.0.0.1 home'"],
]);

table('stages', [
  ['t = @r1 show ip int brief |> where status == down', /Gi0\/1/],
  ['t.rows.length', '1'],
  [
    't = @core show ip int brief |> where status == up |> select host, interface\n[t.length, t.columns.join()]',
    "[ 2, 'host,interface' ]",
  ],
  ['_ |> count', /./],
  ['rows = [{ a: 1, b: "x" }, { a: 2, b: "y" }]', 'a  b\n1  x\n2  y'],
  ['t = rows |> where a > 1\nt.rows[0].b', "'y'"],
  ['t = rows |> where (r) => r.b === "x"\nt.rows[0].a', '1'],
  ['t = rows |> where (r) => {\n  // with } in it\n  return r.a > 1\n}\nt.rows[0].a', '2'],
  ['t = rows\n  |> where a > 0 // all\n  |> sort -a\nt.rows[0].a', '2'],
  ['t = rows |> where ({ a }: { a: number }) => a > 1\nt.length', '1'],
  ['t = rows |> join [{ a: 1, c: 3 }] on a\nt.columns.join()', /a.*b.*c/],
  ['print(rows |> where a > 1 |> count)\n1', /1/],
  ['pick1 = (list) => list |> where a > 1\npick1(rows).length', '1'],
  ['async function both(list) {\n  return list |> where a > 0\n}\n(await both(rows)).length', '2'],
  ['function now(list) {\n  return list |> where a > 0\n}\nnow(rows).length', '2'],
  ['t = r1.run("show ip int brief") |> where status == up\nt.length', '1'],
  ['t = "a\\nb\\nab" |> grep a\nt', /a\n?.*ab/s],
  ['rows |> whre a', /^failed: there is no stage 'whre'.*\n {2}rows \|> whre a\n {10}\^$/s],
  ['1\nrows |> where nosuch == 1', /^failed: .*nosuch.*\n {2}rows \|> where nosuch == 1\n/s],
  ['rows |> where (r) => r.b.c.d', /^failed: TypeError: .*\n.*:1:28/],
  ['5 |> where a == 1', /^failed: /],
  [
    '|> where a',
    /^failed: SyntaxError: Before \|> there is nothing to give to a stage at In\[\d+\]:1:1/,
  ],
  ['rows |> 5', /^failed: SyntaxError: A stage has a name.*:1:9/],
  ['"a |> b"', "'a |> b'"],
  ['t = @dead show x |> where a', /^failed: dead is gone: reconnect/],
]);

table('magics', [
  ['%nosuch', /^failed: there is no %nosuch/],
  ['1\n%nosuch\n2', /^failed: there is no %nosuch[\s\S]*%nosuch\n {2}\^$/],
  ['7 % 4', '3'],
  ['seven = 7\nfour = 4\nseven\n  % four', '3'],
  ['x = %cd\ntypeof x', "'string'"],
  ['1\n%time null.x', /:2:12/],
  [
    '%time @r1 show x |> whre',
    /failed: there is no stage 'whre'.*\n {2}%time @r1 show x \|> whre\n {22}\^$/s,
  ],
  ['%time 1 +', /failed: .*In\[\d+\]/],
  ['%time a b', /In\[\d+\]:1:9/],
  ['%%js\nconst js1 = 1\nnull.x', /:3:6/],
  ['t = %time @r1 show ip int brief |> where status == up\nt.length', /1$/],
  ['%%nosuch a\nb', /^failed: there is no %nosuch/],
]);

table('this machine', [
  ['!echo hi', 'hi\ndone'],
  ['x = !echo a; echo b', 'a\nb'],
  ['[x.length, x[1], x.text, x.code, x.ok]', "[ 2, 'b', 'a\\nb', 0, true ]"],
  ['x.lines', "[ 'a', 'b' ]"],
  ['x.map((line) => line + 1)', "[ 'a1', 'b1' ]"],
  ['x = !exit 3\nx.code', '3'],
  ['!exit 3', '(exit code 3)\ndone'],
  ['!kill $$', '(ended by SIGTERM)\ndone'],
  ['x = !echo wrong >&2; echo right', 'wrong\nright'],
  ['!printf "no newline"', 'no newline\ndone'],
  ['t = !printf "a\\nb\\nab\\n" |> grep b\n1', '1'],
  ['!echo "|>" \'x\' `echo y`', '|> x y\ndone'],
  ['ok = true\nok = !ok', 'false'],
  ['ok = ! echo ok', 'ok'],
  ['x = !ok.length', 'false'],
  ['x = !!ok', 'true'],
  ['!no-such-command-here', /not found[\s\S]*\(exit code 127\)\ndone$/],
  ['!read line; echo "[$line]"', /\[\]\ndone$/],
  ['if (true) {\n  z = !echo in\n}\nz.text', "'in'"],
]);

table('questions', [
  ['r1?', /^r1: .*10\.0\.0\.1/s],
  ['?r1', /^r1: .*10\.0\.0\.1/s],
  ['r1.run?', /run\(/],
  ['r1.run??', /run\(/],
  ['twice = (n) => n * 2\ntwice??', /twice: .*\n\n\(n\) => n \* 2$/],
  ['@core?', '@core: 2 hosts\n  r1  cisco_ios  10.0.0.1\n  r2  cisco_ios  10.0.0.2'],
  ['@(site=hq)?', /: 1 host\n {2}r2/],
  ['@nosuch?', /^failed: nothing matches 'nosuch'/],
  ['%nosuch?', /^failed: there is no %nosuch/],
  ['%use?', /%use \[SELECTOR\]/],
  ['where?', /where CONDITION/],
  ['?where', /where CONDITION/],
  ['nosuch?', /nosuch/],
  ['1\nr1?', /r1/],
  ['true ? 1 : 2', '1'],
  ['ok = true\nok\n  ? 1\n  : 2', '1'],
]);

table('pasted prompts', [
  ['In [3]: 1 + 1', '2'],
  ['In [3]: pasted = 1\n   ...: pasted + 1', '2'],
  ['In [1]: @r1 show x\n\nIn [2]: 5', 'show x of r1\n5'],
  ['In [3]: null.x', /:1:14$/],
]);

table('large and hostile values', [
  ['"x".repeat(5e7).length', '50000000'],
  ['big = "x".repeat(5e7); 1', '1'],
  ['Array.from({ length: 1e6 }, (_, i) => i).length', '1000000'],
  ['const circle = {}; circle.me = circle; circle', /Circular/],
  ['new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })', /./],
  ['({ get trap() { print("ran"); return 1 } })', '{ trap: [Getter] }'],
  ['"\\u001b]0;title\\u0007"', /./],
]);
