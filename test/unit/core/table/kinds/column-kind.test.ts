import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterTable } from '../../../../../src/core/table/condition/table-filter.ts';
import { columnKind } from '../../../../../src/core/table/kinds/column-kind.ts';
import { sortTable } from '../../../../../src/core/table/shape/table-sort.ts';
import type { Table } from '../../../../../src/core/table/table.ts';

function column(...texts: string[]): Table {
  return { columns: ['a'], rows: texts.map((text) => [text]), origin: undefined };
}
const kind = (...texts: string[]): string => columnKind(column(...texts), 0);
const sorted = (...texts: string[]): unknown[] =>
  sortTable(column(...texts), { column: 'a', direction: 'up' }).rows.map(([text]) => text);
const found = (table: Table, query: string): unknown[] =>
  filterTable(table, query).rows.map(([text]) => text);

describe('what a column is', () => {
  it('is seen from its texts, whatever says nothing', () => {
    expect(kind('1', '20', '')).toBe('number');
    expect(kind('10.0.0.1', 'unassigned', '2001:db8::1')).toBe('address');
    expect(kind('10.0.0.0/8', '192.0.2.0/24')).toBe('address');
    expect(kind('0011.2233.4455', '-')).toBe('mac');
    expect(kind('1w2d', '00:00:10', 'never')).toBe('duration');
    expect(kind('10 Mbps', '1 Gbps')).toBe('rate');
    expect(kind('Gi0/1', 'Gi0/2')).toBe('text');
    expect(kind('1', 'x')).toBe('text');
    expect(kind('never', 'never')).toBe('text');
    expect(kind()).toBe('text');
  });

  it('decides its order', () => {
    expect(sorted('Gi1/0/10', 'Gi1/0/2', '')).toEqual(['Gi1/0/2', 'Gi1/0/10', '']);
    expect(sorted('1w2d', '3h', 'never', '00:10:00')).toEqual(['00:10:00', '3h', '1w2d', 'never']);
    expect(sorted('10.0.0.10', '10.0.0.9', 'unassigned')).toEqual([
      '10.0.0.9',
      '10.0.0.10',
      'unassigned',
    ]);
    expect(sorted('1G', '100M', '999K')).toEqual(['999K', '100M', '1G']);
    expect(sorted('00ff.0000.0001', '0a00.0000.0001')).toEqual([
      '00ff.0000.0001',
      '0a00.0000.0001',
    ]);
    expect(sorted('2001:db8::a', '2001:db8::9', '2001:db8::10')).toEqual([
      '2001:db8::9',
      '2001:db8::a',
      '2001:db8::10',
    ]);
  });

  it('decides what more and less mean in a filter', () => {
    expect(found(column('0', '12', '7', ''), 'a>0')).toEqual(['12', '7']);
    expect(found(column('0', '12', '7'), 'a<=7')).toEqual(['0', '7']);
    expect(found(column('1w2d', '3h', 'never'), 'a>1d')).toEqual(['1w2d', 'never']);
    expect(found(column('10 Mbps', '1 Gbps'), 'a>=100M')).toEqual(['1 Gbps']);
    expect(found(column('Gi1/0/2', 'Gi1/0/10'), 'a>Gi1/0/9')).toEqual(['Gi1/0/10']);
  });

  it('lets a filter ask for a network', () => {
    const prefixes = column('10.1.0.0/16', '192.0.2.0/24', '10.0.0.0/7', 'unassigned');
    expect(found(prefixes, 'a~10.0.0.0/8')).toEqual(['10.1.0.0/16']);
    expect(found(prefixes, 'a~^192')).toEqual(['192.0.2.0/24']);
  });

  it('is no hindrance to a filter that only resembles the text', () => {
    const ports = column('GigabitEthernet1/2', 'TenGigabitEthernet1/3');
    expect(found(ports, 'gi1/2')).toEqual(['GigabitEthernet1/2']);
    expect(found(ports, 'tengig')).toEqual(['TenGigabitEthernet1/3']);
    expect(found(ports, 'vlan')).toEqual([]);
  });

  it('never loses a row in sorting, whatever the texts are', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('1w2d', 'never', '10.0.0.1', '5', '-', '1G', '00:00:01', '0011.2233.4455'),
    );
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        expect(sorted(...texts).toSorted()).toEqual([...texts].sort());
      }),
    );
  });
});
