import { expect, it } from 'vitest';
import type { Cell } from '../../../../src/core/table/table.ts';
import { chartPlan } from '../../../../src/repl/chart/chart-table.ts';

const table = (columns: string[], rows: Cell[][]) => ({ columns, rows, origin: undefined });

const SAMPLES = table(
  ['time', 'host', 'interface', 'state', 'in_packets', 'in_packets_rate'],
  [0, 5, 10].flatMap((second) =>
    ['r1', 'r2'].flatMap((host) =>
      ['Gi0/0', 'Gi0/1'].map((name): Cell[] => {
        const time = new Date(Date.UTC(2026, 0, 2, 12, 0, second)).toISOString();
        return [time, host, name, 'up', String(second * 100), String(second)];
      }),
    ),
  ),
);

it('finds times, rates and what tells the lines apart by itself', () => {
  const plan = chartPlan(SAMPLES, {});
  expect(plan).toMatchObject({ kind: 'line', across: 'time', unit: 'pkt/s' });
  expect(plan.series.map(({ name }) => name)).toEqual([
    'r1 Gi0/0',
    'r1 Gi0/1',
    'r2 Gi0/0',
    'r2 Gi0/1',
  ]);
});

it('takes as much of a column as tells it from others', () => {
  const plan = chartPlan(SAMPLES, { y: ['in_packets_r'], by: ['HOST', 'int'] });
  expect(plan.series[0]?.ys).toEqual([0, 5, 10]);
  expect(() => chartPlan(SAMPLES, { y: ['in_'] })).toThrow(
    "'in_' is in_packets or in_packets_rate",
  );
});

it('draws bars for names', () => {
  const plan = chartPlan(
    table(
      ['interface', 'mtu'],
      [
        ['Gi0/0', '1500'],
        ['Lo0', '1514'],
      ],
    ),
    {},
  );
  expect(plan).toMatchObject({ kind: 'bar', across: ['Gi0/0', 'Lo0'] });
});

it('reads numbers with units', () => {
  const plan = chartPlan(
    table(
      ['host', 'rate'],
      [
        ['r1', '9.6 Mbps'],
        ['r2', '100 kbps'],
      ],
    ),
    {},
  );
  expect(plan.unit).toBe('bit/s');
  expect(plan.series[0]?.ys).toEqual([9_600_000, 100_000]);
});

it('sorts a line by its x', () => {
  const plan = chartPlan(
    table(
      ['n', 'v'],
      [
        ['3', '30'],
        ['1', '10'],
      ],
    ),
    { x: 'n', y: ['v'] },
  );
  expect(plan.series).toEqual([{ name: 'v', xs: [1, 3], ys: [10, 30] }]);
});

const TWO_HOSTS = table(
  ['host', 'interface', 'errors'],
  [
    ['r1', 'Gi0/0', '1'],
    ['r1', 'Gi0/1', '2'],
    ['r2', 'Gi0/0', '3'],
  ],
);

it('has a bar for each row, named by as much as tells them apart', () => {
  const plan = chartPlan(TWO_HOSTS, { kind: 'bar' });
  expect(plan.across).toEqual(['r1 Gi0/0', 'r1 Gi0/1', 'r2 Gi0/0']);
  expect(plan.series).toEqual([{ name: 'errors', xs: [0, 1, 2], ys: [1, 2, 3] }]);
});

it('has bars beside each other for rows of one name', () => {
  const plan = chartPlan(TWO_HOSTS, { kind: 'bar', x: 'interface' });
  expect(plan.across).toEqual(['Gi0/0', 'Gi0/1']);
  expect(plan.series).toEqual([
    { name: 'r1', xs: [0, 1], ys: [1, 2] },
    { name: 'r2', xs: [0], ys: [3] },
  ]);
});
