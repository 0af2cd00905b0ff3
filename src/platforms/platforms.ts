import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asShowrunError, ShowrunError } from '../core/errors.ts';
import { packageFolder } from '../core/package-folder.ts';
import { safe } from '../core/safe.ts';
import { builtInCache } from './built-in-cache.ts';
import { compilePlatform } from './compile-platform.ts';
import { detectPlatform, type Evidence, GENERIC, type ProbeAnswer } from './detect.ts';
import { answersOnScreen, isContradicted, type NextStep, nextStep } from './identify.ts';
import type { Platform } from './platform.ts';
import type { PlatformFile } from './platform-file.ts';
import { type ReadPlatform, readPlatform } from './read-platform.ts';

/**
 * Every platform there is, one YAML file each. Files are read when first asked for, and each only once: a platform asked for by its
 * own name costs one file (and its parents'), an alias costs all.
 */
export interface Platforms {
  /**
   * By name or alias, without regard to case, `-` as `_`, with or without `_ssh`, `_telnet` or `_serial` at the end; `auto` is the one to begin with.
   * Throws `bad-usage` for a name nobody knows and `bad-file` for a damaged file.
   */
  find(name: string): Platform;
  /** As `find`, but undefined for a name nobody knows. */
  lookup(name: string): Platform | undefined;
  /** By name, sorted; without those whose file is damaged, of which `onProblem` is told. */
  all(): readonly Platform[];
  /** Names of the files, without reading them. */
  names(): readonly string[];
  /** The platform the signs speak for; undefined when they say nothing sure. */
  recognise(evidence: Evidence): Platform | undefined;
  /** The same for a device at a prompt that may be asked: what to ask it, or what its answers come to. */
  nextStep(evidence: Evidence, answers: readonly ProbeAnswer[]): NextStep;
  /** Whether a device believed to be of a platform shows itself to be something else. */
  isContradicted(platform: Platform, evidence: Evidence): boolean;
}

export interface PlatformFolders {
  /** The person's own files; they win. Need not exist. */
  readonly userFolder?: string;
  /** Ours, unless told. */
  readonly builtInFolder?: string;
  /** Told once for each file that is damaged, in one line; the platform is then there for nobody but who asks for it by name. */
  readonly onProblem?: (line: string) => void;
}

/** The folder of our own platform files. */
export function builtInPlatforms(): string {
  return join(packageFolder(), 'src', 'platforms');
}

/** Opens the folders of platform files; nothing is read yet. */
export function openPlatforms(folders: PlatformFolders = {}): Platforms {
  const builtIn = folders.builtInFolder ?? builtInPlatforms();
  const { userFolder } = folders;
  const places = userFolder === undefined ? [builtIn] : [userFolder, builtIn];
  return new FolderPlatforms(places, folders.onProblem);
}

const MAX_PARENTS = 5;
/** A file whose name begins so is there to be extended; it is no platform by itself. */
const BASE = '_';
/** Other programs put the way to a device into its platform's name. */
const TRANSPORT_SUFFIX = /_(?:ssh|telnet|serial)$/;

class FolderPlatforms implements Platforms {
  readonly #folders: readonly string[];
  readonly #compiled = new Map<string, Platform>();
  #files: ReadonlyMap<string, string> | undefined;
  #byAlias: ReadonlyMap<string, string> | undefined;
  #cache: ReadonlyMap<string, PlatformFile> | undefined;
  #sound: readonly Platform[] | undefined;
  readonly #onProblem: ((line: string) => void) | undefined;

  constructor(folders: readonly string[], onProblem: ((line: string) => void) | undefined) {
    this.#folders = folders;
    this.#onProblem = onProblem;
  }

  find(name: string): Platform {
    const found = this.lookup(name === 'auto' ? GENERIC : name);
    if (found) return found;
    throw new ShowrunError('bad-usage', `unknown platform '${safe(name)}'`, {
      subject: safe(name),
      advice: "'showrun platforms' lists those there are",
    });
  }

  lookup(name: string): Platform | undefined {
    const wanted = name.trim().toLowerCase().replaceAll('-', '_');
    const found = this.#byName(wanted);
    if (found || !TRANSPORT_SUFFIX.test(wanted)) return found;
    return this.#byName(wanted.replace(TRANSPORT_SUFFIX, ''));
  }

