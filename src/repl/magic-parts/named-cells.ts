import { MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { type CellRange, readCellRange } from './cell-ranges.ts';

/** An input by its name. */
export interface NamedCell {
  /** `5`, or `~1/5` of the run before. */
  readonly name: string;
  readonly number: number;
  readonly text: string;
}

/**
 * The inputs that words name, in the words' order; this run's as they were typed, the running one left out. Throws a MagicError for a
 * number that no input has.
 */
export async function namedCells(words: readonly string[], world: World): Promise<NamedCell[]> {
  const cells: NamedCell[] = [];
  for (const word of words) cells.push(...(await cellsOf(readCellRange(word), world)));
  return cells;
}

/** All inputs of this run but the running one. Those of a kernel that died are only in the history, with their secrets hidden. */
export async function ownCells(world: World): Promise<NamedCell[]> {
  const { inputs, number } = world;
  const own = inputs.flatMap((text, place) =>
    place === number || text === undefined ? [] : [{ name: String(place), number: place, text }],
  );
  const first = own[0]?.number ?? number;
  if (first <= 1) return own;
  // Without a screen there is no history.
  const lost = await earlierCells(0, world).catch(() => []);
  return [...lost.filter((cell) => cell.number < first), ...own];
}

/** The same without those that are about the history itself: running them again says nothing of the network. */
export async function workCells(world: World): Promise<NamedCell[]> {
  return (await ownCells(world)).filter(({ text }) => !ABOUT_HISTORY.test(text));
}

const ABOUT_HISTORY = /^\s*%(?:history|search|save|load|edit|rerun)\b[^\n]*$/;

async function cellsOf(range: CellRange, world: World): Promise<NamedCell[]> {
  const { back, pick, word } = range;
  const all = back === 0 ? await ownCells(world) : await earlierCells(back, world);
  const cells =
    pick.kind === 'last'
      ? all.slice(-pick.count)
      : all.filter(({ number }) => number >= pick.from && number <= pick.to);
  if (cells.length > 0) return cells;
  throw new MagicError(
    `no input is named ${word}: %history${back > 0 ? ` ~${back}` : ''} lists them`,
  );
}

async function earlierCells(back: number, world: World): Promise<NamedCell[]> {
  const entries = await world.program.ask('history-run', { back });
  const before = back === 0 ? '' : `~${back}/`;
  const byNumber = new Map<number, NamedCell>();
  for (const { number, text } of entries) {
    if (number !== undefined) byNumber.set(number, { name: `${before}${number}`, number, text });
  }
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}
