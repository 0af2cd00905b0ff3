import type { Platforms } from '../platforms/platforms.ts';

/** A platform's name, then those whose templates serve it too; of a name nobody knows, the name. */
export function lineageOf(platforms: Pick<Platforms, 'lookup'>, name: string): readonly string[] {
  const platform = platforms.lookup(name);
  return platform ? [platform.name, ...(platform.parents ?? [])] : [name];
}
