import { readSelectorLine } from '../syntax/selector-lines.ts';
import type { EarlierCommand } from './completion.ts';

const MAX_INPUTS = 2_000;

/** Device commands among the latest inputs, the latest first, each once for a selector. */
export function commandsIn(inputs: readonly string[]): EarlierCommand[] {
  const found = new Map<string, EarlierCommand>();
  for (const input of inputs.slice(-MAX_INPUTS).toReversed()) {
    for (const line of input.split('\n')) {
      const read = line.includes('@') ? readSelectorLine(line) : undefined;
      if (read === undefined) continue;
      const { selector } = read;
      for (const piece of (read.command.split('|>')[0] ?? '').split(';')) {
        const command = piece.trim().replace(/\s+/g, ' ');
        if (command !== '') found.set(`${selector} ${command}`, { selector, command });
      }
    }
  }
  return [...found.values()];
}
