import { describe, expect, it } from 'vitest';
import { ttp } from '../../helpers/ttp.ts';

const TEXT =
  'i 1\n ip 10.0.0.1 255.255.255.0\n mtu 1500\ni 2\n mtu 9000\ni 3\n ip 10.0.0.3 255.255.0.0';

/** The items of a group with the given attributes. */
function items(attributes: string, before = '', extra = ''): unknown {
  const body = `i {{ n }}\n ip {{ ip }} {{ mask }}\n mtu {{ mtu | default("-") }}${extra}`;
  const made = ttp(`${before}\n<group name="i*" ${attributes}>\n${body}\n</group>`, TEXT);
  return (made as { i?: unknown }).i;
}

/** The numbers of the items that are kept. */
const kept = (attributes: string): unknown =>
  ((items(attributes) ?? []) as { n: string }[]).map(({ n }) => n).join('');

describe('a group function', () => {
  it.each([
    ['contains="mtu"', '12'],
    ['contains="mtu, ip"', '123'],
    ['contains="nothing"', ''],
    ['containsall="mtu, ip"', '1'],
    ['exclude="mtu"', '3'],
    ['exclude="mtu, ip"', ''],
    ['excludeall="mtu, ip"', '23'],
    ['contains_val="mtu, 9000"', '2'],
    ["contains_val=\"'n', '3'\"", '3'],
    ['exclude_val="n, 3"', '12'],
    ['equal="n, 1"', '1'],
    ["functions=\"contains('ip') | exclude('mtu')\"", '3'],
    ['void=""', ''],
  ])('%s keeps the items %j', (attributes, wanted) => {
    expect(kept(attributes)).toBe(wanted);
  });

  it('sees the item as a whole, what came after its child groups too', () => {
    const template =
      '<group name="i*" contains="mtu">\ni {{ n }}\n<group name="ip*">\n ip {{ ip }} {{ m }}\n</group>\n mtu {{ mtu }}\n</group>';
    expect(ttp(template, TEXT)).toMatchObject({
      i: [{ n: '1', ip: [{ ip: '10.0.0.1' }] }, { n: '2' }],
    });
    expect(ttp(template.replace('contains="mtu"', 'contains="ip"'), TEXT)).toMatchObject({
      i: [{ n: '1' }, { n: '3' }],
    });
  });

  it('drops the child items with their parent', () => {
    const template =
      '<group name="i*" void="">\ni {{ n }}\n<group name="/c*">\n mtu {{ m }}\n</group>\n</group>';
    expect(ttp(template, TEXT)).toEqual({});
  });

  it('del removes names', () => {
    expect(items('del="mask, mtu" equal="n, 1"')).toEqual([{ n: '1', ip: '10.0.0.1' }]);
  });

  it('set and record go from and to variables', () => {
    const before =
      '<vars>\nsite = "hq"\n</vars>\n<group name="r" record="n, first">\ni 1 {{ _exact_ }}{{ n | set("one") }}\n</group>';
    expect(
      items(
        'set="site" functions="set(first, f) | set(nobody, x, default=\'none\')" equal="n, 2"',
        before,
      ),
    ).toEqual([{ n: '2', mtu: '9000', site: 'hq', f: 'one', x: 'none' }]);
  });

  it('sformat makes a text of the item and of variables', () => {
    const before = '<vars>\nsite = "hq"\n</vars>';
    expect(
      items('sformat="string=\'{n}@{site}\', add_field=\'id\'" equal="n, 3"', before),
    ).toMatchObject([{ id: '3@hq' }]);
  });

  it('itemize collects a value into a list, here or elsewhere, and drops items without it', () => {
    expect(items('itemize="ip"')).toEqual(['10.0.0.1', '10.0.0.3']);
    const template =
      '<group name="i" itemize="key=\'n\', path=\'all.numbers\'">\ni {{ n }}\n</group>';
    expect(ttp(template, TEXT)).toEqual({ all: { numbers: ['1', '2', '3'] } });
  });

  it('expand makes objects of names with dots', () => {
    const template = '<group name="i*" expand="">\ni {{ a.n }}\n mtu {{ a.b.mtu }}\n</group>';
    expect(ttp(template, 'i 1\n mtu 2')).toEqual({ i: [{ a: { n: '1', b: { mtu: '2' } } }] });
  });

  it('to_int makes numbers of some or all', () => {
    expect(items('to_int="mtu" equal="n, 2"')).toEqual([{ n: '2', mtu: 9000 }]);
    expect(items('to_int="" equal="n, 2"')).toEqual([{ n: 2, mtu: 9000 }]);
  });

  it('to_ip puts an address and its mask together', () => {
    expect(items('to_ip="ip, mask" equal="n, 1"')).toMatchObject([{ ip: '10.0.0.1/24' }]);
    expect(items('to_ip="ip_key=\'ip\', mask_key=\'mask\'" equal="n, 3"')).toMatchObject([
      { ip: '10.0.0.3/16' },
    ]);
  });

  it('items2dict makes a pair of two names, and drops what lacks one', () => {
    const template = '<group name="i**" items2dict="n, mtu">\ni {{ n }}\n mtu {{ mtu }}\n</group>';
    expect(ttp(template, TEXT)).toEqual({ i: { '1': '1500', '2': '9000' } });
  });

  it('lookup replaces a value, adds a field, or what it found', () => {
    const before = "<lookup name='t'>\n{'2': {'name': 'two'}}\n</lookup>";
    const two = (call: string): unknown => (items(call, before) as unknown[])[1];
    expect(two('lookup="n, name=\'t\'"')).toEqual({ n: { name: 'two' }, mtu: '9000' });
    expect(two("lookup=\"n, name='t', add_field='x'\"")).toMatchObject({
      n: '2',
      x: { name: 'two' },
    });
    expect(two('lookup="n, name=\'t\', update=True"')).toMatchObject({ n: '2', name: 'two' });
  });

  it('chain runs what a variable lists', () => {
    const before = '<vars>\nF = ["contains(ip)", "del(mask)"]\n</vars>';
    expect(items('chain="F"', before)).toEqual([
      { n: '1', ip: '10.0.0.1', mtu: '1500' },
      { n: '3', ip: '10.0.0.3', mtu: '-' },
    ]);
  });
});
