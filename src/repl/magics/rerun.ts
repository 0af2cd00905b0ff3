import { hiddenAt } from '../history/secrets/hide-secrets.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { isCellRange } from '../magic-parts/cell-ranges.ts';
import { type NamedCell, namedCells, workCells } from '../magic-parts/named-cells.ts';

const rerun: Magic = {
  usage: '%rerun [RANGE…]',
  summary: 'runs inputs again, the last one unless told, in order until one fails',
  examples: ['%rerun', '%rerun 3-5', '%rerun ~1/2-4 7'],
  async run({ words }, world) {
    const wrong = words.find((word) => !isCellRange(word));
    if (wrong !== undefined)
      throw new MagicError(`'${wrong}' names no cells: use 3, 3-9, -5 or ~1/3-5`);
    const cells =
      words.length === 0 ? (await workCells(world)).slice(-1) : await namedCells(words, world);
    if (cells.length === 0) throw new MagicError('there is nothing to run again yet');
    const hidden = cells.find(({ text }) => hiddenAt(text) !== undefined);
    if (hidden !== undefined) {
      throw new MagicError(
        `${hidden.name} has ‹secret› in it: %load ${hidden.name}, and put the secret in its place`,
      );
    }
    let value: unknown;
    for (const [place, cell] of cells.entries()) {
      if (place > 0 && value !== undefined) world.print(value);
      value = await again(cell, world);
    }
    return value;
  },
};

export default rerun;

async function again({ name, text }: NamedCell, world: World): Promise<unknown> {
  const isItself = /^\s*%rerun\b/.test(text);
  if (isItself) throw new MagicError(`${name} is a %rerun itself: name the inputs it ran`);
  world.print(`── ${name}: ${text.replaceAll('\n', '\n   ')}`);
  if (world.signal.aborted) throw new MagicError('interrupted');
  return await world.evaluate(text, { file: `In[${name}]` });
}
