import { isTelling } from '../../core/secrets/no-secret.ts';

/** Where a value stands in a text. */
export interface ValuePlace {
  readonly from: number;
  readonly to: number;
}

/**
 * The values found so far, to be found again wherever else they stand. Looking costs the same however many there are: only where the
 * first four characters fit is anything compared.
 */
export class FoundValues {
  readonly #byStart = new Map<string, string[]>();
  readonly #all = new Set<string>();
  /** Which pairs of first characters there are. */
  readonly #pairs = new Uint8Array(PAIRS);

  get size(): number {
    return this.#all.size;
  }

  /** Values that could as well be words are not taken: they would be found everywhere. */
  add(value: string): void {
    if (this.#all.has(value) || this.#all.size >= MOST_VALUES || !isTelling(value)) return;
    this.#all.add(value);
    this.#pairs[pairAt(value, 0)] = 1;
    const start = value.slice(0, START);
    const known = this.#byStart.get(start);
    if (known === undefined) this.#byStart.set(start, [value]);
    else {
      known.push(value);
      // The longest that fits is the one that is meant.
      known.sort((a, b) => b.length - a.length);
    }
  }

  has(value: string): boolean {
    return this.#all.has(value);
  }

  /** In their order; none overlap. */
  placesIn(text: string): readonly ValuePlace[] {
    if (this.#all.size === 0) return NONE;
    let places: ValuePlace[] | undefined;
    for (let at = 0; at + START <= text.length; at++) {
      if (this.#pairs[pairAt(text, at)] === 0) continue;
      const to = this.#endAt(text, at);
      if (to === undefined) continue;
      places ??= [];
      places.push({ from: at, to });
      at = to - 1;
    }
    return places ?? NONE;
  }

  #endAt(text: string, at: number): number | undefined {
    const values = this.#byStart.get(text.slice(at, at + START));
    const value = values?.find((one) => text.startsWith(one, at) && standsAlone(text, at, one));
    return value === undefined ? undefined : at + value.length;
  }
}

const START = 4;
const PAIRS = 1 << 14;
/** A device that says nothing but secrets may not fill the memory; those of a line are hidden in any case. */
const MOST_VALUES = 200_000;
const NONE: readonly ValuePlace[] = [];

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 7) ^ text.charCodeAt(at + 1)) & (PAIRS - 1);
}

/** Short values are parts of many words. */
const SHORT = 8;
const OF_A_WORD = /\w/;

function standsAlone(text: string, at: number, value: string): boolean {
  if (value.length >= SHORT) return true;
  const before = text.charAt(at - 1);
  const behind = text.charAt(at + value.length);
  const isBegun = OF_A_WORD.test(before) && OF_A_WORD.test(value.charAt(0));
  const goesOn = OF_A_WORD.test(behind) && OF_A_WORD.test(value.charAt(value.length - 1));
  return !isBegun && !goesOn;
}
