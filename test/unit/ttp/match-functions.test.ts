import { describe, expect, it } from 'vitest';
import { lines, plainData, ttp, ttpRun } from '../../helpers/ttp.ts';

/** The value of `v` in a line `x <text>` after functions; undefined when the line is dropped. */
function value(functions: string, text: string, before = ''): unknown {
  return item(functions, text, before)?.['v'];
}

/** The whole item of a line `x <text>`. */
function item(functions: string, text: string, before = ''): Record<string, unknown> | undefined {
  const template = `${before}\n<group name="g">\nx {{ v | _line_ | ${functions} }}\n</group>`;
  const made = ttp(template, `x ${text}`) as { g?: Record<string, unknown> };
  return made.g;
}

const vars = (text: string): string => `<vars>\n${text}\n</vars>`;

describe('a function that changes the value', () => {
  it.each([
    ['to_int', '12', 12],
    ['to_int', '-3', -3],
    ['to_int', '1.5', '1.5'],
    ['to_int', 'twelve', 'twelve'],
    ['to_int', '99999999999999999999', '99999999999999999999'],
    ['to_float', '1.5', 1.5],
    ['to_float', 'x', 'x'],
    ['to_int | to_str', '12', '12'],
    ['to_list', 'a', ['a']],
    ['split(",") | join(":")', 'a,b', 'a:b'],
    ['append("-end")', 'a', 'a-end'],
    ['split(",") | append("c")', 'a,b', ['a', 'b', 'c']],
    ['prepend("start-")', 'a', 'start-a'],
    ['split(",") | item(1)', 'a,b,c', 'b'],
    ['split(",") | item(-1)', 'a,b,c', 'c'],
    ['split(",") | item(9)', 'a,b,c', 'c'],
    ['sformat("AS{}")', '1', 'AS1'],
    ['replaceall("a")', 'banana', 'bnn'],
    ['replaceall("o", "a", "b")', 'abc', 'ooc'],
    ['resub("a", "o")', 'banana', 'bonana'],
    ['resub(old="(a)(n)", new="\\2\\1", count=2)', 'banana', 'bnanaa'],
    ['resuball("[an]")', 'banana', 'b'],
    ['resuball("-", " +", ",")', 'a  b,c', 'a-b-c'],
    ['unrange("-", ",")', '7,10-12', '7,10,11,12'],
    ['unrange(rangechar="to", joinchar=" ")', '1to3 7', '1 2 3 7'],
    ['unrange("-", ",")', '1-999999999', '1-999999999'],
    ['truncate(2)', 'a b  c', 'a b'],
    ['let("new")', 'a', 'new'],
    ['upper', 'aB', 'AB'],
    ['lower', 'aB', 'ab'],
    ['title', 'ab cd', 'Ab Cd'],
    ['strip("\'")', "'a'", 'a'],
    ['lstrip("0")', '007', '7'],
    ['split', 'a  b', ['a', 'b']],
    ['split(",", 1)', 'a,b,c', ['a', 'b,c']],
    ['replace("a", "$&")', 'a', '$&'],
    ['zfill(3)', '7', '007'],
  ])('%s of %j is %j', (functions, text, wanted) => {
    expect(value(functions, text)).toEqual(wanted);
  });

  it('set with text before it fires only when the text matches', () => {
    const template =
      '<group name="i*">\ni {{ n }}\n shut {{ off | set(True) }}{{ by | set("cfg") }}\n</group>';
    expect(ttp(template, 'i 1\n shut\ni 2')).toEqual({
      i: [{ n: '1', off: true, by: 'cfg' }, { n: '2' }],
    });
  });

  it('set alone gives the value to every item, also from recorded variables', () => {
    const template = lines(`
      <vars>
      site = "hq"
      </vars>
      <group name="host">
      hostname {{ host | record("h") }}
      </group>
      <group name="i*">
      i {{ n }}
      {{ host | set("h") }}
      {{ place | set("site") }}
      </group>`);
    expect(ttp(template, 'hostname r1\ni 1\ni 2')).toMatchObject({
      i: [
        { n: '1', host: 'r1', place: 'hq' },
        { n: '2', host: 'r1', place: 'hq' },
      ],
    });
  });

  it('let adds a field, from a variable if there is one', () => {
    expect(item('let("kind", "eth")', 'a')).toEqual({ v: 'a', kind: 'eth' });
    expect(item('let("kind", "K")', 'a', vars('K = "from vars"'))).toMatchObject({
      kind: 'from vars',
    });
  });

  it('copy and record keep the value, count counts', () => {
    expect(item('copy("w") | upper', 'a')).toEqual({ v: 'A', w: 'a' });
    const template = lines(`
      <group name="i*">
      i {{ n | count(var="own", globvar="all") }}
      </group>
      <group name="sum">
      end {{ _start_ }}
      {{ own | set("own") }}
      {{ all | set("all") }}
      </group>`);
    const run = ttpRun(template, [{ text: 'i 1\ni 2\nend' }, { text: 'i 3\nend' }]);
    expect(plainData(run.results)).toMatchObject([
      [{ sum: { own: 2, all: 2 } }, { sum: { own: 1, all: 3 } }],
    ]);
  });

  it('joinmatches joins texts with its sign, a line break unless told, and lists to one list', () => {
    const joined = (functions: string): unknown => {
      const template = `<group name="i">\ni {{ n }}\n v {{ v | ${functions} }}\n</group>`;
      return (ttp(template, 'i 1\n v a\n v b,c') as { i: { v: unknown } }).i.v;
    };
    expect(joined('joinmatches')).toBe('a\nb,c');
    expect(joined('joinmatches(",")')).toBe('a,b,c');
    expect(joined('split(",") | joinmatches')).toEqual(['a', 'b', 'c']);
    expect(joined('to_list | joinmatches')).toEqual(['a', 'b,c']);
  });

  it('replaceall takes lists and objects of variables', () => {
    expect(
      value('replaceall("", "OLD")', 'GigabitEthernet1', vars('OLD = ["gabit", "Ethernet"]')),
    ).toBe('Gi1');
    const names = vars('NAMES = {"Ge": ["Gig", "GigabitEthernet"], "Lo": ["Loopback"]}');
    expect(value('replaceall("NAMES")', 'Loopback0', names)).toBe('Lo0');
    expect(
      value('resuball("RES")', 'GigabitEthernet1/1', vars("RES = {'Gi': ['Giga\\S+?ernet']}")),
    ).toBe('Gi1/1');
  });

  it('chain runs the functions that a variable lists', () => {
    expect(value('chain("F")', 'a,b', vars('F = ["upper", "split(\',\')"]'))).toEqual(['A', 'B']);
    expect(value('chain("F")', 'a,b', vars('F = "upper | append(\'!\')"'))).toBe('A,B!');
  });

  it('chain ends where variables list each other, or there is none', () => {
    expect(value('chain("F")', 'a', vars('F = "chain(F)"'))).toBe('a');
    expect(value('chain("nobody")', 'a')).toBe('a');
    expect(() => item('chain("F")', 'a', vars('F = "upper("'))).toThrow(
      'test.ttp:4: expected ) after the arguments of upper',
    );
    expect(() => item('contains_re("R")', 'a', vars('R = "("'))).toThrow('test.ttp:4: missing )');
  });

  it('sformat knows variables, and leaves the value where one is missing', () => {
    expect(value('sformat("{} at {site:>4}")', 'a', vars('site = "hq"'))).toBe('a at   hq');
    expect(value('sformat("{} {nobody}")', 'a')).toBe('a');
  });

  it('void drops what it matched, raise ends the run, print says', () => {
    expect(item('void', 'a')).toBeUndefined();
    expect(() => item('raise("no such thing")', 'a')).toThrow(
      /the template stopped: no such thing/,
    );
    const run = ttpRun('x {{ v | print }}', 'x \u001b[31mred');
    expect(run.warnings).toEqual(['print: ␛[31mred']);
  });
});

