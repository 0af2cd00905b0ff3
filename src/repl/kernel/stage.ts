import { looksDefined } from './definitions.ts';
import type { World } from './world.ts';

/**
 * One stage of `value |> stage …`, which is also a method of every value that is a table: one file of `stages/`, named like the
 * stage, with this as its default export.
 */
export interface Stage {
  /** e.g. `where CONDITION`. */
  readonly usage: string;
  /** A few words, for completion and help. */
  readonly summary: string;
  /** Whole lines that a person could type. */
  readonly examples: readonly string[];
  /**
   * Gives another value. `input` has arrived; `tableOf` and `textOf` say what it is. `args` are a method's arguments; after `|>` it is
   * the text behind the name, or a function, and for `join` and `diff` the value named first and the text behind it.
   * What is wrong with them is a `StageError`.
   */
  run(input: unknown, args: readonly unknown[], world: World): unknown;
}

/** What is wrong with a stage's arguments, for the person who typed them: one line. */
export class StageError extends Error {
  override name = 'StageError';
  /** Where in the text behind the stage's name, from 0. */
  readonly offset: number | undefined;
  /** The text with a mark under the place, where the cell itself cannot be marked: of a method. */
  readonly excerpt: string | undefined;

  constructor(
    message: string,
    where: { readonly offset?: number; readonly excerpt?: string } = {},
  ) {
    super(message);
    this.offset = where.offset;
    this.excerpt = where.excerpt;
  }
}

export function isStage(value: unknown): value is Stage {
  return looksDefined(value);
}
