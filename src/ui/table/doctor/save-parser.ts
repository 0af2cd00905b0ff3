import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ShowrunError } from '../../../core/errors.ts';
import { makeFolder } from '../../../core/make-folder.ts';
import { safe } from '../../../core/safe.ts';
import type { Language } from '../../../parse/library.ts';

export interface ParserFiles {
  /** The person's folder of templates. */
  readonly folder: string;
  /** `cisco_ios/show_ip_route`. */
  readonly name: string;
  readonly language: Language;
  readonly template: string;
  /** The answer it was written for, kept beside it as its test. */
  readonly answer: string;
}

/** Which of the two files are there already and hold something else; their whole paths. */
export async function inTheWay(files: ParserFiles): Promise<string[]> {
  const found = await Promise.all(
    pathsOf(files).map(async ({ path, text }) => {
      const there = await readFile(path, 'utf8').catch(() => undefined);
      return there === undefined || there === text ? [] : [path];
    }),
  );
  return found.flat();
}

/** Writes template and answer, each whole or not at all, for their owner alone. Gives the template's path; throws `bad-file`. */
export async function saveParser(files: ParserFiles): Promise<string> {
  const paths = pathsOf(files);
  const [template] = paths;
  try {
    for (const { path, text } of paths) await writeWhole(path, text);
  } catch (thrown) {
    const why = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'not written';
    const message = `${safe(template?.path ?? '', 200)} cannot be written: ${safe(why, 60)}`;
    throw new ShowrunError('bad-file', message, { advice: '', cause: thrown });
  }
  return template?.path ?? '';
}

function pathsOf({ folder, name, language, template, answer }: ParserFiles) {
  return [
    { path: join(folder, `${name}.${language}`), text: template },
    { path: join(folder, `${name}.raw`), text: answer.endsWith('\n') ? answer : `${answer}\n` },
  ];
}

async function writeWhole(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
