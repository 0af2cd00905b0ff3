import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../core/package-folder.ts';
import { CACHE_FILE, writeBuiltInCache } from './built-in-cache.ts';
import { builtInPlatforms } from './platforms.ts';
import { readPlatform } from './read-platform.ts';

// Run by the build: reads and checks every built-in platform file once, so that the program need not.
const folder = builtInPlatforms();
const contents = readdirSync(folder)
  .filter((entry) => entry.endsWith('.yaml'))
  .map((entry) => {
    const file = join(folder, entry);
    const name = entry.replace(/\.yaml$/, '');
    return { name, file, text: readFileSync(file, 'utf8') };
  })
  .flatMap((source) => {
    try {
      return [[source.name, readPlatform(source).content] as const];
    } catch (error) {
      // The program says so where it matters, when the platform is asked for; the build goes on.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return [];
    }
  });
writeBuiltInCache(join(packageFolder(), 'dist', CACHE_FILE), contents);
