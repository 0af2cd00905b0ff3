import Fuse from 'fuse.js';
import type { Choice } from '../state/state.ts';

/**
 * The choices that fit what was typed, best first. Abbreviation comes first, word by word (`sh ip br` finds
 * `show ip interface brief`, `c1` finds `core-1`), because that is how network people type; then fuzzy matching.
 */
export function pickChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return choices;
  const last = lastPicks.get(choices);
  if (last?.wanted === wanted) return last.picked;
  const picked = pick(choices, wanted);
  lastPicks.set(choices, { wanted, picked });
  return picked;
}

/** A list is picked from for each picture of its dialog, not only for each key. */
const lastPicks = new WeakMap<
  readonly Choice[],
  { readonly wanted: string; readonly picked: readonly Choice[] }
>();

/** Of so many that fit as they were typed, the fuzzy ones behind them are not looked for: nobody gets there. */
const MANY = 200;

function pick(choices: readonly Choice[], wanted: string): readonly Choice[] {
  const scored = choices
    .map((choice, order) => ({ choice, order, score: abbreviationScore(choice, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ choice }) => choice);
  if (scored.length >= MANY) return scored;
  const taken = new Set(scored);
  const rest = choices.filter((choice) => !taken.has(choice));
  const fuse = new Fuse(rest, { keys: ['label', 'detail'], threshold: 0.35, ignoreLocation: true });
  return [...scored, ...fuse.search(wanted).map(({ item }) => item)];
}

function abbreviationScore({ label, detail }: Choice, wanted: string): number {
  const name = label.toLowerCase();
  if (name === wanted) return 100;
  if (name.startsWith(wanted)) return 80;
  const words = name.split(/[\s_.:-]+/);
  if (startsInOrder(words, wanted.split(/\s+/))) return 60;
  if (name.includes(wanted)) return 40;
  return detail.toLowerCase().includes(wanted) ? 20 : 0;
}

/** Each part of what was typed starts a later word. */
function startsInOrder(words: readonly string[], parts: readonly string[]): boolean {
  let next = 0;
  for (const part of parts) {
    while (next < words.length && !words[next]?.startsWith(part)) next++;
    if (next++ >= words.length) return false;
  }
  return true;
}
