import { widthOf } from '../../src/core/width.ts';
import { type BenchRow, type Budget, type Figure, keepsBudget } from './row.ts';

/** The rows as a table of text. Figures are median / p99; the ratio is ours to the best peer. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.what,
    ratio(row),
    row.ours ? figure(row.ours) : `– ${row.why ?? ''}`.trimEnd(),
    peers(row),
    row.budget ? budget(row.budget) : '–',
    row.unit,
    { true: 'yes', false: 'NO', undefined: '–' }[String(keepsBudget(row))] ?? '–',
  ]);
  const all = [['what', 'ratio', 'ours', 'peers', 'budget', 'unit', 'ok?'], ...cells];
  const widths =
    all[0]?.map((_, x) => Math.max(...all.map((line) => widthOf(line[x] ?? '')))) ?? [];
  const lines = all.map((line) =>
    line
      .map((text, x) => text + ' '.repeat((widths[x] ?? 0) - widthOf(text)))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}

function figure({ median, p99 }: Figure): string {
  return p99 === undefined ? number(median) : `${number(median)} / ${number(p99)}`;
}

function peers({ peers: measured, absent = [] }: BenchRow): string {
  const words = measured.map((peer) => `${peer.name} ${figure(peer)}`);
  return [...words, ...absent].join(' · ') || '–';
}

function budget({ kind, median, p99 }: Budget): string {
  const sign = kind === 'at-most' ? '≤' : '≥';
  return p99 === undefined
    ? `${sign} ${number(median)}`
    : `${sign} ${number(median)} / ${number(p99)}`;
}

function ratio({ ours, peers, budget: limit }: BenchRow): string {
  if (!ours || peers.length === 0) return '–';
  const medians = peers.map((peer) => peer.median);
  const best = limit?.kind === 'at-least' ? Math.max(...medians) : Math.min(...medians);
  return best === 0 ? '–' : `${number(ours.median / best)}×`;
}

function number(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en');
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
