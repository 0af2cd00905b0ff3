import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { ShowrunError } from '../../core/errors.ts';
import { RunError } from '../fleet/requests.ts';
import type { CellPosition } from '../link/cell-outcome.ts';
import type { CellScript } from '../syntax/rewrite.ts';
import { inspectValue } from '../values/display.ts';
import { HostError } from '../values/host-error.ts';
import { askedFrom } from '../values/pending.ts';
import { MagicError } from './magic.ts';
import { GENERATION } from './module-files.ts';
import { sourceExcerpt } from './source-excerpt.ts';
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

/** A piece of a cell, or a file of cells, that cannot be read; the message has its place. */
export class CellSyntaxError extends SyntaxError {}

export type Scripts = ReadonlyMap<string, CellScript>;

/**
 * An error with what caused it. `file` is the cell whose error this is; `scripts` are all that ran so far, by the names V8 knows them
 * by.
 */
export function describeError(thrown: unknown, file: string, scripts: Scripts): CellError {
  const seen = new Set<unknown>();
  const { text, position } = describeOne(thrown, { file, scripts, seen });
  return position ? { text, position } : { text };
}

const MAX_CAUSES = 8;
const MAX_ERRORS = 10;

interface Telling {
  readonly file: string;
  readonly scripts: Scripts;
  /** What has been told already: errors can cause each other. */
  readonly seen: Set<unknown>;
}

interface Described {
  readonly text: string;
  readonly position: CellPosition | undefined;
}

function describeOne(thrown: unknown, telling: Telling): Described {
  const { seen } = telling;
  seen.add(thrown);
  if (!isError(thrown)) {
    return { text: `Thrown: ${inspectValue(thrown, 100)}`, position: undefined };
  }
  if (thrown instanceof CellSyntaxError) {
    return { text: `${thrown.name}: ${thrown.message}`, position: undefined };
  }
  if (saysItAll(thrown)) return describeOurs(thrown, telling);
  const own = describeStack(stackOf(thrown), telling);
  const inside = [...errorsIn(thrown, telling), ...causeOf(thrown, telling)];
  const text = [own.text, ...inside.map((one) => one.text)].join('\n');
  return { text, position: own.position ?? inside.find((one) => one.position)?.position };
}

/** What an AggregateError gathers, one below the other. */
function errorsIn(error: Error, telling: Telling): Described[] {
  const errors: unknown = Reflect.get(error, 'errors');
  if (!Array.isArray(errors)) return [];
  const described = errors
    .slice(0, MAX_ERRORS)
    .filter((one) => !telling.seen.has(one))
    .map((one, at) => labelled(`${at + 1}: `, describeOne(one, telling)));
  const more = errors.length - MAX_ERRORS;
  return more > 0 ? [...described, { text: `  and ${more} more`, position: undefined }] : described;
}

function causeOf(error: Error, telling: Telling): Described[] {
  const { cause } = error;
  if (cause === undefined || telling.seen.has(cause) || telling.seen.size > MAX_CAUSES) return [];
  return [labelled('caused by: ', describeOne(cause, telling))];
}

function labelled(label: string, { text, position }: Described): Described {
  return { text: `  ${label}${text.replaceAll('\n', '\n  ')}`, position };
}

function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || types.isNativeError(thrown);
}

/** Errors that are one line of ours: what leads to them is nobody's interest, their place in the cell is. */
const ONE_LINE = [HostError, RunError, StageError, MagicError, ShowrunError];

function saysItAll(error: Error): boolean {
  return ONE_LINE.some((kind) => error instanceof kind);
}

