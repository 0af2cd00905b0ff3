import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../../../../src/core/package-folder.ts';
import { QUICKREF } from '../../../../src/repl/help/quickref.ts';
import { isComplete } from '../../../../src/repl/syntax/completeness.ts';

describe('the language on one screen', () => {
  it('fits one', () => {
    const lines = QUICKREF.split('\n');
    expect(lines.length).toBeLessThanOrEqual(22);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(92);
  });

  it('names every magic that there is, and no other', () => {
    const named = [...QUICKREF.matchAll(/%{1,2}([a-z]+)/g)].map(([, name]) => name ?? '');
    const there = namesIn('magics');
    expect(named.filter((name) => !there.includes(name) && name !== 'name')).toEqual([]);
    expect(there.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('names every stage that there is', () => {
    const [, stages = ''] = /STAGES(.*?)\nHOST/s.exec(QUICKREF) ?? [];
    const words = stages.split(/\W+/);
    expect(namesIn('stages').filter((name) => !words.includes(name))).toEqual([]);
  });

  it('shows lines that read as cells', () => {
    for (const cell of ['@core show clock; show version', 'x = @core show ip bgp summary']) {
      expect(QUICKREF).toContain(cell);
      expect(isComplete(cell)).toBe(true);
    }
  });
});

function namesIn(folder: 'magics' | 'stages'): readonly string[] {
  return readdirSync(join(packageFolder(), 'src/repl', folder)).map((file) =>
    file.replace(/\.ts$/, ''),
  );
}
