import { homedir } from 'node:os';
import { join } from 'node:path';
import { ParseService } from '../parse/parse-service.ts';
import { foldersOf } from './folders.ts';
import type { TemplateChoice } from './parse-options.ts';
import { templateFolders } from './template-folders.ts';

/** Nobody's screen waits for these. */
const LIMIT_MS = 30_000;
const MAX_CHARS = 100_000_000;

/** The parser for texts that lie in files: with the person's templates, and the folders the command line names. */
export async function openParser({
  folders: named,
}: Pick<TemplateChoice, 'folders'>): Promise<ParseService> {
  const folders = foldersOf(process.env, homedir());
  return new ParseService({
    userFolder: join(folders.config, 'parsers'),
    folders: await templateFolders({ folders, env: process.env, named }),
    platforms: { userFolder: join(folders.config, 'platforms') },
    limitMs: LIMIT_MS,
    maxChars: MAX_CHARS,
  });
}
