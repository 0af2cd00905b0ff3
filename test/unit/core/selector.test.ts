import { describe, expect, it } from 'vitest';
import { select } from '../../../src/core/selector.ts';

const HOSTS = [
  { name: 'r1', groups: ['core'] },
  { name: 'r2', groups: ['core', 'site-a'] },
  { name: 'sw1', groups: [] },
];

function names(selector: string): string[] {
  return select(selector, HOSTS).map((host) => host.name);
}

describe('a selector', () => {
  it('names a host, a list, a group, a pattern or all', () => {
    expect(names('r1')).toEqual(['r1']);
    expect(names('sw1, r1')).toEqual(['r1', 'sw1']);
    expect(names('@core')).toEqual(['r1', 'r2']);
    expect(names('r*')).toEqual(['r1', 'r2']);
    expect(names('all')).toEqual(['r1', 'r2', 'sw1']);
  });

  it('takes capitals and small letters in a pattern for the same, and is not slowed down by stars', () => {
    expect(names('R*')).toEqual(['r1', 'r2']);
    const hosts = [{ name: 'a'.repeat(5_000), groups: [] }];
    expect(() => select(`${'*a'.repeat(200)}b`, hosts)).toThrow('nothing matches');
  });

  it('names each host once', () => {
    expect(names('r1,@core,r*')).toEqual(['r1', 'r2']);
  });

  it('says which part matches nothing, and what there is', () => {
    expect(() => names('r1,r9')).toThrow("nothing matches 'r9'");
    expect(() => names('@edge')).toThrow("nothing matches '@edge'");
    expect(() => names(' ')).toThrow('no host was named');
  });

  it('prefers a host that is called all', () => {
    const hosts = [...HOSTS, { name: 'all', groups: [] }];
    expect(select('all', hosts).map((host) => host.name)).toEqual(['all']);
  });
});
