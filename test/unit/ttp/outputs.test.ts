import { describe, expect, it } from 'vitest';
import { plainData, ttpRun } from '../../helpers/ttp.ts';

const GROUP = '<group name="i.{{ n }}">\ni {{ n }}\n mtu {{ mtu }}\n</group>';
const TEXT = 'i a\n mtu 1\ni b\n mtu 2';

const output = (tag: string, group = GROUP, text = TEXT): unknown =>
  plainData(ttpRun(`${group}\n${tag}`, text).results[0]);

describe('an output', () => {
  it('dict_to_list makes a list of a dictionary, the keys as values', () => {
    const wanted = [
      {
        i: [
          { mtu: '1', n: 'a' },
          { mtu: '2', n: 'b' },
        ],
      },
    ];
    expect(output("<output dict_to_list=\"key_name='n', path='i'\"/>")).toEqual(wanted);
    expect(output("<out functions=\"dict_to_list(key_name='n', path='i')\"/>")).toEqual(wanted);
  });

  it('traverse gives what is at a path', () => {
    expect(output('<output traverse="path=\'i.b\'"/>')).toEqual([{ mtu: '2' }]);
  });

  it('functions run in order', () => {
    expect(
      output("<output functions=\"traverse(path='i') | dict_to_list(key_name='n')\"/>"),
    ).toEqual([
      [
        { mtu: '1', n: 'a' },
        { mtu: '2', n: 'b' },
      ],
    ]);
  });

  it('is_equal compares with what stands in the tag', () => {
    const tag = (mtu: number): string =>
      `<output name="check" description="as it should be" load="json" functions="is_equal">\n[{"i": {"b": {"mtu": "2"}, "a": {"mtu": "${mtu}"}}}]\n</output>`;
    const said = { output_name: 'check', output_description: 'as it should be' };
    expect(output(tag(1))).toEqual([{ is_equal: true, ...said }]);
    expect(output(tag(9))).toEqual([{ is_equal: false, ...said }]);
  });

  it('macro changes all of it', () => {
    const macro =
      '<macro lang="js">\nfunction count(all) { return all.map((one) => Object.keys(one.i).length); }\n</macro>';
    expect(output(`${macro}\n<output macro="'count'"/>`)).toEqual([2]);
  });

  it('is applied only on its condition', () => {
    const vars = '<vars>\nflat = True\n</vars>\n';
    const tag = (value: string): string =>
      `<output condition="flat, ${value}" traverse="path='i.b'"/>`;
    expect(output(tag('True'), vars + GROUP)).toEqual([{ mtu: '2' }]);
    expect(output(tag('False'), vars + GROUP)).toMatchObject([{ i: {} }]);
  });

  it('writes JSON, YAML, CSV and tables', () => {
    const json = output('<output format="json"/>');
    expect(JSON.parse((json as string[])[0] ?? '')).toEqual([
      { i: { a: { mtu: '1' }, b: { mtu: '2' } } },
    ]);
    expect(output('<output format="yaml"/>')).toEqual([
      '- i:\n    a:\n      mtu: "1"\n    b:\n      mtu: "2"\n',
    ]);
    expect(
      output('<output format="csv" path="i" key="n" headers="n, mtu, x" missing="none"/>'),
    ).toEqual(['n,mtu,x\r\na,1,none\r\nb,2,none\r\n']);
    expect(output('<output format="table" path="i" key="n"/>')).toEqual([
      [
        ['mtu', 'n'],
        ['1', 'a'],
        ['2', 'b'],
      ],
    ]);
  });

  it('writes no CSV that a spreadsheet would run', () => {
    const group = '<group>\ni {{ n | _line_ }}\n</group>';
    expect(output('<output format="csv"/>', group, 'i =cmd("x")')).toEqual([
      'n\r\n"\'=cmd(""x"")"\r\n',
    ]);
  });

  it('that needs a library of Python is passed over with a warning', () => {
    const run = ttpRun(
      `${GROUP}\n<output format="tabulate"/>\n<output functions="deepdiff"/>`,
      TEXT,
    );
    expect(run.warnings).toEqual([
      'test.ttp:5: the format tabulate is not to be had here',
      'test.ttp:6: deepdiff is not to be had here',
    ]);
  });
});
