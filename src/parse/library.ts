import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageFolder } from '../core/package-folder.ts';
import { type CommandWords, commandWords } from './command-words.ts';
import { type Fit, fitCommand } from './fit-command.ts';
import { hasIndex, IndexedFolder, templateFolder } from './indexed-folder.ts';
import { readTemplateHead, type TemplateHead } from './template-head.ts';

/** The languages a template may be written in, by the suffix of its file. In the same folder the first wins. */
export const LANGUAGES = ['textfsm', 'ttp'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a template's file: TextFSM unless its name says otherwise. */
export function languageOf(file: string): Language {
  return file.endsWith('.ttp') ? 'ttp' : 'textfsm';
}

/** A template that fits a command. */
export interface TemplateFile {
  /** `cisco_ios/show_ip_route`, for footers. */
  readonly name: string;
  readonly file: string;
  /** Further templates, named by an index or the first one's head, whose columns are joined to those of the first. */
  readonly joined: readonly string[];
  /** The command names values the template's own command does not: an interface, `vrf red`. */
  readonly hasArguments: boolean;
  /** Words of the command the template does not know: it may be another table. Empty for most. */
  readonly leftOver: readonly string[];
  /** A pipe kept only some of the answer's lines. */
  readonly isFiltered: boolean;
  /** It lies in the person's own folder, or was named by them: its macros may run. */
  readonly isOwn: boolean;
}

/**
 * The folders of templates: `<platform>/<command>.textfsm` or `.ttp`, the command's words joined by `_`. The folder is the registry; each look-up sees
 * whether it has changed, so that a new file counts at once. What stands in the person's own files is looked at again, too. A folder
 * with an `index` file is one of the community's, and is read by that.
 */
export class Library {
  readonly #sources: readonly (string | IndexedFolder)[];
  readonly #userFolder: string | undefined;
  readonly #heads = new Map<string, Head>();
  readonly #listings = new Map<string, Listing>();

  /** In the order given the first folder with a fitting template wins: put the person's own before ours. */
  constructor(folders: readonly string[] = [builtInParsers()], userFolder?: string) {
    this.#userFolder = userFolder;
    this.#sources = folders
      .map(templateFolder)
      .map((folder) => (hasIndex(folder) ? new IndexedFolder(folder) : folder));
  }

  /**
   * The template for a command on a platform. `lineage` is the platform's name, then those whose templates serve it too.
   * Words may be shortened as devices allow it; undefined when none fits or several do and none exactly. A template that leaves fewer words
   * over wins: `show ip route summary` goes to `show ip route` only where there is nothing nearer, and `leftOver` says so.
   */
  find(lineage: readonly string[], command: string): TemplateFile | undefined {
    const typed = commandWords(command);
    if (!typed) return undefined;
    const found = this.#sources.flatMap((source) =>
      source instanceof IndexedFolder
        ? [fromIndex(source, lineage, typed)]
        : lineage
            .filter(isPlainName)
            .map((platform) => this.#fitting({ platform, folder: source }, typed)),
    );
    return found
      .filter((one) => one !== undefined)
      .sort((a, b) => a.leftOver.length - b.leftOver.length)[0];
  }

  /** Every command a platform has a template for, in words: for completion. */
  commands(lineage: readonly string[]): readonly string[] {
    const commands = this.#sources.flatMap((source) =>
      source instanceof IndexedFolder
        ? lineage.flatMap((platform) => source.index.commands(platform))
        : lineage
            .filter(isPlainName)
            .flatMap((platform) => [...templatesIn(join(source, platform)).keys()])
            .map((name) => name.replaceAll('_', ' ')),
    );
    return [...new Set(commands)].sort();
  }

  /** The platforms there are templates for, sorted. */
  platforms(): readonly string[] {
    const names = this.#sources.flatMap((source) =>
      source instanceof IndexedFolder ? source.index.platforms : foldersIn(source),
    );
    return [...new Set(names)].sort();
  }

  #fitting(place: Place, { words, isFiltered }: CommandWords): TemplateFile | undefined {
    const folder = join(place.folder, place.platform);
    const listing = this.#listing(folder);
    const exact = words.join('_');
    const best = listing.files.has(exact)
      ? { name: exact, fit: WHOLE }
      : this.#nearest(folder, listing, words);
    if (!best) return undefined;
    const file = fileOf(folder, listing, best.name);
    return {
      name: `${place.platform}/${best.name}`,
      file,
      joined: this.#head(file).joined.map((other) => join(folder, `${other}${SUFFIX}`)),
      hasArguments: best.fit.argumentCount > 0,
      leftOver: best.fit.leftOver,
      isFiltered,
      isOwn: place.folder === this.#userFolder,
    };
  }

  /** What a folder holds. Ours is read once: it changes with the program only, or with the folder. */
  #listing(folder: string): Listing {
    const mtimeMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (mtimeMs === undefined) return NOTHING;
    const known = this.#listings.get(folder);
    if (known?.mtimeMs === mtimeMs && folder.startsWith(builtInParsers())) return known;
    const files = templatesIn(folder);
    const listing = {
      mtimeMs,
      files,
      candidates: [...files.keys()].map((name) => ({ name, words: name.split('_') })),
      nearest: new Map(),
    };
    this.#listings.set(folder, listing);
    return listing;
  }

  /** A file's name that fits wholly needs no look into all the others for the further commands they read. */
  #nearest(folder: string, listing: Listing, words: readonly string[]): Near | undefined {
    const { candidates, nearest: known } = listing;
    const key = words.join(' ');
    if (known.has(key)) return known.get(key);
    const named = nearest(candidates, words);
    const found =
      named !== undefined && distance(named.fit) === 0
        ? named
        : nearest([...candidates, ...this.#others(folder, listing)], words);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  }

  #others(folder: string, listing: Listing): Candidate[] {
    return [...listing.files.keys()].flatMap((name) =>
      this.#head(fileOf(folder, listing, name)).commands.map((command) => ({
        name,
        words: command.split(/\s+/),
      })),
    );
  }

  #head(file: string): TemplateHead {
    try {
      const { mtimeMs } = statSync(file);
      const known = this.#heads.get(file);
      if (known?.mtimeMs === mtimeMs) return known.head;
      const head = readTemplateHead(readFileSync(file, 'utf8'));
      this.#heads.set(file, { mtimeMs, head });
      return head;
    } catch {
      // Gone since it was listed, or unreadable: whoever runs it says so.
      return NO_HEAD;
    }
  }
}