  #byName(wanted: string): Platform | undefined {
    if (!wanted.startsWith(BASE) && this.#fileOf(wanted) !== undefined)
      return this.#load(wanted, []);
    const owner = this.#aliases().get(wanted);
    return owner === undefined ? undefined : this.#load(owner, []);
  }

  recognise(evidence: Evidence): Platform | undefined {
    const sound = this.all();
    const { name } = detectPlatform(sound, evidence, answersOnScreen(sound, evidence));
    return name === GENERIC ? undefined : this.lookup(name);
  }

  nextStep(evidence: Evidence, answers: readonly ProbeAnswer[]): NextStep {
    const seen = answersOnScreen(this.all(), evidence);
    return nextStep(this.all(), evidence, answers.length === 0 ? seen : answers);
  }

  /** A damaged file of one platform must not keep the others from being found. */
  all(): readonly Platform[] {
    this.#sound ??= this.names().flatMap((name) => {
      try {
        return [this.#load(name, [])];
      } catch (thrown) {
        this.#onProblem?.(asShowrunError(thrown).line);
        return [];
      }
    });
    return this.#sound;
  }

  names(): readonly string[] {
    return [...this.#allFiles().keys()].filter((name) => !name.startsWith(BASE)).sort();
  }

  isContradicted(platform: Platform, evidence: Evidence): boolean {
    return isContradicted(this.all(), platform, evidence);
  }

  #aliases(): ReadonlyMap<string, string> {
    if (this.#byAlias) return this.#byAlias;
    const byAlias = new Map<string, string>();
    for (const { name, aliases } of this.all()) {
      for (const alias of aliases) {
        const key = alias.toLowerCase().replaceAll('-', '_');
        if (!byAlias.has(key)) byAlias.set(key, name);
      }
    }
    this.#byAlias = byAlias;
    return byAlias;
  }

  #fileOf(name: string): string | undefined {
    return this.#allFiles().get(name);
  }

  #allFiles(): ReadonlyMap<string, string> {
    if (this.#files) return this.#files;
    const files = new Map<string, string>();
    for (const folder of this.#folders) {
      if (!existsSync(folder)) continue;
      for (const entry of readdirSync(folder).sort()) {
        const name = /^(\w{1,64})\.ya?ml$/.exec(entry)?.[1]?.toLowerCase();
        if (name !== undefined && !files.has(name)) files.set(name, join(folder, entry));
      }
    }
    this.#files = files;
    return files;
  }

  #load(name: string, below: readonly string[]): Platform {
    const known = this.#compiled.get(name);
    if (known) return known;
    const read = this.#read(name);
    const parent = read.content.extends;
    const platform = compilePlatform(
      read,
      parent === undefined ? undefined : this.#parent(read, parent, below),
    );
    this.#compiled.set(name, platform);
    return platform;
  }

  #parent(read: ReadPlatform, parent: string, below: readonly string[]): Platform {
    const isLoop = parent === read.name || below.includes(parent) || below.length >= MAX_PARENTS;
    if (isLoop || this.#fileOf(parent) === undefined) {
      const why = isLoop ? 'extends itself' : `there is no platform '${parent}'`;
      throw read.errorAt(['extends'], `extends: ${why}`);
    }
    return this.#load(parent, [...below, read.name]);
  }

  /** What the build has read of our own file; a person's file of the same name is read anew each time. */
  #cached(name: string, file: string): PlatformFile | undefined {
    if (dirname(file) !== builtInPlatforms()) return undefined;
    this.#cache ??= builtInCache() ?? new Map();
    return this.#cache.get(name);
  }

  #read(name: string): ReadPlatform {
    const file = this.#fileOf(name) ?? name;
    const content = this.#cached(name, file);
    if (content !== undefined) return { name, content, errorAt: unforeseen };
    try {
      return readPlatform({ name, file, text: readFileSync(file, 'utf8') });
    } catch (error) {
      if (error instanceof ShowrunError) throw error;
      throw new ShowrunError('bad-file', `cannot read ${safe(file)}`, { cause: error });
    }
  }
}

/** Our own files were checked when the program was built. */
function unforeseen(path: readonly (string | number)[], message: string): ShowrunError {
  return new ShowrunError(
    'internal',
    `a built-in platform is damaged at ${path.join('.')}: ${message}`,
  );
}
