import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CellBench } from '../helpers/cell-bench.ts';

// Cells of a real kernel import what lies in a folder of the test's.

const bench = new CellBench();
const folder = mkdtempSync(join(tmpdir(), 'showrun-modules-'));
let changes = 0;

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  // Two changes within one tick of the file system's clock are still two.
  const seconds = 1_700_000_000 + ++changes;
  utimesSync(path, seconds, seconds);
}

const said = (source: string) => bench.said(source);

beforeAll(async () => {
  await said(`process.chdir(${JSON.stringify(folder)})`);
});
afterAll(async () => {
  await bench.kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a cell imports', () => {
  it('a file of the current folder, TypeScript or JavaScript, with or without its ending', async () => {
    write(
      'a.ts',
      'export interface A { n: number }\nexport const a = (n: number): A => ({ n });\n',
    );
    write('b.mjs', 'export default 5; export const c = 6;\n');
    write('plain.js', 'export const kind = "module";\n');
    write('old.cjs', 'exports.kind = "script";\n');
    write('sub/index.ts', 'export { a as inner } from "../a.js";\n');
    write('data.json', '{"x": [1]}');
    expect(await said("import { a } from './a.ts'; a(3)")).toBe('{ n: 3 }');
    expect(await said("import { a as again } from './a'; again === a")).toBe('true');
    expect(await said("import b, { c as see } from './b.mjs'; [b, see]")).toBe('[ 5, 6 ]');
    expect(await said("import * as p from './plain.js'; p.kind")).toBe("'module'");
    expect(await said("import old from './old.cjs'; old.kind")).toBe("'script'");
    expect(await said("import { inner } from './sub'; inner === a")).toBe('true');
    expect(await said("import data from './data.json'; data.x")).toBe('[ 1 ]');
    expect(await said("import d2 from './data.json' with { type: 'json' }; d2.x")).toBe('[ 1 ]');
    expect(await said("(await import('./b.mjs')).c")).toBe('6');
    expect(await said(`(await import(${JSON.stringify(join(folder, 'b.mjs'))})).c`)).toBe('6');
    expect(await said("const later = () => import('./b.mjs'); (await later()).c")).toBe('6');
  });

  it('packages from the current folder on, and what Node has', async () => {
    write('node_modules/kit/package.json', '{"name":"kit","exports":{"import":"./k.mjs"}}');
    write('node_modules/kit/k.mjs', 'export const k = 1;\n');
    expect(await said("import { k } from 'kit'; k")).toBe('1');
    expect(await said("import { sep } from 'path'; sep")).toBe("'/'");
  });

  it('what has changed meanwhile, in the file itself or in one it imports', async () => {
    write('deep.ts', 'export const deep: number = 1;\n');
    write('top.ts', "import { deep } from './deep.ts';\nexport const top = () => deep + 100;\n");
    expect(await said("import { top } from './top.ts'; top()")).toBe('101');
    write('deep.ts', 'export const deep: number = 2;\n');
    expect(await said('top()')).toBe('101');
    expect(await said("import { top } from './top.ts'; top()")).toBe('102');
    write('top.ts', "import { deep } from './deep.ts';\nexport const top = () => deep + 200;\n");
    expect(await said("(await import('./top.ts')).top()")).toBe('202');
    write('old.cjs', 'exports.kind = "new script";\n');
    expect(await said("import old from './old.cjs'; old.kind")).toBe("'new script'");
  });

  it('one copy of what has not changed', async () => {
    write('state.ts', 'export const seen: number[] = [];\n');
    write('one.ts', "import { seen } from './state.ts';\nseen.push(1);\n");
    write('two.ts', "import { seen } from './state.ts';\nseen.push(2);\n");
    await said("import './one.ts'");
    await said("import './two.ts'");
    expect(await said("import { seen } from './state.ts'; seen")).toBe('[ 1, 2 ]');
  });

  it('from another folder after going there', async () => {
    write('there/a.ts', 'export const a = "there";\n');
    await said("process.chdir('there')");
    expect(await said("import { a } from './a'; a")).toBe("'there'");
    expect(await said("require('./a').a")).toBe("'there'");
    await said("process.chdir('..')");
  });

  it('and is told where what it imports is wrong', async () => {
    write('bad.ts', 'export const x = 1;\nexport const y: number = ;\n');
    write('throws.ts', 'export function f(n: number): never {\n  throw new Error(`no ${n}`);\n}\n');
    expect(await said("import './nosuch.ts'")).toMatch(
      /^failed: Error: there is no \.\/nosuch\.ts in .*: %cd goes to another folder\n.*In\[\d+\]:1:1$/,
    );
    expect(await said("import './bad.ts'")).toMatch(/^failed: SyntaxError: .*bad\.ts:2:26/);
    const text = await said("import { f } from './throws.ts'\nf(5)");
    expect(text).toMatch(/^failed: Error: no 5\n.*at f \(.*throws\.ts:2:9\)\n.*In\[\d+\]:2:1$/);
    expect(await said("import 'no-such-package-here'")).toMatch(
      /^failed: Error: there is no package no-such-package-here in .*\n.*In\[\d+\]:1:1$/,
    );
  });
});

describe('a cell requires', () => {
  it('files and packages of the current folder, and changed ones again', async () => {
    write('c.cjs', 'module.exports = { v: require("./d.cjs") };\n');
    write('d.cjs', 'module.exports = 1;\n');
    expect(await said("require('./c').v")).toBe('1');
    write('d.cjs', 'module.exports = 2;\n');
    expect(await said("require('./c').v")).toBe('2');
    expect(await said("require('./data.json').x")).toBe('[ 1 ]');
    expect(await said("require('node:os').EOL")).toBe('\n');
    expect(await said("require.resolve('./c.cjs')")).toContain('c.cjs');
    expect(await said("require('./nosuch')")).toMatch(/^failed: Error: there is no .\/nosuch in/);
  });
});
