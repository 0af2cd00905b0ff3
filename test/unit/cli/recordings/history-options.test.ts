import { describe, expect, it } from 'vitest';
import { historyText, parseHistory } from '../../../../src/cli/recordings/history-options.ts';

describe('the options of history', () => {
  it('become the line that the search has on the screen', () => {
    expect(text('bgp', '-H', '@core, r9', '-d', 'today', '--outcome', 'refused')).toBe(
      'host:@core,r9 outcome:refused day:today bgp',
    );
    expect(text('--in', 'answers', 'is down', '/a b/', 'host:r1')).toBe(
      'in:answers "is down" /a b/ host:r1',
    );
  });

  it('refuse what is none of them', () => {
    expect(() => parseHistory(['--outcome', 'fine'])).toThrow(/ok, refused or unfinished/);
    expect(() => parseHistory(['--in', 'dreams'])).toThrow(/commands, answers or both/);
    expect(() => parseHistory(['-n', '0'])).toThrow(/above 0/);
  });
});

function text(...argv: readonly string[]): string {
  return historyText(parseHistory(argv));
}
