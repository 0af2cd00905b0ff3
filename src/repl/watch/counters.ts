/** One look at a counter. */
export interface Reading {
  /** As the device has it; counters of 64 bits are more than a double holds exactly. */
  readonly count: bigint;
  /** Monotonic. */
  readonly atMs: number;
}

/** What happened between two looks at a counter. */
export type Rate =
  | { readonly kind: 'rate'; readonly perSecond: number }
  /** It was set back, so that nobody knows how much it counted. */
  | { readonly kind: 'reset' }
  /** No time has passed between the two, or it is the same look. */
  | { readonly kind: 'unknown' };

const WRAPS: readonly bigint[] = [1n << 32n, 1n << 64n];

/**
 * How fast a counter ran between two looks. A counter that fell has wrapped if it stood in the last quarter of its 32 or 64 bits and
 * is in the first quarter of them now; else somebody cleared it, or the device has restarted.
 */
export function rateBetween(before: Reading, after: Reading): Rate {
  const seconds = (after.atMs - before.atMs) / 1_000;
  if (!(seconds > 0)) return { kind: 'unknown' };
  const rise = after.count - before.count;
  if (rise >= 0n) return { kind: 'rate', perSecond: Number(rise) / seconds };
  const wrap = WRAPS.find(
    (size) => before.count < size && before.count >= (size / 4n) * 3n && after.count < size / 4n,
  );
  if (wrap === undefined) return { kind: 'reset' };
  return { kind: 'rate', perSecond: Number(rise + wrap) / seconds };
}

/** A counter's text: digits, with commas or without. */
export function countOf(text: string): bigint | undefined {
  const plain = text.trim();
  if (!/^\d{1,20}$/.test(plain) && !/^\d{1,3}(?:,\d{3}){1,6}$/.test(plain)) return undefined;
  return BigInt(plain.replaceAll(',', ''));
}

const COUNTED =
  /(?:^|_)(?:packets?|pkts?|bytes|octets|frames|errors?|errs|drops?|dropped|discards?|discarded|crc|runts|giants|overruns?|underruns?|collisions|broadcasts?|multicasts?|unicasts?|no_buffer|throttles|ignored|aborts?|hits|hit_count|matches|lookups|misses|retransmits|resets|flaps|transitions|msgs?_?(?:rcvd|sent)|messages_(?:received|sent)|counter|count_total|total_(?:in|out))(?:$|_(?:in|out|rx|tx|rcvd|received|sent|total|count|input|output)$|$)/i;
const NOT_COUNTED =
  /rate|_per_|pps|bps|percent|avg|average|current|active|size|limit|max|min(?:imum)?$|queue_(?:depth|size)|used|free|total_memory/i;

/** Whether a column of this name counts up for as long as its device runs. */
export function isCounterName(column: string): boolean {
  return COUNTED.test(column) && !NOT_COUNTED.test(column);
}

const TROUBLE =
  /(?:^|_)(?:errors?|errs|crc|runts|giants|collisions|drops?|dropped|discards?|discarded|overruns?|underruns?|flaps|resets|retransmits)(?:_|$)/i;

/** Whether a column of this name counts what nobody wants. */
export function isTroubleName(column: string): boolean {
  return TROUBLE.test(column) && isCounterName(column);
}
