import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The definitions of a folder by their files' names, out of the one file the build has made of them. Rejects for what is none. */
export async function loadDefinitions<Definition>(
  bundle: string,
  isDefinition: (value: unknown) => value is Definition,
): Promise<Map<string, Definition>> {
  const module: { default?: unknown } = await import(pathToFileURL(bundle).href);
  const loaded = new Map<string, Definition>();
  for (const [name, value] of Object.entries(Object(module.default))) {
    if (!isDefinition(value)) throw new Error(`${name} of ${bundle} defines nothing`);
    loaded.set(name, value);
  }
  return loaded;
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

/** Whether a value has what every definition has: how it is used, what for, examples, and something to run. */
export function looksDefined(value: unknown): boolean {
  const { usage, summary, examples, run } = Object(value);
  return (
    typeof usage === 'string' &&
    typeof summary === 'string' &&
    Array.isArray(examples) &&
    typeof run === 'function'
  );
}