/** The person's own templates, if there are any, then further folders, then ours. */
export function openLibrary(given: {
  readonly userFolder?: string | undefined;
  readonly folders?: readonly string[] | undefined;
}): Library {
  const { userFolder, folders = [] } = given;
  const own = userFolder === undefined ? [] : [userFolder];
  return new Library([...own, ...folders, builtInParsers()], userFolder);
}

/** The folder of our own templates. */
export function builtInParsers(): string {
  return join(packageFolder(), 'src', 'parsers');
}

interface Place {
  readonly platform: string;
  readonly folder: string;
}

interface Head {
  readonly mtimeMs: number;
  readonly head: TemplateHead;
}

interface Listing {
  readonly mtimeMs: number;
  /** The languages by the names of the templates. */
  readonly files: ReadonlyMap<string, Language>;
  readonly candidates: readonly Candidate[];
  /** What was found, by the words typed. */
  readonly nearest: Map<string, Near | undefined>;
}

interface Near {
  readonly name: string;
  readonly fit: Fit;
}

interface Candidate {
  readonly name: string;
  readonly words: readonly string[];
}

const SUFFIX = '.textfsm';
/** In the names of templates that are only joined to another; no command has it. */
const PART_SIGN = '+';
/** Commands of a platform in use at once are far fewer. */
const MAX_REMEMBERED = 1_000;
const NOTHING: Listing = { mtimeMs: 0, files: new Map(), candidates: [], nearest: new Map() };
const NO_HEAD: TemplateHead = { commands: [], joined: [] };
const WHOLE: Fit = { isExact: true, argumentCount: 0, leftOver: [] };

/** Names come from an inventory; a platform such as `..` has no templates. */
function isPlainName(platform: string): boolean {
  return /^[\w-]+$/.test(platform);
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isPlainName(entry.name))
    .map(({ name }) => name);
}

/** The templates of a folder by their names. */
function templatesIn(folder: string): ReadonlyMap<string, Language> {
  const found = new Map<string, Language>();
  if (!existsSync(folder)) return found;
  const entries = readdirSync(folder).filter((entry) => !entry.includes(PART_SIGN));
  for (const language of LANGUAGES) {
    for (const entry of entries) {
      const name = basename(entry, `.${language}`);
      if (name !== entry && !found.has(name)) found.set(name, language);
    }
  }
  return found;
}

function fileOf(folder: string, { files }: Listing, name: string): string {
  return join(folder, `${name}.${files.get(name) ?? 'textfsm'}`);
}

/** What an index names for a command; capitals are tried too where its expressions have some. */
function fromIndex(
  folder: IndexedFolder,
  platforms: readonly string[],
  { words, asTyped, isFiltered }: CommandWords,
): TemplateFile | undefined {
  const found = folder.find(platforms, words) ?? folder.find(platforms, asTyped);
  const [file, ...joined] = found?.files ?? [];
  if (found === undefined || file === undefined) return undefined;
  const { argumentCount, leftOver } = found;
  const name = found.files.map((one) => basename(one, SUFFIX)).join(':');
  const hasArguments = argumentCount > 0;
  return { name, file, joined, hasArguments, leftOver, isFiltered, isOwn: false };
}

/** The candidate that leaves least over, then the one with the fewest arguments; none when two different ones are as near. */
function nearest(candidates: readonly Candidate[], typed: readonly string[]): Near | undefined {
  const fitting = candidates.flatMap(({ name, words }) => {
    const fit = fitCommand(typed, words);
    return fit ? [{ name, fit }] : [];
  });
  const least = Math.min(...fitting.map(({ fit }) => distance(fit)));
  const near = fitting.filter(({ fit }) => distance(fit) === least);
  const exact = near.find(({ fit }) => fit.isExact);
  if (exact) return exact;
  return new Set(near.map(({ name }) => name)).size === 1 ? near[0] : undefined;
}

function distance({ leftOver, argumentCount }: Fit): number {
  return leftOver.length * 100 + argumentCount;
}
