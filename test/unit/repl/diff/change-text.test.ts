import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import { changeCounts, changeLines } from '../../../../src/repl/diff/change-text.ts';
import { compareAnswers, type Difference } from '../../../../src/repl/diff/compare-answers.ts';

describe('a difference to read', () => {
  it('shows of a configuration what its changed lines belong to', () => {
    const config = (state: string): string =>
      [
        'hostname r1',
        '!',
        'interface Gi0/1',
        ' mtu 1500',
        ' duplex auto',
        ' speed auto',
        state,
        '!',
        'router ospf 1',
        ' network a',
        ' network b',
        ' network c',
        'end',
      ].join('\n');
    expect(lines(texts(config(' no shutdown'), config(' shutdown')))).toEqual([
      '  interface Gi0/1',
      '  …',
      '   duplex auto',
      '   speed auto',
      '-  no shutdown',
      '+  shutdown',
      '  !',
      '  router ospf 1',
    ]);
  });

  it('names a route by its prefix, and says of what came and went all but what is ignored', () => {
    const columns = ['network', 'prefix_length', 'metric', 'nexthop_ip', 'uptime'];
    const before = table(
      columns,
      ['10.0.0.0', '8', '2', '10.0.0.1', '1d02h'],
      ['10.9.0.0', '16', '1', null, '2d'],
    );
    const after = table(columns, ['10.0.0.0', '8', '9', '10.0.0.1', '00:01:00']);
    const difference = tables(before, after);
    expect(lines(difference)).toEqual(['~ 10.0.0.0/8   metric 2 → 9', '- 10.9.0.0/16  metric 1']);
    expect(changeCounts(difference)).toBe('1 changed, 1 removed');
  });

  it('says which columns only one side has, and that a cell is empty', () => {
    const before = table(['interface', 'description', 'vlan'], ['Gi0/0', '', '1']);
    const after = table(['interface', 'description', 'mtu'], ['Gi0/0', 'to core', '1500']);
    expect(lines(tables(before, after))).toEqual([
      '~ Gi0/0  description (none) → to core',
      'columns only now: mtu',
      'columns only before: vlan',
    ]);
  });

  it('lets nothing of a device act on a terminal, and cuts what is endless', () => {
    const before = table(['interface', 'description'], ['Gi0/0', 'a']);
    const after = table(
      ['interface', 'description'],
      ['Gi0/0\u001b[2J', `\u001b]0;x\u0007${'y'.repeat(500)}`],
    );
    const shown = changeLines(tables(before, after)).join('\n');
    expect(shown.replaceAll(/\u001b\[\d+m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(stripVTControlCharacters(shown).length).toBeLessThan(300);
  });

  it('counts what it does not write out', () => {
    const many = (state: string): Table =>
      table(
        ['interface', 'state'],
        ...Array.from({ length: 700 }, (_, at) => [`Gi0/${at}`, state]),
      );
    expect(lines(tables(many('up'), many('down'))).at(-1)).toBe('… 200 more changes');
  });
});

function table(columns: readonly string[], ...rows: Table['rows'][number][]): Table {
  return { columns, rows, origin: undefined };
}

function tables(before: Table, after: Table): Difference {
  const answer = { text: '', outcome: 'ok' } as const;
  return compareAnswers(
    { ...answer, table: before },
    { ...answer, table: after },
    {
      ignored: (passing) => new Set(passing),
    },
  );
}

function texts(before: string, after: string): Difference {
  const answer = { outcome: 'ok', table: undefined } as const;
  return compareAnswers(
    { ...answer, text: before },
    { ...answer, text: after },
    {
      ignored: () => new Set(),
    },
  );
}

function lines(difference: Difference): readonly string[] {
  return changeLines(difference).map((line) => stripVTControlCharacters(line));
}
