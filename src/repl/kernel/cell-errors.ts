import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShowrunError } from '../../core/errors.ts';
import { RunError } from '../fleet/requests.ts';
import type { CellPosition } from '../link/cell-outcome.ts';
import type { CellScript } from '../syntax/rewrite.ts';
import { inspectValue } from '../values/display.ts';
import { HostError } from '../values/host-error.ts';
import { MagicError } from './magic.ts';
import { StageError } from './stage.ts';

/** An error as a person reads it: places are those of the cells as typed, frames of ours are left out. */
export interface CellError {
  readonly text: string;
  readonly position?: CellPosition;
}

/** The name under which V8 knows a cell. */
export function cellFile(number: number): string {
  return `In[${number}]`;
}

/** `file` is the cell whose error this is; `scripts` are all that ran so far, by the names V8 knows them by. */
export function describeError(
  thrown: unknown,
  file: string,
  scripts: ReadonlyMap<string, CellScript>,
): CellError {
  if (!(thrown instanceof Error)) return { text: `Thrown: ${inspectValue(thrown, 100)}` };
  if (thrown instanceof ShowrunError) return { text: thrown.line };
  if (SAYS_IT_ALL.some((kind) => thrown instanceof kind)) return { text: thrown.message };
  let position: CellPosition | undefined;
  const isOfCells = (line: string) =>
    [...line.matchAll(PLACES)].some((at) => scripts.has(at[1] ?? ''));
  const lines = cellFrames(stackOf(thrown).split('\n'), isOfCells).map((line) =>
    line.replace(PLACES, (place, cell: string, row: string, column: string) => {
      const mapped = scripts.get(cell)?.toCell({ line: +row, column: +column });
      if (mapped === undefined) return place;
      if (cell === file) position ??= mapped;
      return `${cell.replace(/\++$/, '')}:${mapped.line}:${mapped.column}`;
    }),
  );
  const text = lines.join('\n');
  return position ? { text, position } : { text };
}

/** Errors that are one line of ours: where they came from is nobody's interest. */
const SAYS_IT_ALL = [HostError, RunError, StageError, MagicError];
const PLACES = /(In\[\d+\]\+?|[^\s()]+):(\d+):(\d+)/g;
const OUR_FOLDER = dirname(fileURLToPath(import.meta.url));

function stackOf(error: Error): string {
  const { name, message, stack } = error;
  if (typeof stack !== 'string') return `${name}: ${message}`;
  // V8's own syntax errors begin with the generated line and a caret; the message alone is clearer.
  return stack.startsWith('In[') ? `${name}: ${message}` : stack;
}

/** Without the frames that lead to the outermost cell, and without ours between. */
function cellFrames(lines: readonly string[], isOfCells: (line: string) => boolean): string[] {
  const outermost = lines.findLastIndex(isOfCells);
  const isFrame = (line: string) => /^\s+at /.test(line);
  return lines.filter((line, place) => {
    if (!isFrame(line)) return true;
    return place <= outermost && !line.includes(OUR_FOLDER) && !line.includes('(node:internal');
  });
}
