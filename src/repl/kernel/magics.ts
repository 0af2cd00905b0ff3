import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definitionNames } from './definitions.ts';
import { isMagic, type Magic, MagicError, wordsOf } from './magic.ts';
import type { World } from './world.ts';

/** All `%name`s: ours, each read when it is first used. */
export class Magics {
  readonly #folder: string;
  readonly #files = new Map<string, string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Finds what a folder holds; reads none of it yet. */
  static async in(folder: string): Promise<Magics> {
    const magics = new Magics(folder);
    for (const { name, file } of await definitionNames(folder)) magics.#files.set(name, file);
    return magics;
  }

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The definition of a name. Rejects with a MagicError for a name there is none of. */
  async find(name: string): Promise<Magic> {
    const file = this.#files.get(name);
    if (file === undefined) throw new MagicError(`there is no %${name}: %help lists them`);
    const module: { default?: unknown } = await import(pathToFileURL(join(file)).href);
    if (!isMagic(module.default)) throw new MagicError(`%${name} is no magic: ${this.#folder}`);
    return module.default;
  }

  /** Runs `%name args`. */
  async run(
    { name, args, body }: { readonly name: string; readonly args: string; readonly body?: string },
    world: World,
  ): Promise<unknown> {
    const magic = await this.find(name);
    return await magic.run({ args, words: wordsOf(args), body }, world);
  }
}
