import { describe, expect, it } from 'vitest';
import { readSearchQuery } from '../../../../src/journal/search/read-query.ts';

const NOW_MS = new Date(2026, 10, 21, 14, 2).getTime();

describe('the line of a search', () => {
  it('has words, phrases and expressions; a capital makes a word exact', () => {
    expect(words('ospf "is down" Gi0/1 /st\\w+ Up$/ /24 /\\S+/')).toEqual([
      { kind: 'text', source: 'ospf', isExact: false },
      { kind: 'text', source: 'is down', isExact: false },
      { kind: 'text', source: 'Gi0/1', isExact: true },
      { kind: 'pattern', source: 'st\\w+ Up$', isExact: true },
      { kind: 'text', source: '/24', isExact: false },
      { kind: 'pattern', source: '\\S+', isExact: false },
    ]);
  });

  it('takes what is not closed yet as far as it is typed', () => {
    expect(words('"is do')).toEqual([{ kind: 'text', source: 'is do', isExact: false }]);
    expect(words('/st\\w')).toEqual([{ kind: 'text', source: '/st\\w', isExact: false }]);
    expect(readSearchQuery('host: day: x', NOW_MS)).toMatchObject({
      problem: undefined,
      query: { words: [{ source: 'x' }], selectors: [], days: undefined },
    });
  });

  it('has filters', () => {
    const text =
      'host:r1,r2 host:(platform=cisco_ios & !site=lab),!r3 group:core outcome:ok,refused in:commands day:today mode:conf* platform:cisco_* by:run';
    expect(readSearchQuery(text, NOW_MS)).toEqual({
      problem: undefined,
      query: {
        words: [],
        where: 'commands',
        selectors: ['r1,r2', '(platform=cisco_ios & !site=lab),!r3', '@core'],
        outcomes: ['ok', 'refused'],
        days: {
          fromMs: new Date(2026, 10, 21).getTime(),
          toMs: new Date(2026, 10, 22).getTime(),
        },
        platforms: ['cisco_*'],
        modes: ['conf*'],
        by: ['run'],
      },
    });
    expect(readSearchQuery('ok:no', NOW_MS).query.outcomes).toEqual(['refused', 'unfinished']);
  });

  it('says in one line what is wrong, and goes by the rest', () => {
    expect(problem('day:someday x')).toMatch(/day:today/);
    expect(problem('outcome:bad')).toMatch(/outcome:refused/);
    expect(problem('in:nowhere')).toMatch(/in:commands/);
    expect(problem('/(/')).toBe('/(/ is no regular expression');
    expect(problem('host:(platform=')).toMatch(/\(|wrong/);
    expect(words('/(/ x')).toEqual([{ kind: 'text', source: 'x', isExact: false }]);
  });

  it('takes hosts that no recording has for no mistake', () => {
    expect(problem('host:nobody group:none')).toBeUndefined();
  });
});

function words(text: string) {
  return readSearchQuery(text, NOW_MS).query.words;
}

function problem(text: string): string | undefined {
  return readSearchQuery(text, NOW_MS).problem;
}
