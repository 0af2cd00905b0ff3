import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';

/** The unit of a column's numbers, from what stands behind them or from the column's name; '' where neither tells. */
export function unitOf(table: Table, place: number): string {
  return unitOfTexts(table, place) ?? unitOfName(table.columns[place] ?? '');
}

function unitOfTexts({ rows }: Table, place: number): string | undefined {
  let unit: string | undefined;
  for (const row of rows.slice(0, 20)) {
    const text = cellString(row[place]).trim();
    if (text === '' || text === '0') continue;
    const found = unitOfText(text);
    if (found === undefined || (unit !== undefined && unit !== found)) return undefined;
    unit = found;
  }
  return unit;
}

function unitOfText(text: string): string | undefined {
  const [, suffix = ''] = /^[-+]?[\d.,]+\s*([a-z%/]+)$/i.exec(text) ?? [];
  if (suffix === '%') return '%';
  const plain = suffix.toLowerCase().replace(/^[kmgtp]i?(?=b|$)/, '');
  if (/^(bps|bits?\/s(ec)?|b\/s)$/.test(plain)) return 'bit/s';
  if (/^bits?$/.test(plain)) return 'bit';
  if (/^(b|bytes?)$/.test(plain)) return 'B';
  return /^pps$/.test(plain) ? 'pkt/s' : undefined;
}

/** In this order: the first that fits. */
const NAMES: readonly (readonly [name: RegExp, unit: string])[] = [
  [/(bytes|octets).*_rate$/, 'B/s'],
  [/(packets|pkts|frames).*_rate$|_pps$|packet_rate|pkt_rate/, 'pkt/s'],
  [/_bps$|bit_?rate|^(in|out|rx|tx|input|output)_rate$|bandwidth_?bps/, 'bit/s'],
  [/_rate$/, '/s'],
  [/percent|pct|_util|utili[sz]ation|^cpu(_|$)/, '%'],
  [/_ms$|^rtt/, 'ms'],
  [/_bytes$|^bytes|octets|^memory|_memory|mem_(used|free)/, 'B'],
  [/dbm/, 'dBm'],
  [/^temp|temperature/, '°C'],
];

function unitOfName(name: string): string {
  const plain = name.toLowerCase();
  return NAMES.find(([pattern]) => pattern.test(plain))?.[1] ?? '';
}
