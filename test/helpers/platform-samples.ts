import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type PlatformFile, platformFile } from '../../src/platforms/platform-file.ts';
import { builtInPlatforms } from '../../src/platforms/platforms.ts';

export type PlatformSamples = NonNullable<PlatformFile['samples']>;

/** A platform's samples; those of its parents where it has none of a kind, but for its signs. */
export function samplesOf(name: string): PlatformSamples {
  const file = fileOf(name);
  const { signs: _, ...inherited } = file.extends === undefined ? {} : samplesOf(file.extends);
  return { ...inherited, ...file.samples };
}

function fileOf(name: string): PlatformFile {
  const text = readFileSync(join(builtInPlatforms(), `${name}.yaml`), 'utf8');
  return v.parse(platformFile, parse(text));
}
