import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The definitions of a folder, one file each, by their files' names. Rejects naming the file that is none: ours are never wrong, and
 * a person's own are read one by one.
 */
export async function loadDefinitions<Definition>(
  folder: string,
  isDefinition: (value: unknown) => value is Definition,
): Promise<Map<string, Definition>> {
  const names = await definitionNames(folder);
  const loaded = await Promise.all(
    names.map(async ({ name, file }) => {
      const module: { default?: unknown } = await import(pathToFileURL(file).href);
      if (!isDefinition(module.default)) throw new Error(`${file} defines nothing`);
      return [name, module.default] as const;
    }),
  );
  return new Map(loaded);
}

/** The files of a folder that define something, in the order of their names. */
export async function definitionNames(
  folder: string,
): Promise<{ readonly name: string; readonly file: string }[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => /^[a-z][\w-]*\.(?:js|mjs|ts)$/.test(file))
    .sort()
    .map((file) => ({ name: file.replace(/\.\w+$/, ''), file: join(folder, file) }));
}
