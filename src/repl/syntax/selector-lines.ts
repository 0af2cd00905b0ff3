import { tokenizer } from 'acorn';
import type { Edit } from './text-edits.ts';

/**
 * `@r1 show version`, `@r1,r2 …`, `x = @all show ip route`: whole lines that are a device command become a call of the
 * run function. Lines inside template literals, comments and continued strings are left alone.
 */
export function selectorLineEdits(source: string): Edit[] {
  if (!source.includes('@')) return [];
  const edits: Edit[] = [];
  // What was read so far with its selector lines made harmless: `@` is no JavaScript token.
  let read = '';
  let start = 0;
  for (const line of source.split('\n')) {
    const found = readSelectorLine(line);
    const isCode = found !== undefined && !endsInsideText(read);
    if (found && isCode) {
      edits.push({
        at: start + found.at,
        remove: line.length - found.at,
        insert: callOf(found),
      });
    }
    read += `${isCode ? '' : line}\n`;
    start += line.length + 1;
  }
  return edits;
}

export interface SelectorLine {
  /** Where the `@` form starts in the line, an `await` before it included. */
  readonly at: number;
  readonly selector: string;
  readonly command: string;
}

const SELECTOR = '[^\\s"\'`()[\\]{};=]+';
const SELECTOR_LINE = new RegExp(
  `^(\\s*(?:(?:(?:const|let|var)\\s+)?[\\p{ID_Start}$_][\\p{ID_Continue}$.]*\\s*=\\s*)?)(?:await\\s+)?@(${SELECTOR})[ \\t]+(\\S.*?)\\s*$`,
  'u',
);

/** The parts of a line that is a device command; undefined for any other line. */
export function readSelectorLine(line: string): SelectorLine | undefined {
  const match = SELECTOR_LINE.exec(line);
  if (match === null) return undefined;
  return { at: match[1]?.length ?? 0, selector: match[2] ?? '', command: match[3] ?? '' };
}

/** The kernel's own name in the cell's world, which no cell can take away. */
export const KERNEL_NAME = '$showrun';

function callOf({ selector, command }: SelectorLine): string {
  return `await ${KERNEL_NAME}.run(${JSON.stringify(selector)}, ${JSON.stringify(command)});`;
}

/** Whether a text stops in the middle of a template literal, a comment or a continued string. */
function endsInsideText(text: string): boolean {
  try {
    for (const _ of tokenizer(text, { ecmaVersion: 'latest', allowHashBang: true }));
    return false;
  } catch (thrown) {
    return (
      thrown instanceof Error && /^Unterminated (template|comment|string)/.test(thrown.message)
    );
  }
}
