import { describe, expect, it } from 'vitest';
import { readSelectorLine, selectorLineEdits } from '../../../../src/repl/syntax/selector-lines.ts';
import { applyEdits } from '../../../../src/repl/syntax/text-edits.ts';

function rewritten(source: string): string {
  return applyEdits(source, selectorLineEdits(source)).text;
}

describe('a selector line', () => {
  it.each([
    ['@r1 show version', 'await $showrun.run("r1", "show version");'],
    ['  @r1,r2  show ip route  ', '  await $showrun.run("r1,r2", "show ip route");'],
    ['@core-* show clock', 'await $showrun.run("core-*", "show clock");'],
    ['@@core,r2 show clock', 'await $showrun.run("@core,r2", "show clock");'],
    ['@größe/1 show clock', 'await $showrun.run("größe/1", "show clock");'],
    ['x = @all show clock', 'x = await $showrun.run("all", "show clock");'],
    ['const x = await @all show clock', 'const x = await $showrun.run("all", "show clock");'],
    ['this.x = @r1 show clock', 'this.x = await $showrun.run("r1", "show clock");'],
    [
      '@r1 show run | include "x\\y"',
      'await $showrun.run("r1", "show run | include \\"x\\\\y\\"");',
    ],
    ['for (;;) {\n  @r1 show clock\n}', 'for (;;) {\n  await $showrun.run("r1", "show clock");\n}'],
  ])('%s becomes %s', (source, expected) => {
    expect(rewritten(source)).toBe(expected);
  });

  it.each([
    '"@r1 show version"',
    "const s = '@r1 show version'",
    '`\n@r1 show version\n`',
    '/*\n@r1 show version\n*/',
    "'\\\n@r1 show version'",
    '// @r1 show version',
    '/@r1 show/',
    'x == @r1 show',
    '@r1',
    'f(@r1 show version)',
  ])('is not found in %j', (source) => {
    expect(rewritten(source)).toBe(source);
  });

  it('is found after a template that has ended, and after another selector line', () => {
    const source = 'a = `\n@r1 no\n`\n@r1 one\nb = @r2 two `\n@r3 three';
    expect(selectorLineEdits(source)).toHaveLength(3);
    expect(readSelectorLine('b = @r2 two `')).toEqual({ at: 4, selector: 'r2', command: 'two `' });
  });
});
