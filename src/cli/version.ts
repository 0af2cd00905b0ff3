import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../core/package-folder.ts';

/** The version in package.json. */
export function version(): string {
  const content: unknown = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  return String(Reflect.get(Object(content), 'version'));
}
