import type { Table } from '../table.ts';
import { cellString } from '../table-cell.ts';
import { addressValue, durationSeconds, macValue, numberValue, rateValue } from './cell-value.ts';

/** What the texts of a column are. It is seen from the texts: no template has to say it, and a device's own words stay as they are. */
export type ColumnKind =
  | 'number'
  /** A number with a unit: `1000000 Kbit`, `10G`, `37%`, `9.6 Mbps`. */
  | 'rate'
  /** How long, or since when: `1w2d`, `00:04:11`, `3 weeks, 2 days`, `never`. */
  | 'duration'
  /** IPv4 and IPv6, alone or with a length: `10.0.0.1`, `2001:db8::/32`. */
  | 'address'
  | 'mac'
  /** Everything else; interfaces among them, which natural order puts right. */
  | 'text';

/** The kind that every text of a column has; texts that say "nothing" (`-`, `n/a`, `never`) fit any. */
export function columnKind(table: Table, place: number): ColumnKind {
  const known = KNOWN.get(table);
  const kinds = known ?? new Map<number, ColumnKind>();
  if (!known) KNOWN.set(table, kinds);
  const kind = kinds.get(place) ?? kindOf(table, place);
  kinds.set(place, kind);
  return kind;
}

/** Where a text of a kind stands among others; undefined for one that is not of it. */
export function cellValue(kind: ColumnKind, text: string): number | bigint | undefined {
  return kind === 'text' ? undefined : VALUES[kind](text.trim());
}

/** Whether a cell says that there is nothing to say. */
export function saysNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

const KNOWN = new WeakMap<Table, Map<number, ColumnKind>>();
const NOTHING = /^(?:|-+|n\/?a|none|unassigned|unknown|unset|auto|\*)$/i;
/** Looking at more tells no more. */
const MOST_CELLS = 300;

/** In the order asked: plain numbers are rates and durations of no unit, too. */
const KINDS = ['number', 'address', 'mac', 'duration', 'rate'] as const;

const VALUES: Readonly<
  Record<Exclude<ColumnKind, 'text'>, (text: string) => number | bigint | undefined>
> = {
  number: numberValue,
  rate: rateValue,
  duration: durationSeconds,
  address: addressValue,
  mac: macValue,
};

function kindOf({ rows }: Table, place: number): ColumnKind {
  const step = Math.max(1, Math.floor(rows.length / MOST_CELLS));
  let left: readonly ColumnKind[] = KINDS;
  let isSeen = false;
  for (let at = 0; at < rows.length && left.length > 0; at += step) {
    const cell = rows[at]?.[place];
    const text = typeof cell === 'object' && cell !== null ? (cell[0] ?? '') : cellString(cell);
    if (saysNothing(text)) continue;
    // Two columns' worth of `never` are no durations yet.
    isSeen ||= !/^never$/i.test(text.trim());
    left = left.filter((kind) => cellValue(kind, text) !== undefined);
  }
  return (isSeen ? left[0] : undefined) ?? 'text';
}
