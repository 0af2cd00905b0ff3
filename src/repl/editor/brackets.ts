import { type BracketPair, pairAround, pairAt } from '../highlight/brackets.ts';
import { scanText } from '../highlight/scanned-text.ts';

/** The partner of the bracket at a place of a text. */
export function bracketPartner(text: string, at: number): number | undefined {
  const pair = pairAt(scanText(text), at);
  return pair && (pair.open === at ? pair.close : pair.open);
}

/** The innermost pair of one kind around a place. */
export function enclosingBrackets(text: string, at: number, open: string): BracketPair | undefined {
  return pairAround(scanText(text), at, open);
}
