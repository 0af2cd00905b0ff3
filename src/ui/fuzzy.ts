import Fuse from 'fuse.js';
import type { Choice } from '../state/state.ts';

/**
 * The choices that fit what was typed, best first. Abbreviation comes first, word by word (`sh ip br` finds
 * `show ip interface brief`, `c1` finds `core-1`), because that is how network people type; then fuzzy matching.
 */
export function pickChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return choices;
  const scored = choices
    .map((choice, order) => ({ choice, order, score: abbreviationScore(choice, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ choice }) => choice);
  const rest = choices.filter((choice) => !scored.includes(choice));
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
