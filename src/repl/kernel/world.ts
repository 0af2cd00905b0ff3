import type { Fleet } from '../fleet/fleet.ts';
import type { KernelFolders } from '../link/kernel-folders.ts';
import type { Room } from '../link/protocol.ts';
import type { EvaluateOptions } from './cells.ts';
import type { Magics } from './magics.ts';
import type { Program } from './program.ts';

/** What stages and magics have to do with, besides their arguments: the REPL around them. */
export interface World {
  readonly fleet: Fleet;
  /** The program on the other side of the pipe: its hosts, its screen, its settings, the person. */
  readonly program: Program;
  /** The selector of `@ command`; `%use` sets it. */
  targets: string;
  /** `In`: inputs by their numbers. */
  readonly inputs: readonly string[];
  /** `Out`: values by their numbers. */
  readonly outputs: Readonly<Record<number, unknown>>;
  /** The names that cells have made, with what they hold. */
  readonly names: ReadonlyMap<string, unknown>;
  /** The number of the running cell. */
  readonly number: number;
  /** The room that the running cell's value has. */
  readonly widthCols: number;
  /** Aborted when the running cell is interrupted. Whoever waits for a host then waits for ever, by design. */
  readonly signal: AbortSignal;
  /** The person's folders; undefined where the kernel was not told. */
  readonly folders: KernelFolders | undefined;
  /** All magics, ours and the person's own. */
  readonly magics: Magics;
  /** Takes away the names that cells have made, and what `Out` holds; gives the names. Hosts and `In` stay. */
  forget(): readonly string[];
  /** Prints as `print(…)` does. */
  print(...values: readonly unknown[]): void;
  /**
   * Runs a piece of a cell, every form allowed, and gives its last value. `file` is what its errors' places say; the running
   * cell unless told. Rejects with a SyntaxError for what cannot be read.
   */
  evaluate(source: string, options?: EvaluateOptions): Promise<unknown>;
  /** Opens a display in the running cell that is replaced in place; the one before ends. */
  live(options?: LiveOptions): Live;
}

export interface LiveOptions {
  /** Keys it takes besides q, Escape and Enter, which end it: `p`, `+`. Other keys are the editor's. */
  readonly keys?: readonly string[];
  readonly onKey?: (key: string) => void;
  /** The room is another one: show it anew. */
  readonly onRoom?: (room: Room) => void;
}

/** A part of the running cell that is replaced in place. Without a screen it is printed, line by line, whenever it is another one. */
export interface Live {
  /**
   * Puts a text in place of the one before; SGR colours at most. `status` stands below it: what changes by itself, such as times,
   * and is nothing to print where there is no screen.
   */
  show(text: string, status?: string): void;
  /** How much of it can be seen at once; undefined without a screen. */
  readonly room: Room | undefined;
  /** Settles when the person presses q, Escape or Enter in the REPL. Never rejects. */
  readonly stopped: Promise<void>;
  /** The last text stays in the transcript. */
  end(): void;
}
