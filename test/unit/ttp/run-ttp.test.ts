import { describe, expect, it } from 'vitest';
import { lines, plainData, ttp, ttpRun } from '../../helpers/ttp.ts';

const group = (attributes: string, body: string): string =>
  `<group ${attributes}>\n${body}\n</group>`;

describe('a group', () => {
  it('starts with its first line, an item each time', () => {
    const template = group('name="i*"', 'interface {{ name }}\n mtu {{ mtu }}');
    expect(ttp(template, 'interface a\n mtu 1\ninterface b\n mtu 2')).toEqual({
      i: [
        { name: 'a', mtu: '1' },
        { name: 'b', mtu: '2' },
      ],
    });
  });

  it('has further start lines by _start_', () => {
    const template = group('name="i*"', 'interface {{ name }}\nport {{ name | _start_ }}');
    expect(ttp(template, 'port a\ninterface b')).toEqual({ i: [{ name: 'a' }, { name: 'b' }] });
  });

  it('starts with every line when it is a table', () => {
    const template = group('name="i*" method="table"', '{{ a }} up\n{{ a }} down {{ b }}');
    expect(ttp(template, 'x up\ny down z')).toEqual({ i: [{ a: 'x' }, { a: 'y', b: 'z' }] });
  });

  it('takes lines behind a child group for its own', () => {
    const template = group(
      'name="i*"',
      'interface {{ name }}\n<group name="ip*">\n ip {{ ip }}\n</group>\n mtu {{ mtu }}',
    );
    expect(ttp(template, 'interface a\n ip 1\n ip 2\n mtu 9')).toEqual({
      i: [{ name: 'a', ip: [{ ip: '1' }, { ip: '2' }], mtu: '9' }],
    });
  });

  it('is skipped with its children when nothing starts it', () => {
    const template = group('name="i"', 'start {{ a }}\n<group name="c">\nchild {{ b }}\n</group>');
    expect(ttp(template, 'child 1')).toEqual({});
  });

  it('gives its defaults when nothing starts it and a start variable has one', () => {
    const template = group(
      'name="i"',
      'start {{ a | default("none") }}\n mtu {{ m | default(1) }}',
    );
    expect(ttp(template, 'nothing')).toEqual({ i: { a: 'none', m: 1 } });
  });

  it('ends at _end_, behind which nothing belongs to it', () => {
    const template = group('name="i*"', 'interface {{ n }}\n mtu {{ m }}\n! {{ _end_ }}');
    const text = 'interface a\n!\n mtu 1\ninterface b\n mtu 2\n!\n mtu 3';
    expect(ttp(template, text)).toEqual({ i: [{ n: 'a' }, { n: 'b', m: '2' }] });
  });

  it('starts an empty item by _start_ alone', () => {
    const template = group('name="i*"', '---- {{ _start_ }}\nname {{ n }}\nmtu {{ m }}');
    expect(ttp(template, '----\nname a\n----\nmtu 2\nname b')).toEqual({
      i: [{ n: 'a' }, { m: '2', n: 'b' }],
    });
  });

  it('does not overwrite a value by a later line of the same item', () => {
    const template = group('name="i"', 'interface {{ n }}\n ip {{ ip }}');
    expect(ttp(template, 'interface a\n ip 1\n ip 2')).toEqual({ i: { n: 'a', ip: '1' } });
  });

  it('takes a line into its last item after a child has begun', () => {
    const template = group(
      'name="i*"',
      'interface {{ n }}\n mtu {{ m }}\n<group name="c*">\n ip {{ ip }}\n  tag {{ t }}\n</group>',
    );
    const text = 'interface a\n ip 1\n mtu 5\n  tag x\ninterface b\n  tag y';
    expect(ttp(template, text)).toEqual({
      i: [{ n: 'a', m: '5', c: [{ ip: '1', t: 'x' }] }, { n: 'b' }],
    });
  });

  it('drops a line before its start', () => {
    const template = group('name="i"', 'interface {{ n }}\n mtu {{ m }}');
    expect(ttp(template, ' mtu 1\ninterface a')).toEqual({ i: { n: 'a' } });
  });

  it('drops everything up to the next good start where a condition fails, children included', () => {
    const template = group(
      'name="i*"',
      'interface {{ n | contains("Vlan") }}\n mtu {{ m }}\n<group name="c*">\n ip {{ ip }}\n</group>',
    );
    const text = 'interface Vlan1\n ip 1\ninterface Gi1\n mtu 5\n ip 2\ninterface Vlan2\n mtu 6';
    expect(ttp(template, text)).toEqual({
      i: [
        { n: 'Vlan1', c: [{ ip: '1' }] },
        { n: 'Vlan2', m: '6' },
      ],
    });
  });

  it('ignores only the line where a condition fails in it', () => {
    const template = group('name="i"', 'interface {{ n }}\n ip {{ ip | is_ip }}\n mtu {{ m }}');
    expect(ttp(template, 'interface a\n ip x\n ip 10.0.0.1\n mtu 1')).toEqual({
      i: { n: 'a', ip: '10.0.0.1', m: '1' },
    });
  });

  it('adds defaults when an item is saved, the text None without a value', () => {
    const template = group(
      'name="i*"',
      'interface {{ n }}\n mtu {{ m | default(9) }} {{ x | default }}',
    );
    expect(ttp(template, 'interface a\n mtu 1 2\ninterface b')).toEqual({
      i: [
        { n: 'a', m: '1', x: '2' },
        { n: 'b', m: 9, x: 'None' },
      ],
    });
    const general = group(
      'name="i" default="-"',
      'interface {{ n }}\n mtu {{ m }}\n ip {{ ip | default("no") }}',
    );
    expect(ttp(general, 'interface a')).toEqual({ i: { n: 'a', m: '-', ip: 'no' } });
  });
});

