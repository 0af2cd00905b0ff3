import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { argumentLength } from './argument-words.ts';
import { readTemplateIndex, type TemplateIndex } from './template-index.ts';

/** Templates an index names for a command. */
export interface IndexedTemplates {
  readonly files: readonly string[];
  /** Words of the command the index did not match, arguments left out. */
  readonly leftOver: readonly string[];
  readonly argumentCount: number;
}

/** A folder of templates with an index, as written for the reference implementation; both are used as they are. */
export class IndexedFolder {
  readonly folder: string;
  #read: { readonly mtimeMs: number; readonly index: TemplateIndex } | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The first row for one of the platform's names. Throws `bad-file` for an index that is none. */
  find(platforms: readonly string[], words: readonly string[]): IndexedTemplates | undefined {
    const command = words.join(' ');
    for (const platform of platforms) {
      const hit = this.index.find({ platform, command });
      if (!hit) continue;
      const files = hit.templates.map((name) => join(this.folder, name));
      return { files, ...restOf(hit.rest) };
    }
    return undefined;
  }

  get index(): TemplateIndex {
    const file = join(this.folder, INDEX);
    const { mtimeMs } = statSync(file);
    if (this.#read?.mtimeMs !== mtimeMs) {
      this.#read = { mtimeMs, index: readTemplateIndex(readFileSync(file, 'utf8'), file) };
    }
    return this.#read.index;
  }
}

/**
 * Where the templates of a folder are: in itself, or where a checkout of the community's collection keeps them, as
 * `NET_TEXTFSM` may name either.
 */
export function templateFolder(folder: string): string {
  const inside = ['', 'templates', join('ntc_templates', 'templates')];
  const found = inside.map((part) => join(folder, part)).find(hasIndex);
  return found ?? folder;
}

/** Whether a folder is one of those with an index. */
export function hasIndex(folder: string): boolean {
  return existsSync(join(folder, INDEX));
}

const INDEX = 'index';

function restOf(rest: string): Omit<IndexedTemplates, 'files'> {
  // An expression that knows a shorter form of the last word has known the word.
  const words = rest
    .replace(/^\S+/, '')
    .split(' ')
    .filter((word) => word !== '');
  const leftOver: string[] = [];
  let argumentCount = 0;
  for (let at = 0; at < words.length; ) {
    const length = argumentLength(words, at);
    if (length > 0) argumentCount++;
    else leftOver.push(words[at] ?? '');
    at += Math.max(1, length);
  }
  return { leftOver, argumentCount };
}
