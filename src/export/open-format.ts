import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ShowrunError } from '../core/errors.ts';
import { packageFolder } from '../core/package-folder.ts';
import { safe } from '../core/safe.ts';
import type { ExportFormat } from './export-format.ts';

/** The form that `--to` names; its code is read only now. Rejects with `bad-usage` for one there is none of. */
export async function openFormat(name: string): Promise<ExportFormat> {
  const known = formatNames();
  if (!known.includes(name)) {
    throw new ShowrunError(
      'bad-usage',
      `--to wants one of ${known.join(', ')}, not '${safe(name)}'`,
    );
  }
  const module: { default: ExportFormat } = await import(
    pathToFileURL(join(formatFolder(), `${name}.js`)).href
  );
  return module.default;
}

/** The forms there are, by name. */
export function formatNames(): readonly string[] {
  return readdirSync(formatFolder())
    .flatMap((file) => /^(\w+)\.js$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Each form is built as a file of its own, so that a program that exports nothing reads none of them. */
function formatFolder(): string {
  return join(packageFolder(), 'dist', 'formats');
}
