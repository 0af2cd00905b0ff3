import { readSelector } from './read-selector.ts';

export interface SelectorLine {
  /** Where the `@` stands in the line. */
  readonly at: number;
  readonly selector: string;
  /** Everything behind it: several commands, and stages. */
  readonly command: string;
}

const HEAD =
  /^[ \t]*(?:(?:(?:const|let|var)[ \t]+)?[\p{ID_Start}$_][\p{ID_Continue}$.]*[ \t]*=[ \t]*)?(?:await[ \t]+)?@/u;

/** The parts of a line that is a device command, for completion and history; undefined for any other line. */
export function readSelectorLine(line: string): SelectorLine | undefined {
  const match = HEAD.exec(line);
  if (match === null) return undefined;
  const selector = readSelector(line, match[0].length);
  if (selector.status !== 'read') return undefined;
  const command = line.slice(selector.end).trim();
  if (command === '') return undefined;
  return { at: match[0].length - 1, selector: selector.text, command };
}

/** Whether a line begins a block of commands: `@core:`, `x = @(site=lab):`. */
export function isBlockHead(line: string): boolean {
  const match = HEAD.exec(line);
  if (match === null) return false;
  const selector = readSelector(line, match[0].length);
  if (selector.status !== 'read') return false;
  const rest = line.slice(selector.end).trim();
  return rest === ':' || (rest === '' && selector.text.endsWith(':'));
}
