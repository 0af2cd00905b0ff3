import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN } from './parser-cases.ts';

/** A command that is to have a built-in template. */
export interface ParserTarget {
  readonly platform: string;
  readonly command: string;
  /** The fields people's scripts already know, a list with `[]` behind its name; empty when the names are ours to choose. */
  readonly fields: readonly string[];
}

/** `test/golden/parsers/targets.tsv`: most wanted first. */
export function parserTargets(): ParserTarget[] {
  return readFileSync(join(GOLDEN, 'targets.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [platform = '', command = '', fields = ''] = line.split('\t');
      return { platform, command, fields: fields.split(' ').filter((field) => field !== '') };
    });
}