describe('of several lines that match at one place', () => {
  it('an empty start comes before a start, a start before others, and _line_ last', () => {
    const template = lines(`
      <group name="a*">
      begin {{ n }}
      <group name="empty*">
      x y {{ _start_ }}
      1 {{ v }}
      </group>
      <group name="full*">
      x {{ v }}
      </group>
      {{ other }} z
      {{ rest | _line_ }}
      </group>`);
    expect(ttp(template, 'begin a\nx y\n1 2\nx z\nq z\nany line')).toEqual({
      a: [{ n: 'a', empty: [{ v: '2' }], full: [{ v: 'z' }], other: 'q', rest: 'any line' }],
    });
  });

  it('one of the open group comes first, then a child of it', () => {
    const template = lines(`
      <group name="v4*">
      ipv4 {{ p }}
       mtu {{ m }}
      <group name="c*">
       net {{ n }}
        mtu {{ m }}
      </group>
      </group>`);
    expect(ttp(template, 'ipv4 a\n mtu 1\n net x\n  mtu 2')).toEqual({
      v4: [{ p: 'a', m: '1', c: [{ n: 'x', m: '2' }] }],
    });
  });

  it('a start that fails closes its group though another line fits', () => {
    const template = group('name="i*"', 'interface {{ n | contains("V") }}\n{{ cfg | _line_ }}');
    expect(ttp(template, 'interface V1\nmtu 1\ninterface G1\nmtu 2')).toEqual({
      i: [{ n: 'V1', cfg: 'mtu 1' }],
    });
  });

  it('joins the lines of _line_', () => {
    const template = group('name="i"', 'begin {{ _start_ }}\n{{ text | _line_ }}\nend {{ _end_ }}');
    expect(ttp(template, 'begin\na b\n  c\nend\nd')).toEqual({ i: { text: 'a b\n  c' } });
  });
});

describe('a path', () => {
  const items = 'item {{ n }}\n v {{ v }}';

  it('is an object for one item, a list for more', () => {
    expect(ttp(group('name="a"', items), 'item 1')).toEqual({ a: { n: '1' } });
    expect(ttp(group('name="a"', items), 'item 1\nitem 2')).toEqual({
      a: [{ n: '1' }, { n: '2' }],
    });
  });

  it('with * is always a list, with ** always an object', () => {
    expect(ttp(group('name="a*"', items), 'item 1')).toEqual({ a: [{ n: '1' }] });
    expect(ttp(group('name="a**"', items), 'item 1\n v 1\nitem 2')).toEqual({
      a: { n: '2', v: '1' },
    });
  });

  it('has parts, below the parent', () => {
    const child = `${items}\n<group name="c.d*">\n  x {{ x }}\n</group>`;
    expect(ttp(group('name="a.b"', child), 'item 1\n  x 2')).toEqual({
      a: { b: { n: '1', c: { d: [{ x: '2' }] } } },
    });
  });

  it('is absolute behind a slash', () => {
    const child = `${items}\n<group name="/z.y*">\n  x {{ x }}\n</group>`;
    expect(ttp(group('name="a"', child), 'item 1\n  x 2')).toEqual({
      a: { n: '1' },
      z: { y: [{ x: '2' }] },
    });
  });

  it('is null with _: merged into the parent', () => {
    const child = `${items}\n<group name="_">\n  x {{ x }}\n</group>\n<group name="_.y*">\n  y {{ y }}\n</group>`;
    expect(ttp(group('name="a"', child), 'item 1\n  x 2\n  y 3')).toEqual({
      a: { n: '1', x: '2', y: [{ y: '3' }] },
    });
  });

  it('may be a value, which is taken out of the item', () => {
    expect(ttp(group('name="a.{{ n }}"', items), 'item 1\n v x\nitem 2')).toEqual({
      a: { '1': { v: 'x' }, '2': {} },
    });
    expect(ttp(group('name="a.p-{{ n }}-q*"', items), 'item 1\n v x')).toEqual({
      a: { 'p-1-q': [{ v: 'x' }] },
    });
  });

  it('may be a value of a parent, or of the template', () => {
    const child = `${items}\n<group name="/by.{{ n }}.{{ site }}">\n  x {{ x }}\n</group>`;
    const template = `<vars>\nsite = "hq"\n</vars>\n${group('name="a"', child)}`;
    expect(ttp(template, 'item 1\n  x 2')).toEqual({
      a: { n: '1' },
      by: { '1': { hq: { x: '2' } } },
    });
  });

  it('whose value is not found drops the item', () => {
    expect(ttp(group('name="a.{{ v }}"', items), 'item 1\nitem 2\n v x')).toEqual({
      a: { x: { n: '2' } },
    });
  });

  it('that a device names cannot reach a prototype', () => {
    const made = ttp(group('name="a.{{ n }}"', items), 'item __proto__\n v x\nitem constructor');
    expect(JSON.stringify(made)).toBe('{"a":{"__proto___":{"v":"x"},"constructor_":{}}}');
    expect(Object.prototype).not.toHaveProperty('v');
  });

  it('without a name is a list, and makes a list of the whole result', () => {
    expect(ttp('item {{ n }}', 'item 1')).toEqual([{ n: '1' }]);
    expect(ttp('<group>\na {{ a }}\n</group>\n<group>\nb {{ b }}\n</group>', 'a 1\nb 2')).toEqual([
      { a: '1' },
      { b: '2' },
    ]);
    expect(
      ttp(`<group>\na {{ a }}\n</group>\n${group('name="n"', 'b {{ b }}')}`, 'a 1\nb 2'),
    ).toEqual([{ a: '1' }, { n: { b: '2' } }]);
  });

  it('may have another sign between its parts', () => {
    const template = `<template pathchar="/">\n${group('name="a/b.c"', items)}\n</template>`;
    expect(ttp(template, 'item 1')).toEqual({ a: { 'b.c': { n: '1' } } });
  });
});

