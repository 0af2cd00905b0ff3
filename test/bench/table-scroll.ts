import { Grid } from '../../src/core/grid.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { TableView } from '../../src/state/table-view.ts';
import { drawTableView } from '../../src/ui/table/draw-view.ts';
import { moveRow } from '../../src/ui/table/move.ts';
import { tableViewOf } from '../../src/ui/table/view-of.ts';
import { loadTheme } from '../../src/ui/theme.ts';
import { type Bench, figureOf } from './row.ts';

const SIZE = { cols: 200, rows: 50 };
const RECT = { x: 0, y: 0, w: SIZE.cols, h: 40 };
const ROWS = 10_000;
const FRAMES = 500;
/** Until the functions are compiled. */
const FIRST_FRAMES = 60;

/** Processor time of one step through a long table: the key's new state and the frame that shows it. */
export const tableScrollBench: Bench = async () => {
  const theme = loadTheme('dark', undefined);
  const grid = new Grid(SIZE);
  const table = longTable();
  const results = [
    { host: 'r1', platform: 'cisco_ios', command: 'show ip route', text: '', table },
  ];
  const opened = process.cpuUsage();
  let view: TableView = tableViewOf({ results, failures: [] }, 'pane');
  view = { ...view, sort: { column: 'nexthop', direction: 'up' }, filter: 'distance>100' };
  drawTableView(grid, { view, rect: RECT, theme });
  const firstMs = msSince(opened);
  const samples: number[] = [];
  for (let frame = 0; frame < FIRST_FRAMES + FRAMES; frame++) {
    const before = process.cpuUsage();
    const step = frame % 3 === 0 ? 38 : 1;
    view = { ...view, ...moveRow(view, step, RECT) };
    drawTableView(grid, { view, rect: RECT, theme });
    if (frame >= FIRST_FRAMES) samples.push(msSince(before));
  }
  return [
    {
      what: 'a step through a table of 10,000 rows, sorted and filtered, 200×50',
      unit: 'ms',
      ours: figureOf(samples),
      peers: [],
      budget: { kind: 'at-most', median: 1, p99: 6 },
    },
    {
      what: 'the same table opened, sorted and filtered the first time',
      unit: 'ms',
      ours: { median: firstMs },
      peers: [],
      budget: { kind: 'at-most', median: 200 },
    },
  ];
};

function msSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function longTable(): Table {
  const columns = [
    'protocol',
    'network',
    'prefix',
    'distance',
    'metric',
    'nexthop',
    'interface',
    'uptime',
  ];
  const rows = Array.from({ length: ROWS }, (_, i) => [
    i % 3 === 0 ? 'O' : 'B',
    `10.${i >> 8}.${i & 255}.0`,
    '24',
    i % 3 === 0 ? '90' : '110',
    String(i * 7),
    `192.168.${(i * 31) & 255}.${(i * 17) & 255}`,
    `GigabitEthernet0/${i % 48}`,
    `${i % 9}w${i % 7}d`,
  ]);
  return { columns, rows, origin: undefined };
}
