import { readFileSync } from 'node:fs';
import type { Platforms } from '../platforms/platforms.ts';
import { commandWords } from './command-words.ts';
import { type Language, languageOf, openLibrary } from './library.ts';
import { lineageOf } from './lineage.ts';

/** A template as a person writes it. */
export interface TemplateText {
  /** Where it belongs among a person's own: `cisco_ios/show_ip_route`. */
  readonly name: string;
  readonly text: string;
  readonly language: Language;
  /** Of the person's own folder: its macros may run. */
  readonly isOwn: boolean;
  /** Whether one was found, or this is only the beginning of one. */
  readonly from: 'library' | 'nothing';
}

interface TemplateTextsOptions {
  readonly userFolder: string;
  readonly folders: readonly string[];
  readonly platforms: Pick<Platforms, 'lookup'>;
}

/** The text of the template that reads a command's answers, for editing; a few lines to begin with where there is none. */
export function templateTextOf(
  { platform, command }: { readonly platform: string; readonly command: string },
  { userFolder, folders, platforms }: TemplateTextsOptions,
): TemplateText {
  const library = openLibrary({ userFolder, folders });
  const aliases = platforms.lookup(platform)?.aliases ?? [];
  const found = library.find([...lineageOf(platforms, platform), ...aliases], command);
  const plain = `${fileName(platform)}/${fileName(ownWords(command))}`;
  if (found === undefined || found.leftOver.length > 0) {
    const language = 'textfsm';
    return { name: plain, text: BEGINNING, language, isOwn: false, from: 'nothing' };
  }
  const name = /^[a-z\d_]+\/[a-z\d_-]+$/.test(found.name) ? found.name : plain;
  const { file, isOwn } = found;
  const text = readFileSync(file, 'utf8');
  return { name, text, language: languageOf(file), isOwn, from: 'library' };
}

/** Without what only this one command has: names of interfaces, addresses, numbers. */
function ownWords(command: string): string {
  const words = commandWords(command)?.words ?? [];
  return words.filter((word) => /^[a-z][a-z-]*\d?$/i.test(word)).join('_');
}

function fileName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z\d_-]+/g, '_')
    .slice(0, 100);
  return plain.replace(/^[-_]+|_+$/g, '') || 'unnamed';
}

const BEGINNING = `Value NAME (\\S+)

Start
  ^\${NAME}(?:\\s|$$) -> Record
`;
