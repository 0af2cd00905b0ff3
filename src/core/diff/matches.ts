/** A run of items that stand in both lists, in the same order: `length` items from place `a` of the one and `b` of the other. */
export interface Match {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** Items are compared as numbers; whoever has texts gives each different text a number of its own. */
type Items = ArrayLike<number>;

export interface MatchOptions {
  /** How many items may differ before the search for the fewest gives way to a quick one; 1,000 unless told. */
  readonly maxDifferences?: number;
}

/**
 * What two lists have in common: runs in order, so that the items outside of them, removed and added, are as few as possible
 * (E. Myers, An O(ND) difference algorithm and its variations, 1986). Where more than `maxDifferences` items differ the lists are cut
 * at items that each has exactly once, and the result may be longer than the shortest: time and memory stay bounded whatever comes.
 */
export function matchesOf(a: Items, b: Items, options: MatchOptions = {}): readonly Match[] {
  const found = new Runs();
  const whole = { a, b, fromA: 0, toA: a.length, fromB: 0, toB: b.length };
  between(whole, { most: options.maxDifferences ?? 1_000, mayCut: true }, found);
  return found.runs;
}

/** A part of both lists, the ends not included. */
interface Part {
  readonly a: Items;
  readonly b: Items;
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

interface Bound {
  readonly most: number;
  readonly mayCut: boolean;
}

/** Differences looked for between two cuts. */
const MOST_BETWEEN_CUTS = 64;

function between(part: Part, bound: Bound, found: Runs): void {
  const { a, b } = part;
  let { fromA, toA, fromB, toB } = part;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) found.add(fromA++, fromB++, 1);
  let tail = 0;
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
    tail++;
  }
  const middle = { a, b, fromA, toA, fromB, toB };
  if (fromA < toA && fromB < toB) {
    const runs = shortest(middle, bound.most);
    if (runs !== undefined) for (const { a, b, length } of runs) found.add(a, b, length);
    else if (bound.mayCut) cutAndGoOn(middle, found);
  }
  found.add(toA, toB, tail);
}

function cutAndGoOn(part: Part, found: Runs): void {
  const bound = { most: MOST_BETWEEN_CUTS, mayCut: false };
  let { fromA, fromB } = part;
  for (const cut of cutsOf(part)) {
    between({ ...part, fromA, fromB, toA: cut.a, toB: cut.b }, bound, found);
    found.add(cut.a, cut.b, 1);
    fromA = cut.a + 1;
    fromB = cut.b + 1;
  }
  between({ ...part, fromA, fromB }, bound, found);
}

/** Myers' greedy search, forwards; undefined where more than `most` items differ. */
function shortest(part: Part, most: number): readonly Match[] | undefined {
  const { a, b, fromA, fromB } = part;
  const lengthA = part.toA - fromA;
  const lengthB = part.toB - fromB;
  const limit = Math.min(most, lengthA + lengthB);
  // reached[k + limit + 1]: how far along `a` the diagonal k = x - y has come.
  const reached = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let cost = 0; cost <= limit; cost++) {
    trace.push(reached.slice(limit + 1 - cost - 1, limit + 1 + cost + 2));
    for (let k = -cost; k <= cost; k += 2) {
      const at = k + limit + 1;
      const left = reached[at - 1] ?? 0;
      const right = reached[at + 1] ?? 0;
      let x = k === -cost || (k !== cost && left < right) ? right : left + 1;
      let y = x - k;
      while (x < lengthA && y < lengthB && a[fromA + x] === b[fromB + y]) {
        x++;
        y++;
      }
      reached[at] = x;
      if (x >= lengthA && y >= lengthB) return traced(trace, part);
    }
  }
  return undefined;
}

/** The way back through what each round had reached before it began. */
function traced(trace: readonly Int32Array[], part: Part): readonly Match[] {
  const runs: Match[] = [];
  let x = part.toA - part.fromA;
  let y = part.toB - part.fromB;
  for (let cost = trace.length - 1; cost >= 0; cost--) {
    const before = trace[cost] ?? new Int32Array();
    const at = (k: number): number => before[k + cost + 1] ?? 0;
    const k = x - y;
    const isAdded = k === -cost || (k !== cost && at(k - 1) < at(k + 1));
    const fromK = isAdded ? k + 1 : k - 1;
    const fromX = cost === 0 ? 0 : at(fromK);
    const fromY = cost === 0 ? 0 : fromX - fromK;
    const startX = cost === 0 ? 0 : isAdded ? fromX : fromX + 1;
    const length = x - startX;
    if (length > 0) {
      runs.push({ a: part.fromA + startX, b: part.fromB + y - length, length });
    }
    x = fromX;
    y = fromY;
  }
  return runs.reverse();
}

/** Items that each list has exactly once, the longest row of them that stands in the same order in both. */
function cutsOf(part: Part): readonly { readonly a: number; readonly b: number }[] {
  const placesA = placesOfSingles(part.a, part.fromA, part.toA);
  const placesB = placesOfSingles(part.b, part.fromB, part.toB);
  const pairs = [...placesA]
    .flatMap(([item, a]) => {
      const b = placesB.get(item);
      return a < 0 || b === undefined || b < 0 ? [] : [{ a, b }];
    })
    .sort((one, other) => one.a - other.a);
  return longestRising(pairs);
}

/** Where each item stands; -1 for one that stands there more than once. */
function placesOfSingles(items: Items, from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = from; at < to; at++) {
    const item = items[at] ?? 0;
    places.set(item, places.has(item) ? -1 : at);
  }
  return places;
}

function longestRising<Pair extends { readonly b: number }>(pairs: readonly Pair[]): Pair[] {
  /** ends[n]: which pair ends the best row of n + 1 pairs. */
  const ends: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  for (const [at, { b }] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.b ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  }
  const row: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) row.push(pair);
  }
  return row.reverse();
}

/** Runs found in order; those that touch become one. */
class Runs {
  readonly runs: Match[] = [];

  add(a: number, b: number, length: number): void {
    if (length === 0) return;
    const last = this.runs.at(-1);
    const touches = last && last.a + last.length === a && last.b + last.length === b;
    if (last && touches) {
      this.runs[this.runs.length - 1] = { a: last.a, b: last.b, length: last.length + length };
    } else this.runs.push({ a, b, length });
  }
}
