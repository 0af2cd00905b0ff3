import type { Magics } from '../kernel/magics.ts';
import type { World } from '../kernel/world.ts';
import type { Completion, Completions } from './completion.ts';

const NAME =
  /^\s*(?:(?:(?:const|let|var)\s+)?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=\s*)?%%?([\w-]*)$/u;
const CALL =
  /^\s*(?:(?:(?:const|let|var)\s+)?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=\s*)?%%?([a-z][\w-]*)\s+(.*)$/u;

/** What could stand at the cursor in a line that begins with `%`; undefined in any other. */
export async function completeMagic(
  { text, cursor }: { readonly text: string; readonly cursor: number },
  world: World,
): Promise<Completions | undefined> {
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  const name = NAME.exec(line)?.[1];
  if (name !== undefined) return await names(name, { cursor, magics: world.magics });
  const [, called, typed = ''] = CALL.exec(line) ?? [];
  if (called === undefined) return undefined;
  const magic = await world.magics.find(called);
  const word = /\S*$/.exec(typed)?.[0] ?? '';
  const offered = (await magic.complete?.(typed, world)) ?? [];
  const items = [...new Set(offered)]
    .filter((label) => label.startsWith(word))
    .map((label): Completion => ({ label, kind: label.endsWith('/') ? 'folder' : 'value' }));
  return { from: cursor - word.length, to: cursor, items };
}

/** The magics whose names begin so, with what they are for. One that is broken is offered, too: its file is to be mended. */
async function names(
  typed: string,
  { cursor, magics }: { readonly cursor: number; readonly magics: Magics },
): Promise<Completions> {
  const all = await magics.list();
  const items = all.map((one): Completion => {
    const detail = one.status === 'works' ? one.magic.summary : `broken: ${one.own}`;
    return { label: one.name, kind: 'magic', detail };
  });
  return { from: cursor - typed.length, to: cursor, items };
}
