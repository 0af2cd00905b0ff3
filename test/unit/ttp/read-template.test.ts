import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../src/ttp/read-template.ts';
import { lines, plainData, ttp, ttpRun } from '../../helpers/ttp.ts';

const read = (source: string, load?: (name: string) => string) =>
  readTemplate(source, { file: 't.ttp', ...(load && { load }) });

describe('a template', () => {
  it('without any tag is one anonymous group', () => {
    const { units } = read('a {{ a }}\n b {{ b }}');
    expect(units).toHaveLength(1);
    expect(units[0]?.groups).toMatchObject([{ name: undefined, starts: [{ line: 1 }] }]);
  });

  it('may be several, in two levels', () => {
    const one = (name: string): string => `<template name="${name}">\na {{ a }}\n</template>`;
    expect(read(one('x') + one('y')).units.map(({ name }) => name)).toEqual(['x', 'y']);
    const nested = `<template>\n${one('x')}\n${one('y')}\n</template>`;
    expect(read(nested).units.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(() => read(`<template>\n${nested.repeat(2)}</template>`)).toThrow(/two levels/);
  });

  it.each([
    ['<g name="x">\na {{ a }}\n</g>'],
    ['<grp name="x">\na {{ a }}\n</grp>'],
    ["<group\n  name='x'>\na {{ a }}\n</group >"],
  ])('may write its tags short: %j', (source) => {
    expect(ttp(source, 'a 1')).toEqual({ x: { a: '1' } });
  });

  it('has text for people in doc, and comments', () => {
    const source =
      '<doc>\n<group> {{ not this }}\n</doc>\n<!-- <group> -->\n<group name="x">\n## no {{ x }}\na {{ a }}\n</group>';
    expect(ttp(source, 'a 1')).toEqual({ x: { a: '1' } });
  });

  it('may have brackets that are no tags, and entities', () => {
    expect(ttp('<{{ host }}> is &lt;{{ x }}&gt; &amp; &#35;', '<r1> is <a> & #')).toEqual([
      { host: 'r1', x: 'a' },
    ]);
  });

  it('says what it ignores', () => {
    const source = lines(`
      stray {{ a }}
      <group name="x">
      no braces
      a {{ a | dns }}
      </group>
      <macro>
      def f(data): return True
      </macro>
      <group name="empty">
      {{ a | set("x") }}
      </group>
      <input url="/etc/passwd"/>`);
    expect(read(source).warnings).toEqual([
      't.ttp:12: an input opens no files here: give it their text',
      't.ttp:6: a macro in Python cannot run: write it in JavaScript, <macro lang="js">',
      "t.ttp:3: a line without {{ }} is ignored: 'no braces'",
      't.ttp:4: dns is not to be had here',
      't.ttp:9: a group without a line that starts it matches nothing',
      't.ttp:1: a line outside of every group is ignored',
    ]);
  });

  it('says what inputs and outputs it leaves', () => {
    const source =
      '<group name="a" output="o">\na {{ a }}\n<group name="b" input="i">\nb {{ b }}\n</group>\n</group>\n<output returner="file"/>';
    expect(read(source).warnings).toEqual([
      't.ttp:7: an output is written nowhere here: whoever asked gets it',
      't.ttp:3: only a group on top can have an input',
      't.ttp:1: a group has no output of its own here: an <output> is for all',
    ]);
  });

  it.each([
    ['<group>\na {{ a }}', 't.ttp:1: the tag <group> is not closed'],
    ['a\n</group>', 't.ttp:2: </group> closes no tag'],
    [
      '<group name=x>\n</group>',
      't.ttp:1: expected attributes such as name="x", then >, in <group>',
    ],
    ['<group name="a" name="b">\n</group>', 't.ttp:1: <group> has name twice'],
    ['<vars>\na = 1', 't.ttp:1: the tag <vars> is not closed'],
    ['\na {{ a | nosuch }}', 't.ttp:2: there is no function nosuch'],
    ['\na {{ a | re("(") }}', 't.ttp:2: missing )'],
    ['\na {{ a | re("[z-a]") }}', 't.ttp:2: bad character range in a set'],
    ['\na {{ a | contains("x }}', 't.ttp:2: {{ without its }}, or a quote in it'],
    ['\na {{ a | contains("x" }}', 't.ttp:2: expected ) after the arguments of contains'],
    ['\na {{ }}', 't.ttp:2: expected a name in {{ }}'],
    ['\na {{ __proto__ }}', "t.ttp:2: '__proto__' cannot name a variable"],
    ['\na {{ a.constructor }}', "t.ttp:2: 'a.constructor' cannot name a variable"],
    ['\na {{ a+b }}', "t.ttp:2: 'a+b' cannot name a variable"],
    ['<group name="a.__proto__">\na {{ a }}\n</group>', "t.ttp:1: '__proto__' cannot name a group"],
    [
      '<group name="a.{{ b">\na {{ a }}\n</group>',
      "t.ttp:1: expected {{ name }} in the group's name '{{ b'",
    ],
    ['<group nosuch="1">\na {{ a }}\n</group>', 't.ttp:1: a group has no function nosuch'],
    [
      '<vars>\na = 1\nimport os\n</vars>',
      't.ttp:3: python: expected name = value; other Python is not run',
    ],
    [
      '<vars>\na = open("x")\n</vars>',
      't.ttp:2: python: expected a text, number, list or dictionary, not \'open("x")\'',
    ],
    [
      '<vars>\na = 1 + 1\n</vars>',
      't.ttp:2: python: expected the end of the line; other Python is not run',
    ],
    ['<vars>\n__proto__ = 1\n</vars>', "t.ttp:1: '__proto__' cannot name a variable"],
    [
      '<vars load="toml">\n</vars>',
      "t.ttp:1: load is one of python, yaml, json, ini, csv, text, not 'toml'",
    ],
    ['<vars load="json">\n{\n</vars>', 't.ttp:1: json:'],
    ['<vars load="yaml">\n' + '['.repeat(100_000) + '\n</vars>', 't.ttp:1: yaml: '],
    ['<vars>\na = ' + '['.repeat(100_000) + '\n</vars>', 't.ttp:2: python: nested too deeply'],
    ['<lookup>\n{}\n</lookup>', 't.ttp:1: a <lookup> needs a name'],
    [
      '<output format="xml"/>',
      "t.ttp:1: format is one of raw, json, yaml, csv, table, pprint, not 'xml'",
    ],
    ['<output functions="nosuch"/>', 't.ttp:1: an output has no function nosuch'],
    [
      '<template results="all">\na {{ a }}\n</template>',
      't.ttp:1: results is per_input or per_template',
    ],
    ['<extend template="x.ttp"/>', 't.ttp:1: <extend> is not possible here'],
  ])('%j is refused with its place', (source, message) => {
    expect(() => read(source)).toThrow(message);
  });
});

describe('extend', () => {
  const OTHER = lines(`
    <vars name="v">
    site = "hq"
    </vars>
    <group name="a">
    a {{ a }}
    </group>
    <group name="b">
    b {{ b }}
    </group>`);
  const run = (extend: string): unknown => {
    const template = read(`${extend}\n<group name="c">\nc {{ c }}\n</group>`, (name) => {
      if (name === 'other.ttp') return OTHER;
      throw new Error('no such file');
    });
    return template.units[0]?.groups.map(({ name }) => name);
  };

  it('includes another file where it stands, or parts of it', () => {
    expect(run('<extend template="other.ttp"/>')).toEqual(['a', 'b', 'c']);
    expect(run('<extend template="other.ttp" groups="b"/>')).toEqual(['b', 'c']);
    expect(run('<extend template="other.ttp" vars="v"/>')).toEqual(['c']);
  });

  it('says that there is no such file, and ends where files extend each other', () => {
    expect(() => run('<extend template="none.ttp"/>')).toThrow(
      /cannot read the template 'none.ttp'/,
    );
    const itself = '<extend template="me.ttp"/>';
    expect(() => read(itself, () => itself)).toThrow(/extend each other without end/);
  });
});

describe('vars', () => {
  const loaded = (load: string, text: string): unknown =>
    ttp(
      `<vars name="v" load="${load}">\n${text}\n</vars>\n<group name="x">\na {{ a }}\n</group>`,
      '',
    );

  it('are Python literals', () => {
    const text = lines(`
      # a comment
      text = "a\\tb" 'c'   # more
      raw = r"\\d+"
      long = """two
      lines"""
      numbers = [1, -2.5, 0x10, 1_000, 1e3]
      pair = ("a", None)
      flags = {"on": True, 1: False,}
      nested = {
          'a': ['b', {}],
      }`);
    expect(loaded('python', text)).toEqual({
      v: {
        text: 'a\tbc',
        raw: '\\d+',
        long: 'two\nlines',
        numbers: [1, -2.5, 16, 1000, 1000],
        pair: ['a', null],
        flags: { on: true, '1': false },
        nested: { a: ['b', {}] },
      },
    });
    expect(loaded('python', '{"a": 1}')).toEqual({ v: { a: 1 } });
  });

  it('may be YAML, JSON, INI, CSV or text', () => {
    expect(loaded('yaml', 'a: [1, yes]\nb: {c: x}')).toEqual({
      v: { a: [1, true], b: { c: 'x' } },
    });
    expect(loaded('json', '{"a": {"b": null}}')).toEqual({ v: { a: { b: null } } });
    expect(loaded('ini', '; note\n[s]\na = 1\nb: two words')).toEqual({
      v: { s: { a: '1', b: 'two words' } },
    });
    expect(loaded('csv', 'k,a\nx,"1, ""2"""\ny,')).toEqual({
      v: { x: { a: '1, "2"' }, y: { a: '' } },
    });
    expect(loaded('text', 'as it is')).toEqual({ v: { _text_: '\nas it is\n' } });
  });

  it('with a name are put in the results, without one they are not', () => {
    const body = '\na = 1\n</vars>\n<group name="x">\na {{ a }}\n</group>';
    expect(ttp(`<vars name="top.vars">${body}`, 'a 2')).toEqual({
      top: { vars: { a: 1 } },
      x: { a: '2' },
    });
    expect(ttp(`<vars>${body}`, 'a 2')).toEqual({ x: { a: '2' } });
  });

  it('never reach a prototype', () => {
    expect(() => loaded('json', '{"__proto__": {"polluted": 1}}')).toThrow(
      /cannot name a variable/,
    );
    expect(JSON.stringify(loaded('yaml', 'a: {__proto__: {polluted: 1}}'))).toContain('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  it('are got once for each input where they name a getter', () => {
    const template = lines(`
      <vars name="v">
      host = "gethostname"
      file = "getfilename"
      time = "get_time"
      date = "get_date"
      stamp = "get_timestamp"
      iso = "get_timestamp_iso"
      </vars>
      <group name="x*">
      a {{ a }}
      {{ host | set("host") }}
      </group>`);
    const now = (): Date => new Date(2026, 10, 20, 4, 5, 6);
    const inputs = [{ text: 'r1#show x\na 1', file: 'one.txt' }, { text: 'a 2' }];
    const [first, second] = ttpRun(template, inputs, { now }).results[0] ?? [];
    expect(plainData(first)).toMatchObject({
      v: {
        host: 'r1',
        file: 'one.txt',
        time: '04:05:06',
        date: '2026-11-20',
        stamp: '2026-11-20 04:05:06',
      },
      x: [{ a: '1', host: 'r1' }],
    });
    expect(plainData(second)).toMatchObject({ v: { host: false, file: false } });
  });

  it.each([
    ['me@mx-1> show version', 'mx-1'],
    ['<HUAWEI-2>display version', 'HUAWEI-2'],
    ['sw1>show version', 'sw1'],
    ['sw1#show version', 'sw1'],
    ['RP/0/RP0/CPU0:xr-3#show version', 'xr-3'],
    ['fw-4 # get system status', 'fw-4'],
    ['*A:sr-5# show version', 'sr-5'],
    ['no prompt at all', false],
  ])('gethostname finds it in %j', (text, wanted) => {
    expect(
      ttp(
        '<vars name="v">\nh = "gethostname"\n</vars>\n<group name="x">\na {{ a }}\n</group>',
        `${text}\n1`,
      ),
    ).toEqual({
      v: { h: wanted },
    });
  });
});

describe('input', () => {
  const GROUPS =
    '<group name="a">\nx {{ a }}\n</group>\n<group name="b" input="two">\nx {{ b }}\n</group>';

  it('is text in the tag where none is given', () => {
    const template = `<input load="text">\nx 1\n</input>\n<group name="a">\nx {{ a }}\n</group>`;
    expect(plainData(ttpRun(template, []).results)).toEqual([[{ a: { a: '1' } }]]);
    expect(plainData(ttpRun(template, 'x 2').results)).toEqual([[{ a: { a: '2' } }]]);
  });

  it('goes to the groups that name it, or that it names', () => {
    const template = `<input name="one" groups="a"/>\n<input name="two"/>\n${GROUPS}`;
    const of = (name: string): unknown =>
      plainData(ttpRun(template, [{ text: 'x 1', name }]).results[0]?.[0]);
    expect(of('one')).toEqual({ a: { a: '1' } });
    expect(of('two')).toEqual({ b: { b: '1' } });
    expect(ttp(template, 'x 1')).toEqual({ a: { a: '1' }, b: { b: '1' } });
  });

  it('takes the answers of its commands', () => {
    const template = `<input name="one" groups="a">\ncommands = ["show one"]\n</input>\n<input name="two" load="python">\ncommands = ["show two"]\n</input>\n${GROUPS}`;
    const loaded = template.replace('<input name="one"', '<input name="one" load="python"');
    const of = (command: string): unknown =>
      plainData(ttpRun(loaded, [{ text: 'x 1', command }]).results[0]?.[0]);
    expect(of('show  Two')).toEqual({ b: { b: '1' } });
    expect(of('show one')).toEqual({ a: { a: '1' } });
    expect(of('show other')).toEqual({ a: { a: '1' }, b: { b: '1' } });
  });
});
