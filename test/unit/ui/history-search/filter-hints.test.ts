import { describe, expect, it } from 'vitest';
import {
  filterHint,
  filterSuggestion,
  withNextPart,
} from '../../../../src/ui/history-search/filter-hints.ts';

const KNOWN = { hosts: ['r1', 'r2', 'sw1'], groups: ['core'], platforms: ['cisco_ios'] };

describe('what is shown behind a filter being typed', () => {
  it.each([
    ['ho', 'st:'],
    ['bgp da', 'y:'],
    ['bgp', ''],
    ['h', ''],
    ['host:s', 'w1'],
    ['host:r1,s', 'w1'],
    ['host:@c', 'ore'],
    ['host:', ''],
    ['day:to', 'day'],
    ['day:today', ''],
    ['outcome:re', 'fused'],
    ['platform:cis', 'co_ios'],
    ['in:c', 'ommands'],
    ['nothing:x', ''],
  ])('%s goes on with %j', (text, rest) => {
    expect(filterSuggestion(text, KNOWN)).toBe(rest);
  });

  it('names the values of the filter at the end, else the filters', () => {
    expect(filterHint('bgp day:')).toMatch(/day:yesterday/);
    expect(filterHint('bgp')).toMatch(/outcome:/);
  });

  it('goes from both to commands, answers, and both again', () => {
    expect(withNextPart('bgp')).toBe('in:commands bgp');
    expect(withNextPart('in:commands bgp')).toBe('in:answers bgp');
    expect(withNextPart('bgp in:answers host:r1')).toBe('bgp host:r1');
    expect(withNextPart('')).toBe('in:commands');
  });
});
