import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../../src/core/errors.ts';
import { select } from '../../../../src/core/selector/selector.ts';

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

  it('takes a bare group where no host is called so', () => {
    expect(names('core')).toEqual(['r1', 'r2']);
    expect(select('core', [...HOSTS, { name: 'core', groups: [] }])).toHaveLength(1);
    expect(names('@all')).toEqual(['r1', 'r2', 'sw1']);
  });

  it('leaves out what stands behind a !', () => {
    expect(names('all,!r1')).toEqual(['r2', 'sw1']);
    expect(names('!r1')).toEqual(['r2', 'sw1']);
    expect(names('!@core , all')).toEqual(['sw1']);
    expect(() => names('all,!r9')).toThrow("nothing matches 'r9'");
    expect(() => names('core,!core')).toThrow("nothing is left of 'core,!core'");
  });
});

describe('a filter', () => {
  const FLEET = [
    { name: 'r1', groups: ['core'], platform: 'cisco_ios', address: '10.0.0.1', transport: 'ssh' },
    { name: 'r2', groups: ['core'], platform: 'cisco_ios', data: { site: 'lab', rack: 7 } },
    {
      name: 'e1',
      groups: ['edge'],
      platform: 'arista_eos',
      data: { site: 'Paris 2', tags: ['a', 'b'] },
    },
    {
      name: 'e2',
      groups: [],
      platform: 'juniper_junos',
      data: { site: 'lab', own: { kit: true } },
    },
  ];
  const chosen = (selector: string) =>
    select(selector, FLEET)
      .map(({ name }) => name)
      .join();

  it.each([
    ['(platform=cisco_ios)', 'r1,r2'],
    ['(platform=cisco_ios & !site=lab)', 'r1'],
    ['(platform = CISCO_* && site = lab)', 'r2'],
    ['(site=lab | group=core)', 'r1,r2,e2'],
    ['(site=lab || group=core & !name=r1)', 'r2,e2'],
    ['((site=lab | group=core) & !name=r1)', 'r2,e2'],
    ['(site!=lab)', 'r1,e1'],
    ['(site="Paris 2")', 'e1'],
    ["(site='paris*')", 'e1'],
    ['(rack=7)', 'r2'],
    ['(tags=b)', 'e1'],
    ['(own.kit=true)', 'e2'],
    ['(platform=arista_eos,juniper*)', 'e1,e2'],
    ['(name~"^[re]1$")', 'r1,e1'],
    ['(name!~1)', 'r2,e2'],
    ['(address~^10)', 'r1'],
    ['(transport=ssh)', 'r1'],
    ['(core & !r1)', 'r2'],
    ['(@core | e*)', 'r1,r2,e1,e2'],
    ['@(site=lab),r1', 'r1,r2,e2'],
    ['all,!(site=lab | site="Paris 2")', 'r1'],
    ['(tags=a),!(site="x,)" | name=r2),r1', 'r1,e1'],
  ])('%s chooses %s', (selector, expected) => {
    expect(chosen(selector)).toBe(expected);
  });

  it.each([
    ['(site=rome)', "nothing matches '(site=rome)': site is one of Paris 2, lab"],
    [
      '(sit=lab)',
      "no host has a 'sit': there are name, group, platform, address, transport, site, rack, tags, own",
    ],
    ['(site=lab', "'(site=lab' has a ( that is not closed: a filter looks like"],
    ['(site="lab)', 'has a quote that is not closed'],
    ['r1)', "'r1)' has a ) too many"],
    ['(site=)', "the filter (site=) is wrong: a value for 'site' is missing at its end"],
    ['(=lab)', "is wrong: at '=' a name or key=value is missing before it"],
    ['(site=lab rack=7)', "is wrong: at 'rack' an & or | is missing before it"],
    ['(site=lab & (rack=7 r1))', "is wrong: at 'r1' a ) is missing before it"],
    ['(name~"(")', "is wrong: '(' is no regular expression"],
    ['()', 'a name or key=value is missing at its end'],
    ['(r1 & nosuch)', "nothing matches 'nosuch': there are r1, r2, e1, e2; groups core, edge"],
  ])('%s is told: %s', (selector, expected) => {
    let line = '';
    try {
      chosen(selector);
    } catch (thrown) {
      line = thrown instanceof ShowrunError ? thrown.line : String(thrown);
    }
    expect(line).toContain(expected);
  });

  it('is not held up by a slow expression', () => {
    const hosts = [{ name: `${'a'.repeat(60)}!`, groups: [] }];
    expect(() => select('(name~"^(a+)+$")', hosts)).toThrow('takes too long');
  });

  it('says the same as its parts, in any nesting', () => {
    const leaf = fc.constantFrom(
      'site=lab',
      'core',
      'name=r*',
      'rack!=7',
      'tags=a',
      'platform~ios$',
    );
    const text = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie('node'), fc.constantFrom('&', '|', ' & ', ' || '), tie('node'))
          .map(([a, sign, b]) => `(${a})${sign}(${b})`),
        tie('node').map((inner) => `!(${inner})`),
      ),
    })).node;
    const of = (filter: string) => new Set(tryChosen(filter));
    const tryChosen = (filter: string): string[] => {
      try {
        return select(`(${filter})`, FLEET).map(({ name }) => name);
      } catch {
        return [];
      }
    };
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [as, bs] = [of(a), of(b)];
        const every = FLEET.map(({ name }) => name);
        expect(tryChosen(`(${a}) & (${b})`)).toEqual(
          every.filter((one) => as.has(one) && bs.has(one)),
        );
        expect(tryChosen(`(${a}) | (${b})`)).toEqual(
          every.filter((one) => as.has(one) || bs.has(one)),
        );
        expect(tryChosen(`!(${a})`)).toEqual(every.filter((one) => !as.has(one)));
      }),
    );
  });
});
