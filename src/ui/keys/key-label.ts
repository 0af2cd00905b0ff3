import type { Key } from '../../core/key.ts';

/** What a key is called in a list of one-letter keys: `G` is another key than `g`, though it is the same one with Shift. */
export function keyLabel({ name, text, ctrl, alt }: Key): string {
  return text.length === 1 && text !== ' ' && !ctrl && !alt ? text : name;
}
