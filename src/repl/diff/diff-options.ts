import { withoutPassingWords } from '../../core/diff/passing-words.ts';
import { StageError } from '../kernel/stage.ts';
import type { ColumnRules, Ignoring } from './ignored-columns.ts';

export interface DiffOptions {
  /** Compares counters, ages and uptimes, too. */
  readonly all: boolean;
  /** Columns to leave out. */
  readonly ignore: readonly string[];
  /** Lines of text that only say another time or count are the same. */
  readonly times: boolean;
  /** Gives JSON text. */
  readonly json: boolean;
}

const DEFAULTS: DiffOptions = { all: false, ignore: [], times: false, json: false };

/**
 * `--all --ignore a,b --times --json`, wherever they stand among other words, or an object of these names. Gives the other words in their
 * order. Throws a StageError for an option that is none.
 */
export function diffOptions(given: readonly string[] | object | undefined): {
  readonly options: DiffOptions;
  readonly words: readonly string[];
} {
  if (!Array.isArray(given)) return { options: objectOptions(given ?? {}), words: [] };
  let options = DEFAULTS;
  const words: string[] = [];
  const waiting: readonly string[] = given;
  for (let at = 0; at < waiting.length; at++) {
    const word = waiting[at] ?? '';
    const [name = '', value] = word.split(/=(.*)/s, 2);
    if (!/^--\w/.test(word)) words.push(word);
    else if (name === '--ignore') {
      options = { ...options, ignore: columnsOf(value ?? waiting[++at] ?? '') };
    } else options = { ...options, [flagOf(name)]: true };
  }
  return { options, words };
}

/** What is left out of a comparison, by these options and what the person has said before. */
export function ignoringOf({ all, ignore }: DiffOptions, rules: ColumnRules): Ignoring {
  return { rules, also: ignore, passing: all ? 'none' : 'ignored' };
}

/** What counts of a line of text. */
export function lineTextOf({ times }: DiffOptions): ((line: string) => string) | undefined {
  return times ? withoutPassingWords : undefined;
}

function objectOptions(given: object): DiffOptions {
  let options = DEFAULTS;
  for (const [name, value] of Object.entries(given)) {
    if (name === 'ignore') {
      options = { ...options, ignore: Array.isArray(value) ? value.map(String) : columnsOf(value) };
    } else if (value) options = { ...options, [flagOf(`--${name}`)]: true };
  }
  return options;
}

function columnsOf(value: unknown): readonly string[] {
  const columns = String(value)
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
  if (columns.length === 0) throw new StageError('--ignore needs columns: --ignore age,metric');
  return columns;
}

function flagOf(name: string): 'all' | 'times' | 'json' {
  if (name === '--all' || name === '--times' || name === '--json') {
    return name === '--all' ? 'all' : name === '--times' ? 'times' : 'json';
  }
  throw new StageError(`diff knows no ${name}: --all, --ignore COLUMNS, --times, --json`);
}
