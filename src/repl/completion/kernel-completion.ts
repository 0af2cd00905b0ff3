import type { World } from '../kernel/world.ts';
import { pathWords } from '../magic-parts/path-words.ts';
import { knownTable } from '../values/table-of.ts';
import { completeMagic } from './complete-magic.ts';
import type { Completion, Completions } from './completion.ts';
import { chainValue, completeMembers } from './members.ts';
import { stageAt } from './stage-completion.ts';
import { completeTyped } from './typed-chain.ts';

interface Asked {
  readonly text: string;
  readonly cursor: number;
}

/**
 * What only the kernel knows: members of values, the columns of a value before `|>`, arguments of magics, files. No getter, proxy
 * trap or call of a person's is ever run.
 */
export async function completeInKernel(asked: Asked, world: World): Promise<Completions> {
  const { text, cursor } = asked;
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  return (
    completeColumns(asked) ??
    (await completeMagic(asked, world).catch(() => undefined)) ??
    (await completePath(line, cursor)) ??
    completeTyped(asked) ??
    completeMembers(text, cursor)
  );
}

const IMPORT = /\b(?:import|from|require)\b[^'"]*['"]([^'"]*)$/;
const SHELL = /^\s*(?:[\p{ID_Start}$_][\p{ID_Continue}$.]*\s*=\s*)?!.*?(?:^|[\s=!])([^\s'"]*)$/u;

/** Paths of this machine: in a command for its shell, and in the name of a module. */
async function completePath(line: string, cursor: number): Promise<Completions | undefined> {
  const module = IMPORT.exec(line)?.[1];
  const word = module ?? SHELL.exec(line)?.[1];
  if (word === undefined || (module !== undefined && !/^[./~]/.test(module))) return undefined;
  const items = (await pathWords(word)).slice(0, MOST_PATHS).map((label): Completion => {
    return { label, kind: label.endsWith('/') ? 'folder' : 'file' };
  });
  return { from: cursor - word.length, to: cursor, items };
}

const MOST_PATHS = 1_000;
const MOST_VALUES = 100;
const MOST_ROWS = 5_000;

/** Columns of the value a chain of stages begins with, and what stands in one of them: `_ |> where state = |`. */
function completeColumns({ text, cursor }: Asked): Completions | undefined {
  const stage = stageAt(text.slice(0, cursor));
  if (stage?.name === undefined) return undefined;
  const { partial, column } = stage;
  const from = cursor - partial.length;
  const head = /([\p{ID_Continue}$.[\]'"]+)\s*(?:\|>[^\n]*)?$/u.exec(
    stage.before.split('|>')[0] ?? '',
  );
  const found = head && chainValue((head[1] ?? '').trim());
  const table = found ? knownTable(found.value) : undefined;
  if (column === undefined || table === undefined) {
    const labels = column === undefined ? (table?.columns ?? []) : [];
    return { from, to: cursor, items: labels.map((label) => ({ label, kind: 'column' })) };
  }
  const place = table.columns.indexOf(column);
  const cells =
    place < 0 ? [] : table.rows.slice(0, MOST_ROWS).map((row) => String(row[place] ?? ''));
  const values = [...new Set(cells)].filter((value) => value !== '' && value.length <= 60);
  const items = values.slice(0, MOST_VALUES).map((value): Completion => {
    return { label: /^[\w.:/-]+$/.test(value) ? value : JSON.stringify(value), kind: 'value' };
  });
  return { from, to: cursor, items };
}
