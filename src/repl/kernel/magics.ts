import { homedir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { closest } from '../../core/closest.ts';
import { definitionNames } from './definitions.ts';
import { isMagic, type Magic, MagicError, wordsOf } from './magic.ts';
import { loadOwnMagic } from './own-magic.ts';
import type { World } from './world.ts';

interface MagicFolders {
  /** Ours: never wrong, and never changed while the program runs. */
  readonly ours: string;
  /** The person's own, which may be neither; they win over ours. */
  readonly own: string | undefined;
}

/** A magic as `%help` lists it, or what is wrong with its file. */
export type ListedMagic =
  | {
      readonly name: string;
      readonly status: 'works';
      readonly magic: Magic;
      /** The file of a person's own, as people write it; undefined for ours. */
      readonly own: string | undefined;
    }
  | {
      readonly name: string;
      readonly status: 'broken';
      readonly own: string;
      readonly why: string;
    };

interface MagicFile {
  readonly file: string;
  readonly from: 'ours' | 'own';
}

/** All `%name`s, each read when it is first used; a file of the person's own again when it has changed. */
export class Magics {
  readonly #folders: MagicFolders;

  /** Errors that say already how their magic is meant. */
  readonly #isTold = new WeakSet<Error>();

  constructor(folders: MagicFolders) {
    this.#folders = folders;
  }

  /** All names there are now, in their order. */
  async names(): Promise<readonly string[]> {
    return [...(await this.#files()).keys()].sort();
  }

  /** All of them, read. Never rejects. */
  async list(): Promise<readonly ListedMagic[]> {
    const files = [...(await this.#files())].sort(([a], [b]) => (a < b ? -1 : 1));
    return await Promise.all(files.map(([name, found]) => listed(name, found)));
  }

  /** The definition of a name. Rejects with a MagicError for a name there is none of, and for a file that is none. */
  async find(name: string): Promise<Magic> {
    const found = (await this.#files()).get(name);
    if (found === undefined) throw await this.#unknown(name);
    return await load(found);
  }

  /** The name that a person probably meant. */
  async nearest(name: string): Promise<string | undefined> {
    return closest(name, await this.names());
  }

  /** Runs `%name args`. What is wrong with the arguments is said with how they are meant. */
  async run(
    { name, args, body }: { readonly name: string; readonly args: string; readonly body?: string },
    world: World,
  ): Promise<unknown> {
    const magic = await this.find(name).catch((thrown: unknown) => {
      throw this.#told(thrown);
    });
    try {
      return await magic.run({ args, words: wordsOf(args), body }, world);
    } catch (thrown) {
      // A magic that runs cells passes on what the magics in them had to say.
      const isTold = thrown instanceof Error && this.#isTold.has(thrown);
      const isAboutArguments = thrown instanceof Error && thrown.name === 'MagicError' && !isTold;
      throw isAboutArguments ? this.#told(withUsage(thrown, magic)) : thrown;
    }
  }

  #told(thrown: unknown): unknown {
    if (thrown instanceof Error) this.#isTold.add(thrown);
    return thrown;
  }

  async #files(): Promise<ReadonlyMap<string, MagicFile>> {
    const { ours, own } = this.#folders;
    const files = new Map<string, MagicFile>();
    for (const { name, file } of await definitionNames(ours)) {
      files.set(name, { file, from: 'ours' });
    }
    if (own === undefined) return files;
    // Most people have no such folder.
    const owned = await definitionNames(own).catch(() => []);
    for (const { name, file } of owned) files.set(name, { file, from: 'own' });
    return files;
  }

  async #unknown(name: string): Promise<MagicError> {
    const meant = await this.nearest(name);
    return new MagicError(
      `there is no %${name}: ${meant === undefined ? '%help lists them' : `did you mean %${meant}?`}`,
    );
  }
}

/** `nothing matches 'rx' · %use [SELECTOR] · e.g. %use core`, in one line. */
function withUsage({ message }: Error, { usage, examples }: Magic): MagicError {
  const shown = examples.map((example) => example.split('\n')[0]).slice(0, 2);
  const example = shown.length === 0 ? '' : ` · e.g. ${shown.join(' · ')}`;
  return new MagicError(`${message} · usage: ${usage}${example}`);
}

async function load({ file, from }: MagicFile): Promise<Magic> {
  if (from === 'own') return await loadOwnMagic(file);
  const module: { default?: unknown } = await import(pathToFileURL(file).href);
  if (!isMagic(module.default)) throw new MagicError(`${file} is no magic`);
  return module.default;
}

async function listed(name: string, found: MagicFile): Promise<ListedMagic> {
  const own = shortPath(found.file);
  try {
    const magic = await load(found);
    return { name, status: 'works', magic, own: found.from === 'own' ? own : undefined };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { name, status: 'broken', own, why };
  }
}

function shortPath(file: string): string {
  const home = homedir();
  return file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
}
