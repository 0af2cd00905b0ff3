import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlatformFile } from './platform-file.ts';

/** What the build writes beside the program; running from source there is none. */
export const CACHE_FILE = 'platforms.json';

/**
 * The built-in platform files as the build has read and checked them, by name. Recognising a device looks at all of them:
 * as YAML that would hold the screen for most of a second. Undefined when running from source.
 */
export function builtInCache(): ReadonlyMap<string, PlatformFile> | undefined {
  const folder = dirname(fileURLToPath(import.meta.url));
  const file = join(folder, CACHE_FILE);
  if (basename(folder) !== 'dist' || !existsSync(file)) return undefined;
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly [string, PlatformFile][];
  return new Map(entries);
}

/** Writes the cache of what was read. */
export function writeBuiltInCache(
  file: string,
  contents: readonly (readonly [string, PlatformFile])[],
): void {
  writeFileSync(file, JSON.stringify(contents));
}
