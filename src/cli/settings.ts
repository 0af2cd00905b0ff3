import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { safe } from '../core/safe.ts';
import { DEFAULTS, SETTINGS, type Settings } from './setting-list.ts';

/** The settings, and what was wrong with the file: one line each. The program starts whatever the file holds. */
export interface LoadedSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

/** Reads `config.json`. A damaged file is set aside under another name, a wrong value is named and its default used. */
export async function loadSettings(folder: string): Promise<LoadedSettings> {
  const file = join(folder, 'config.json');
  const damage = setAsideIfDamaged(file);
  if (damage !== undefined || !existsSync(file)) {
    return { settings: DEFAULTS, problems: damage === undefined ? [] : [damage] };
  }
  // Loading it costs more than all the rest of the first picture, and most people have no settings.
  const { default: Conf } = await import('conf');
  const stored: unknown = new Conf({ cwd: folder, configFileMode: 0o600 }).store;
  const parsed = v.safeParse(SETTINGS, stored);
  if (parsed.success) return { settings: parsed.output, problems: [] };
  const wrong = new Set(parsed.issues.map((issue) => issue.path?.[0]?.key));
  const kept = Object.entries(Object(stored)).filter(([key]) => !wrong.has(key));
  return {
    settings: v.parse(SETTINGS, Object.fromEntries(kept)),
    problems: parsed.issues.map(
      (issue) =>
        `${file}: ${v.getDotPath(issue) ?? ''}: ${safe(issue.message)}; the default is used`,
    ),
  };
}

/** Moves a `config.json` that is none out of the way, and says so; undefined if there was no need. */
export function setAsideIfDamaged(file: string): string | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content))
      return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
      return isMissing
        ? undefined
        : `cannot read ${file} (${String(error.code)}); defaults are used`;
    }
  }
  const aside = `${file}.corrupt-${new Date().toISOString().replaceAll(':', '')}`;
  try {
    renameSync(file, aside);
    return `${file} is damaged; it was set aside as ${aside} and defaults are used`;
  } catch {
    return `${file} is damaged and cannot be moved; defaults are used`;
  }
}