describe('_headers_', () => {
  const HEAD = 'Port      Name      Status      Vlan';
  const table = (heading: string): string => group('name="p*"', heading);

  it('cuts columns at the left edges of the headings, trims the cells and drops the heading', () => {
    const text = `${HEAD}\nGi0/1     my link   connected   1\nGi0/2               down        20`;
    expect(ttp(table(`${HEAD} {{ _headers_ }}`), text)).toEqual({
      p: [
        { Port: 'Gi0/1', Name: 'my link', Status: 'connected', Vlan: '1' },
        { Port: 'Gi0/2', Name: '', Status: 'down', Vlan: '20' },
      ],
    });
  });

  it('asks for all columns but two, or as many as columns says', () => {
    const short = 'Gi0/1     my link   up';
    expect(ttp(table(`${HEAD} {{ _headers_ }}`), short)).toEqual({
      p: [{ Port: 'Gi0/1', Name: 'my link', Status: 'up', Vlan: '' }],
    });
    expect(ttp(table(`${HEAD} {{ _headers_ | columns(4) }}`), short)).toEqual({});
    expect(ttp(table(`${HEAD} {{ _headers_ | columns(1) }}`), 'Gi0/1     x')).toEqual({
      p: [{ Port: 'Gi0/1', Name: 'x', Status: '', Vlan: '' }],
    });
  });

  it('lets the last column take the rest, and counts a tab as four spaces', () => {
    expect(ttp(table('A\tB {{ _headers_ | columns(2) }}'), '1    2 and more')).toEqual({
      p: [{ A: '1', B: '2 and more' }],
    });
  });

  it('takes no functions', () => {
    expect(() => ttpRun(table('A B {{ _headers_ | upper }}'), '')).toThrow(/no 'upper' beside it/);
  });
});

describe('the result', () => {
  it('is a list of templates, each a list of inputs', () => {
    const two = '<template name="x">\na {{ a }}\n</template>\n<template>\nb {{ b }}\n</template>';
    const run = ttpRun(two, [{ text: 'a 1\nb 2' }, { text: 'a 3' }]);
    expect(plainData(run.results)).toEqual([
      [[{ a: '1' }], [{ a: '3' }]],
      [[{ b: '2' }], []],
    ]);
  });

  it('per template is one for all inputs', () => {
    const one = `<template results="per_template">\n${group('name="i*"', 'a {{ a }}')}\n</template>`;
    const run = ttpRun(one, [{ text: 'a 1' }, { text: 'a 2' }]);
    expect(plainData(run.results)).toEqual([[{ i: [{ a: '1' }, { a: '2' }] }]]);
  });

  it('counts the lines known, tells the others, and how often each line of the template matched', () => {
    const template = group(
      'name="i*"',
      'interface {{ n | contains("V") }}\n mtu {{ m }}\n ip {{ ip }}',
    );
    const run = ttpRun(template, 'interface V1\n mtu 1\n\ninterface G1\n odd\n mtu 2');
    expect([run.linesMatched, run.linesTotal]).toEqual([4, 5]);
    expect(run.unmatched).toEqual([{ line: 5, text: ' odd' }]);
    expect(run.lines).toEqual([
      { line: 2, text: 'interface {{ n | contains("V") }}', matched: 2, dropped: 1 },
      { line: 3, text: ' mtu {{ m }}', matched: 2, dropped: 0 },
      { line: 4, text: ' ip {{ ip }}', matched: 0, dropped: 0 },
    ]);
  });
});
