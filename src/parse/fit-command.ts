import { argumentLength } from './argument-words.ts';
import { standsFor } from './command-words.ts';

/** How a typed command fits the command a template is written for. */
export interface Fit {
  /** Every word is typed whole. */
  readonly isExact: boolean;
  /** Values the template's command does not have: an interface, an address, `vrf red`. They choose rows, not columns. */
  readonly argumentCount: number;
  /** Words left over at the end: they may make another table of the answer. */
  readonly leftOver: readonly string[];
}

/**
 * Whether typed words, each perhaps shortened, ask for the table of a full command. Arguments may stand anywhere behind its second word
 * (`show interfaces Gi0/1 status`), other words only at the end; undefined when it does not fit, or too much is left over.
 * All that follows a command of one word (`ping`, `dir`) is its arguments.
 */
export function fitCommand(typed: readonly string[], full: readonly string[]): Fit | undefined {
  const leftOver: string[] = [];
  let isExact = true;
  let argumentCount = 0;
  let place = 0;
  for (let at = 0; at < typed.length; ) {
    const word = typed[at] ?? '';
    const wanted = full[place];
    if (wanted !== undefined && standsFor(word, wanted)) {
      isExact &&= word === wanted;
      place++;
      at++;
      continue;
    }
    const length = place >= 2 ? argumentLength(typed, at) : 0;
    if (length > 0 || (full.length === 1 && place === 1)) argumentCount++;
    else if (wanted === undefined) leftOver.push(word);
    else return undefined;
    at += Math.max(length, 1);
  }
  if (place < full.length || leftOver.length > MAX_LEFT_OVER) return undefined;
  return { isExact, argumentCount, leftOver };
}

const MAX_LEFT_OVER = 3;