describe('a condition', () => {
  it.each([
    ['contains("a", "b")', 'xbx', true],
    ['contains("a", "b")', 'xcx', false],
    ['contains_re("^a\\d")', 'a1', true],
    ['contains_re("^a\\d")', 'ba1', false],
    ['exclude("a", "b")', 'xax', false],
    ['exclude("a")', 'b', true],
    ['exclude_re("\\d$")', 'a1', false],
    ['equal("a")', 'a', true],
    ['equal("a")', 'ab', false],
    ['notequal("a")', 'ab', true],
    ['startswith_re("a|b")', 'bx', true],
    ['startswith_re("a|b")', 'xb', false],
    ['endswith_re("a|b")', 'xb', true],
    ['notstartswith_re("a")', 'ab', false],
    ['notendswith_re("a")', 'ab', true],
    ['isdigit', '12', true],
    ['isdigit', '12a', false],
    ['notdigit', '12', false],
    ['greaterthan(10)', '11', true],
    ['greaterthan(10)', '10', false],
    ['greaterthan(10)', 'many', false],
    ['lessthan(10)', '9', true],
    ['is_ip', '10.0.0.1', true],
    ['is_ip', '10.0.0.256', false],
    ['is_ip', '2001:db8::1', true],
    ['is_ip("ipv4")', '2001:db8::1', false],
    ['cidr_match("10.0.0.0/8")', '10.1.2.3', true],
    ['cidr_match("10.0.0.0/8")', '11.1.2.3', false],
    ['cidr_match("10.0.0.0/8")', 'no address', false],
    ['startswith("a")', 'ab', true],
    ['startswith("b")', 'ab', false],
  ])('%s of %j: %j', (functions, text, isKept) => {
    expect(item(functions, text) !== undefined).toBe(isKept);
  });

  it('takes the value of a template variable that its text names', () => {
    expect(item('contains("WANTED")', 'b', vars('WANTED = ["a", "b"]'))).toBeDefined();
    expect(item('contains("WANTED")', 'WANTED', vars('WANTED = "z"'))).toBeUndefined();
    expect(item('cidr_match("NET")', '10.0.0.1', vars('NET = "10.0.0.0/30"'))).toBeDefined();
  });
});

