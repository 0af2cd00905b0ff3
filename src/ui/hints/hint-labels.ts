/**
 * As many labels as are wanted, the shortest first and none the beginning of another: one letter each while letters last, then two. At most
 * `MOST_LABELS`.
 */
export function hintLabels(count: number): readonly string[] {
  const wanted = Math.min(count, MOST_LABELS);
  // So many letters begin two-letter labels that all of them fit.
  const pairs = Math.max(0, Math.ceil((wanted - LETTERS.length) / (LETTERS.length - 1)));
  const singles = [...LETTERS.slice(0, LETTERS.length - pairs)];
  const doubles = [...LETTERS.slice(LETTERS.length - pairs)].flatMap((first) =>
    [...LETTERS].map((second) => first + second),
  );
  return [...singles, ...doubles].slice(0, wanted);
}

/** Those under the fingers first. */
const LETTERS = 'asdfghjklqwertuiopzxcvbnmy';

/** More than fit on a screen that anybody can read. */
export const MOST_LABELS = LETTERS.length * LETTERS.length;
