import type { Place } from './query-error.ts';

/**
 * What rows are asked for: `status != up and (rx_errors > 0 or uptime < 1d)`, read.
 *
 * ```
 * condition  = all { ("or" | "||") all }
 * all        = part { ("and" | "&&") part }
 * part       = ("not" | "!") part | "(" condition ")" | column test
 * test       = ("==" | "=" | "is" | "!=" | "<>" | "is not" | "<" | ">" | "<=" | ">=") value
 *            | ("~" | "=~" | "!~") pattern          a network for addresses, else a regular expression; /…/flags too
 *            | ["not"] "contains" value
 *            | ["not"] "in" ( "(" value { "," value } ")" | value )     a network, a range 10-20, a value
 *            | "is" ["not"] "empty"
 * value      = words up to the next and, or, ")" or the end | '…' | "…"
 * ```
 */
export type Condition =
  | { readonly kind: 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'all'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Test;

export type Test =
  | (OfColumn & { readonly kind: 'equal'; readonly value: Word })
  | (OfColumn & {
      readonly kind: 'order';
      readonly order: '<' | '>' | '<=' | '>=';
      readonly value: Word;
    })
  | (OfColumn & { readonly kind: 'pattern'; readonly pattern: Pattern })
  | (OfColumn & { readonly kind: 'contains'; readonly value: Word })
  | (OfColumn & { readonly kind: 'in'; readonly values: readonly Word[] })
  | (OfColumn & { readonly kind: 'empty' });

interface OfColumn {
  readonly column: Word;
}

/** A text of a condition and where it stands. */
export interface Word {
  readonly text: string;
  readonly place: Place;
}

export interface Pattern extends Word {
  /** Of `/…/flags`; undefined for one written without slashes, which is without regard to case and may be a network. */
  readonly flags: string | undefined;
}
