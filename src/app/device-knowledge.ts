import { readFileSync } from 'node:fs';
import { type Library, languageOf, openLibrary } from '../parse/library.ts';
import { lineageOf } from '../parse/lineage.ts';
import type { Platforms } from '../platforms/platforms.ts';
import type { DeviceKnowledge } from '../repl/completion/completion.ts';

interface KnowledgeOptions {
  readonly userFolder: string;
  readonly folders: readonly string[];
  readonly platforms: Pick<Platforms, 'lookup'>;
}

/** What templates tell of devices: the commands they are for, and the columns they make of the answers. */
export function deviceKnowledge({
  userFolder,
  folders,
  platforms,
}: KnowledgeOptions): DeviceKnowledge {
  let library: Library | undefined;
  const opened = (): Library => {
    library ??= openLibrary({ userFolder, folders });
    return library;
  };
  const namesOf = (platform: string): readonly string[] => [
    ...lineageOf(platforms, platform),
    ...(platforms.lookup(platform)?.aliases ?? []),
  ];
  return {
    commandsOf: (platform) => opened().commands(namesOf(platform)),
    columnsOf: (platform, command) => {
      const found = opened().find(namesOf(platform), command);
      if (found === undefined || found.leftOver.length > 0) return undefined;
      return [...new Set([found.file, ...found.joined].flatMap(columnsIn))];
    },
  };
}

/** The columns a template declares; none for a file that cannot be read. */
function columnsIn(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const names = languageOf(file) === 'ttp' ? TTP_NAMES : TEXTFSM_VALUES;
  return [...text.matchAll(names)].map(([, name = '']) => name.toLowerCase());
}

const TEXTFSM_VALUES = /^Value\s+(?:[A-Za-z,]+\s+)?(\w+)\s+\(/gm;
const TTP_NAMES = /\{\{\s*([a-z]\w*)\s*(?:\||\}\})/g;
