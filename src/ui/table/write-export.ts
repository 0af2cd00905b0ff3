import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Table } from '../../core/table/table.ts';
import type { ViewSource } from '../../state/table-view.ts';
import { isForm, tableAs } from './copy-forms.ts';

/** A name for the file of a view: its command and host, and the time, so that it is most likely free. */
export function proposedName(sources: readonly ViewSource[], wallMs: number): string {
  const [first] = sources;
  const hosts = sources.length > 1 ? `${sources.length}-hosts` : (first?.host ?? '');
  return proposedFile(`${first?.command ?? 'table'} ${hosts}`, { wallMs, extension: 'csv' });
}

/** The same of any words. */
export function proposedFile(
  words: string,
  { wallMs, extension }: { readonly wallMs: number; readonly extension: string },
): string {
  const plain = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${plain === '' ? 'table' : plain}-${stamp(new Date(wallMs))}.${extension}`;
}

/**
 * Writes a table to a new file that only its owner may read, in the form its name ends in. Never touches a file that is there
 * already, also not through a link. Gives the whole path; throws `bad-usage` or `bad-file`.
 */
export async function writeExport(
  table: Table,
  { name, folder }: { readonly name: string; readonly folder: string },
): Promise<string> {
  const file = resolve(folder, name.startsWith('~/') ? join(homedir(), name.slice(2)) : name);
  const form = extname(file).slice(1).toLowerCase();
  if (!isForm(form)) {
    throw new ShowrunError('bad-usage', `'${safe(name, 80)}' does not say what to write`, {
      advice: 'end the name in .csv, .json or .md',
    });
  }
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(tableAs(form, table));
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw notWritten(file, thrown);
  }
  return file;
}

function notWritten(file: string, thrown: unknown): ShowrunError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const why =
    { EEXIST: 'it is there already', ENOENT: 'there is no such folder', EACCES: 'not allowed' }[
      code
    ] ?? safe(code, 40);
  return new ShowrunError('bad-file', `${safe(file, 200)} was not written: ${why}`, {
    advice: 'choose another name',
    cause: thrown,
  });
}

function stamp(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
