import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../../src/textfsm/run-template.ts';

describe('the lines that made a row', () => {
  it('are those that gave it something since the row before', () => {
    const template = [
      'Value Filldown VRF (\\S+)',
      'Value Required NAME (\\w+)',
      'Value List ITEM (\\d+)',
      '',
      'Start',
      '  ^vrf ${VRF}',
      '  ^name -> Continue.Record',
      '  ^name ${NAME}',
      '  ^ +item ${ITEM}',
      '  ^-+',
    ].join('\n');
    const text = [
      'vrf red',
      '---',
      'name a',
      '  item 1',
      'strange',
      '  item 2',
      'name b',
      'name c',
      '',
    ];
    expect(linesOf(template, text.join('\n'))).toEqual([[3, 4, 6], [7], [8]]);
  });

  it('are not those of a row that was dropped or cleared', () => {
    const template = [
      'Value Required A (\\d+)',
      'Value B (\\w+)',
      '',
      'Start',
      '  ^b ${B}',
      '  ^a ${A} -> Record',
      '  ^clear -> Clear',
      '  ^end -> Record',
    ].join('\n');
    expect(linesOf(template, 'b x\nend\nb y\nclear\na 1\nb z\na 2')).toEqual([[5], [6, 7]]);
  });
});

function linesOf(template: string, text: string): number[][] {
  const compiled = compileTemplate(template, { file: 'x' });
  const { rowLines, rows } = runTemplate(compiled, text, { mode: 'lenient' });
  const { starts, lines } = rowLines;
  expect(starts).toHaveLength(rows.length);
  return [...starts].map((start, at) => [...lines.slice(start, starts[at + 1] ?? lines.length)]);
}
