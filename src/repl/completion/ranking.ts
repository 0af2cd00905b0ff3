import Fuse from 'fuse.js';

/**
 * The items that fit what was typed, best first: those that begin with it and then those it abbreviates (`siib` is
 * `show ip interface brief`). Only where there are none those that hold it, and then those that look like it.
 */
export function rankLabels<Item extends { readonly label: string }>(
  items: readonly Item[],
  typed: string,
): readonly Item[] {
  if (typed === '') return items;
  const wanted = typed.toLowerCase();
  const ranked = items.map((item) => ({ item, rank: rankOf(item.label, typed, wanted) }));
  for (const worst of [WHOLE_ABBREVIATION, ABBREVIATION, HOLDS]) {
    const fitting = ranked.filter(({ rank }) => rank <= worst);
    if (fitting.length > 0) return fitting.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
  }
  return looksLike(items, typed);
}

/** Whether a label begins with what was typed or is abbreviated by it: good enough to be put in without asking. */
export function isSure(label: string, typed: string): boolean {
  return rankOf(label, typed, typed.toLowerCase()) <= ABBREVIATION;
}

/** Something of every word: `siib` of `show ip interface brief`. */
const WHOLE_ABBREVIATION = 2;
const ABBREVIATION = 3;
const HOLDS = 4;
const NOTHING = 5;

function rankOf(label: string, typed: string, wanted: string): number {
  if (label.startsWith(typed)) return 0;
  const lower = label.toLowerCase();
  if (lower.startsWith(wanted)) return 1;
  if (isAbbreviation(label, wanted, 'every word')) return WHOLE_ABBREVIATION;
  if (isAbbreviation(label, wanted)) return ABBREVIATION;
  return lower.includes(wanted) ? HOLDS : NOTHING;
}

function looksLike<Item extends { readonly label: string }>(
  items: readonly Item[],
  typed: string,
): readonly Item[] {
  if (typed.length < 2) return [];
  const fuse = new Fuse(items, { keys: ['label'], threshold: 0.3, ignoreLocation: true });
  return fuse.search(typed.slice(0, 32)).map(({ item }) => item);
}

const MOST_STEPS = 2_000;

/** Whether a text is made of the beginnings of a label's words, in their order: `sibr`, `sh ip int`, `eMs` of `elapsedMs`. */
export function isAbbreviation(
  label: string,
  wanted: string,
  of: 'some words' | 'every word' = 'some words',
): boolean {
  const words = label
    .split(/[\s_.:/-]+|(?<=[a-z\d])(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');
  const signs = wanted.replace(/[\s_.:/-]+/g, '');
  if (words.length < 2 || signs === '') return false;
  let steps = 0;
  const fits = (at: number, word: number): boolean => {
    if (at === signs.length) return of === 'some words' || word === words.length;
    if (++steps > MOST_STEPS) return false;
    for (let place = word; place < words.length; place++) {
      const own = words[place] ?? '';
      // The first word is always meant: what only ends alike is no abbreviation.
      if (place > word && (at === 0 || of === 'every word')) return false;
      let length = 0;
      while (length < own.length && own[length] === signs[at + length]) length++;
      for (; length > 0; length--) if (fits(at + length, place + 1)) return true;
    }
    return false;
  };
  return fits(0, 0);
}