function describeOurs(error: Error, telling: Telling): Described {
  const { file, scripts } = telling;
  const line = error instanceof ShowrunError ? error.line : error.message;
  const columnsOn: unknown = Reflect.get(error, 'columnsOn');
  const on = typeof columnsOn === 'number' ? columnsOn : 0;
  const elsewhere = placeInFile(`${stackOf(error)}\n${askedFrom(error) ?? ''}`, on, telling);
  if (elsewhere !== undefined) return { text: `${line}\n${elsewhere}`, position: undefined };
  const place =
    describeStack(stackOf(error), telling).position ??
    describeStack(askedFrom(error) ?? '', telling).position;
  const script = scripts.get(file);
  if (place === undefined || script === undefined) return { text: line, position: place };
  const position = { ...place, column: place.column + on };
  const ofText = error instanceof StageError && typeof columnsOn !== 'number' && error.excerpt;
  const isTold = error instanceof StageError || script.source.includes('\n');
  const excerpt = ofText || (isTold ? sourceExcerpt(script.source, position) : undefined);
  return { text: excerpt === undefined ? line : `${line}\n${excerpt}`, position };
}

/** Where in a file that the cell has run, when it came from there: what the file is, and the line. */
function placeInFile(
  stack: string,
  columnsOn: number,
  { file, scripts }: Telling,
): string | undefined {
  for (const [, cell = '', row = '', column = ''] of stack.matchAll(PLACES)) {
    const script = scripts.get(cell);
    const start = script?.toCell({ line: +row, column: +column });
    if (script === undefined || start === undefined) continue;
    const place = { ...start, column: start.column + columnsOn };
    const name = cell.replace(/\++$/, '');
    if (name === file.replace(/\++$/, '')) return undefined;
    return `  at ${name}:${place.line}:${place.column}\n${sourceExcerpt(script.source, place)}`;
  }
  return undefined;
}

const PLACES = /(In\[\d+\]\+*|[^\s()]+):(\d+):(\d+)/g;
const OUR_FOLDER = dirname(fileURLToPath(import.meta.url));

/** A stack with its places as typed, and the first of them that is in the cell itself. */
function describeStack(stack: string, { file, scripts }: Telling): Described {
  let position: CellPosition | undefined;
  const isOfCells = (line: string) =>
    [...line.matchAll(PLACES)].some((at) => scripts.has(at[1] ?? ''));
  const isStart = (line: string) =>
    [...line.matchAll(PLACES)].some(
      ([, cell = '', row = '', column = '']) =>
        scripts.get(cell)?.isStart({ line: +row, column: +column }) === true,
    );
  const frames = cellFrames(stack.split('\n'), isOfCells).filter((line) => !isStart(line));
  const lines = frames.map((line) =>
    line.replace(PLACES, (place, cell: string, row: string, column: string) => {
      const mapped = scripts.get(cell)?.toCell({ line: +row, column: +column });
      if (mapped === undefined) return place;
      const own = cell.replace(/\++$/, '');
      if (own === file) position ??= mapped;
      return `${own}:${mapped.line}:${mapped.column}`;
    }),
  );
  return { text: lines.join('\n'), position };
}

function stackOf(error: Error): string {
  const { name, message, stack } = error;
  if (typeof stack !== 'string') return `${name}: ${message}`;
  // V8's own syntax errors begin with the generated line and a caret; the message alone is clearer.
  const told = stack.startsWith('In[') ? `${name}: ${message}` : stack;
  return told.replaceAll(MODULE_GENERATION, '');
}

/** What is behind a file's name in the stacks of modules that cells import. */
const MODULE_GENERATION = new RegExp(`\\?${GENERATION}=\\d+(?=:|$)`, 'gm');

/** Without the frames that lead to the outermost cell, and without ours between. */
function cellFrames(lines: readonly string[], isOfCells: (line: string) => boolean): string[] {
  const outermost = lines.findLastIndex(isOfCells);
  const isFrame = (line: string) => /^\s+at /.test(line);
  return lines.filter((line, place) => {
    if (!isFrame(line)) return true;
    return place <= outermost && !line.includes(OUR_FOLDER) && !line.includes('(node:internal');
  });
}
