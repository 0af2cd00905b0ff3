import type { Interpolated } from './interpolation.ts';
import type { Stage } from './stage-chain.ts';
import type { Piece } from './text-pieces.ts';

/** A piece of a cell that is not JavaScript, from `at` to `end`; what is assigned from it stands before and is not part of it. */
export type LineForm = CommandForm | ChainForm | MagicForm | ShellForm | HelpForm;

interface Extended {
  readonly at: number;
  readonly end: number;
  readonly stages: readonly Stage[];
  /** Stands where a statement can, not within brackets of an expression. */
  readonly isStatement: boolean;
}

/** `@selector command; command |> stage …` */
export interface CommandForm extends Extended {
  readonly kind: 'command';
  /** Without the `@`; empty for the current targets. */
  readonly selector: Interpolated;
  readonly commands: readonly Interpolated[];
}

/** `EXPR |> stage …` */
export interface ChainForm extends Extended {
  readonly kind: 'chain';
  /** Where the expression ends and the `|>` stands. */
  readonly chainAt: number;
}

/** `%name args`, and `%%name args` with a body. */
export interface MagicForm extends Extended {
  readonly kind: 'magic';
  readonly name: string;
  readonly args: Piece;
  readonly body: Piece | undefined;
}

/** `!command` */
export interface ShellForm extends Extended {
  readonly kind: 'shell';
  /** Values go to it as variables, so that none of them is read as shell. */
  readonly command: Interpolated;
  /** What comes is wanted as a value; else it is shown as it comes. */
  readonly isValue: boolean;
}

/** `name?`, `name??`, `?name` */
export interface HelpForm extends Extended {
  readonly kind: 'help';
  readonly name: string;
  readonly isDetailed: boolean;
}

/** The forms of a cell in their order, or why they cannot be read. */
export type ReadForms =
  | { readonly status: 'read'; readonly forms: readonly LineForm[] }
  | { readonly status: 'incomplete' }
  | { readonly status: 'wrong'; readonly message: string; readonly offset: number };

/** What only the kernel knows of a cell's surroundings. */
export interface Surroundings {
  /** Whether a name is a variable: `x = !name` is JavaScript then, and else the shell's. */
  readonly isName: (name: string) => boolean;
  /** Whether a magic takes the rest of its line as part of a cell, stages and all. */
  readonly takesCode: (magic: string) => boolean;
  /** Whether a form in the last line is the value, or shown like any other: a file of cells has nobody to give a value to. */
  readonly lastForm: 'value' | 'shown';
  /** `none`: it is JavaScript or TypeScript and nothing else. */
  readonly forms?: 'all' | 'none';
}

const TAKE_CODE = new Set(['time', 'timeit', 'watch', 'fold', 'chart']);

export const NO_SURROUNDINGS: Surroundings = {
  isName: () => false,
  takesCode: (magic) => TAKE_CODE.has(magic),
  lastForm: 'value',
};
