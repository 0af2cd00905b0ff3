import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../core/package-folder.ts';
import { commandWords, standsFor } from './command-words.ts';

/** A template that fits a command. */
export interface TemplateFile {
  /** `cisco_ios/show_ip_route`, for footers. */
  readonly name: string;
  readonly file: string;
  /** The command has more words than the template: it may be the same table with an argument, or something else. */
  readonly isLooser: boolean;
}

/**
 * The folders of templates: `<platform>/<command>.textfsm`, the command's words joined by `_`. The folder is the registry; it is listed
 * again at every look-up, so that a new file counts at once.
 */
export class Library {
  readonly #folders: readonly string[];

  /** In the order given the first folder with a fitting template wins: put the person's own before ours. */
  constructor(folders: readonly string[] = [builtInParsers()]) {
    this.#folders = folders;
  }

  /**
   * The template for a command on a platform. `lineage` is the platform's name, then those whose templates serve it too.
   * Words may be shortened as devices allow it; undefined when none fits or several do and none exactly. A template may also fit
   * without the command's last words: `show ip route ospf` is `show ip route` with an argument.
   */
  find(lineage: readonly string[], command: string): TemplateFile | undefined {
    const words = commandWords(command) ?? [];
    for (let count = words.length; count >= 2 && count >= words.length - MAX_ARGUMENTS; count--) {
      const found = this.#fitting(lineage, words.slice(0, count));
      if (found) return { ...found, isLooser: count < words.length };
    }
    return undefined;
  }

  #fitting(
    lineage: readonly string[],
    words: readonly string[],
  ): Pick<TemplateFile, 'name' | 'file'> | undefined {
    for (const platform of lineage.filter(isPlainName)) {
      for (const folder of this.#folders) {
        const names = templatesIn(join(folder, platform));
        const name = chooseTemplate(words, names);
        if (name === undefined) continue;
        return {
          name: `${platform}/${name}`,
          file: join(folder, platform, `${name}${SUFFIX}`),
        };
      }
    }
    return undefined;
  }

  /** Every command a platform has a template for, in words: for completion. */
  commands(lineage: readonly string[]): readonly string[] {
    const names = lineage
      .filter(isPlainName)
      .flatMap((platform) =>
        this.#folders.flatMap((folder) => templatesIn(join(folder, platform))),
      );
    return [...new Set(names)].sort().map((name) => name.replaceAll('_', ' '));
  }
}

/** The folder of our own templates. */
export function builtInParsers(): string {
  return join(packageFolder(), 'src', 'parsers');
}

const SUFFIX = '.textfsm';
const MAX_ARGUMENTS = 3;

/** Names come from an inventory; a platform such as `..` has no templates. */
function isPlainName(platform: string): boolean {
  return /^[\w-]+$/.test(platform);
}

function templatesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => entry.endsWith(SUFFIX))
    .map((entry) => entry.slice(0, -SUFFIX.length));
}

function chooseTemplate(words: readonly string[], names: readonly string[]): string | undefined {
  const exact = words.join('_');
  if (names.includes(exact)) return exact;
  const fitting = names.filter((name) => standsFor(words, name.split('_')));
  return fitting.length === 1 ? fitting[0] : undefined;
}
