import { describe, expect, it } from 'vitest';
import { isAbbreviation, rankLabels } from '../../../../src/repl/completion/ranking.ts';

function ranked(labels: readonly string[], typed: string): string[] {
  return rankLabels(
    labels.map((label) => ({ label })),
    typed,
  ).map(({ label }) => label);
}

describe('ranking', () => {
  it.each([
    ['show ip interface brief', 'siib', true],
    ['show ip interface brief', 'sh ip int', true],
    ['show ip interface brief', 'shipintbr', true],
    ['show ip interface brief', 'sib', true],
    ['show ip interface brief', 'iib', false],
    ['show ip interface brief', 'siix', false],
    ['elapsedMs', 'eM', false],
    ['elapsedMs', 'em', true],
    ['version', 'ver', false],
  ])('%s is abbreviated by %s: %s', (label, typed, expected) => {
    expect(isAbbreviation(label, typed)).toBe(expected);
  });

  it('puts what begins so first, then abbreviations; what only holds it counts where there are none', () => {
    expect(ranked(['the_rows', 'run_on', 'Rows', 'rows'], 'ro')).toEqual([
      'rows',
      'Rows',
      'run_on',
    ]);
    expect(ranked(['the_rows', 'x'], 'row')).toEqual(['the_rows']);
  });

  it('takes something of every word before something of some', () => {
    const labels = ['show ip ospf interface brief', 'show ip interface brief'];
    expect(ranked(labels, 'siib')).toEqual(['show ip interface brief']);
    expect(ranked(labels, 'sib')).toEqual(labels);
  });

  it('finds what is mistyped only where nothing fits', () => {
    expect(ranked(['platform', 'version'], 'platfrom')).toEqual(['platform']);
    expect(ranked(['platform', 'plan'], 'pla')).toEqual(['platform', 'plan']);
    expect(ranked(['platform'], 'x')).toEqual([]);
  });

  it('takes no time over what cannot be', () => {
    const label = Array.from({ length: 60 }, () => 'aaa').join(' ');
    expect(isAbbreviation(label, `${'a'.repeat(60)}b`)).toBe(false);
  });
});
