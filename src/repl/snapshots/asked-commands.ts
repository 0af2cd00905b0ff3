import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import { MagicError } from '../kernel/magic.ts';

/** What a person has said behind a snapshot's name. */
export interface AskedFor {
  readonly commands: readonly string[];
  /** As after `@`; undefined where nobody is named. */
  readonly selector: string | undefined;
}

/** `show version; show ip route @core`: commands by `;`, and whom to ask, in any order. */
export function askedFor(text: string): AskedFor {
  const found = /(?:^|\s)@(\([^)]*\)?|\S*)/.exec(text);
  const rest =
    found === null
      ? text
      : `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return {
    commands: rest
      .split(';')
      .map((command) => command.trim())
      .filter((command) => command !== ''),
    selector: found?.[1],
  };
}

/** The commands of a file, one a line; empty lines and those that begin with `#` or `!` say nothing. */
export async function commandsOfFile(file: string): Promise<readonly string[]> {
  const path = resolve(file.replace(/^~(?=\/|$)/, homedir()));
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new MagicError(`${safe(file, 200)} cannot be read: ${codeOf(thrown)}`);
  });
  const commands = linesOfCommands(text);
  if (commands.length === 0) throw new MagicError(`${safe(file, 200)} holds no command`);
  return commands;
}

export function linesOfCommands(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#!]/.test(line));
}