describe('a function that knows networks', () => {
  it.each([
    ['to_ip', '10.0.0.1', '10.0.0.1'],
    ['to_ip', '10.0.0.1 255.255.255.0', '10.0.0.1/24'],
    ['to_ip', '2001:DB8:0:0::1', '2001:db8::1'],
    ['to_ip', 'no', 'no'],
    ['to_net', '10.0.0.1/24', '10.0.0.0/24'],
    ['to_cidr', '255.255.254.0', 23],
    ['to_cidr', '0.0.0.255', 24],
    ['to_cidr', '255.0.255.0', '255.0.255.0'],
    ['mac_eui', 'aabb.ccDD.eeff', 'aa:bb:cc:dd:ee:ff'],
    ['mac_eui', 'aabb', 'aabb'],
    ['uptimeparse', '1 week, 2 days, 3 hours, 4 minutes', 788_640],
    ['uptimeparse', '2d03h', 183_600],
    ['uptimeparse', '00:01:02', 62],
    ['uptimeparse', 'never', 'never'],
  ])('%s of %j is %j', (functions, text, wanted) => {
    expect(value(functions, text)).toEqual(wanted);
  });

  it('uptimeparse gives units, ip_info what there is to say', () => {
    expect(value('uptimeparse(format="dict")', '5 weeks, 1 day')).toEqual({ weeks: 5, days: 1 });
    expect(value('ip_info', '10.0.0.1/30')).toMatchObject({
      ip: '10.0.0.1',
      network: '10.0.0.0/30',
      netmask: '255.255.255.252',
      num_addresses: 4,
      is_private: true,
      version: 4,
    });
  });
});

describe('a look-up', () => {
  const TABLE =
    '<lookup name="as" load="csv" key="asn">\nasn,name,city\n65001,one,Bern\n65002,two,Oslo\n</lookup>';
  const TREE = "<lookup name='t'>\n{'as': {'names': {'65001': 'one'}}}\n</lookup>";

  it('replaces the value by what is found, or adds it as a field', () => {
    expect(value('lookup("as")', '65001', TABLE)).toEqual({ name: 'one', city: 'Bern' });
    expect(item('lookup("t.as.names", add_field="n")', '65001', TREE)).toEqual({
      v: '65001',
      n: 'one',
    });
  });

  it('without a hit changes nothing', () => {
    expect(item('lookup("as", add_field="n")', '9', TABLE)).toEqual({ v: '9' });
    expect(value('lookup("nobody")', '9', TABLE)).toBe('9');
    expect(value('lookup("as")', '__proto__', TABLE)).toBe('__proto__');
  });

  it('rlookup looks for the keys within the value', () => {
    const table = "<lookup name='t' load='ini'>\n[loc]\n-BR-: branch\n-DC-: data centre\n</lookup>";
    expect(value('rlookup("t.loc")', 'r1-DC-2', table)).toBe('data centre');
    expect(value('rlookup("t.loc")', 'r1', table)).toBe('r1');
  });

  it('gpvlookup gives the classes whose glob patterns fit', () => {
    const table = '<lookup name="t" load="yaml">\ncore: ["r*-1", "x"]\nall: ["*"]\n</lookup>';
    expect(value('gpvlookup("t")', 'r7-1', table)).toBe('core');
    expect(value('gpvlookup("t", multimatch=True)', 'r7-1', table)).toEqual(['core', 'all']);
    expect(item('gpvlookup("t", add_field="c")', 'sw', table)).toEqual({ v: 'sw', c: 'all' });
  });

  it('finds what a group of another input, or an earlier template, has made', () => {
    const group = lines(`
      <group name="macs.{{ mac }}">
      mac {{ mac }} port {{ port }}
      </group>
      <group name="arp*">
      arp {{ ip }} {{ mac | lookup(group="macs", add_field="on") }}
      </group>`);
    const run = ttpRun(group, [{ text: 'mac aa port 1' }, { text: 'arp 10.0.0.1 aa' }]);
    expect(plainData(run.results[0]?.[1])).toEqual({
      arp: [{ ip: '10.0.0.1', mac: 'aa', on: { port: '1' } }],
    });
    const two = lines(`
      <template name="first">
      <group name="macs.{{ mac }}">
      mac {{ mac }} port {{ port }}
      </group>
      </template>
      <template>
      <group name="arp*">
      arp {{ ip }} {{ mac | lookup(template="first.macs", add_field="on") }}
      </group>
      </template>`);
    const both = ttpRun(two, 'mac aa port 1\narp 10.0.0.1 aa');
    expect(plainData(both.results[1]?.[0])).toEqual({
      arp: [{ ip: '10.0.0.1', mac: 'aa', on: { port: '1' } }],
    });
  });
});
