import { looksDefined } from './definitions.ts';
import type { World } from './world.ts';

/** One `%name`: one file of `magics/` or of the person's own folder, named like the magic, with this as its default export. */
export interface Magic {
  /** e.g. `%use [SELECTOR]`; a magic with a body begins with `%%`. */
  readonly usage: string;
  /** A few words, for completion and help. */
  readonly summary: string;
  /** Whole lines that a person could type. */
  readonly examples: readonly string[];
  /** What could stand at the end of the arguments typed so far. Runs no code of a person's. */
  complete?(typed: string, world: World): readonly string[] | Promise<readonly string[]>;
  /** What it gives is the value of the cell. What is wrong with the arguments is a `MagicError`. */
  run(call: MagicCall, world: World): unknown;
}

export interface MagicCall {
  /** The text behind the name, as typed. */
  readonly args: string;
  /** The same in words; quotes keep blanks together and are taken off. */
  readonly words: readonly string[];
  /** The lines below `%%name`; undefined for `%name`. */
  readonly body: string | undefined;
}

/** What is wrong with a magic's arguments, for the person who typed them: one line. */
export class MagicError extends Error {
  override name = 'MagicError';
}

export function isMagic(value: unknown): value is Magic {
  return looksDefined(value);
}

/** The words of a magic's arguments: `a 'b c' "d e"`. */
export function wordsOf(args: string): string[] {
  const words: string[] = [];
  for (const [word] of args.matchAll(/(?:[^\s'"]|'[^']*'?|"[^"]*"?)+/g)) {
    words.push(word.replace(/'([^']*)'?|"([^"]*)"?/g, (_, one = '', two = '') => one || two));
  }
  return words;
}
