import { formEdits } from './form-edits.ts';
import type { Surroundings } from './line-form.ts';
import { promptEdits } from './pasted-prompts.ts';
import { readForms } from './read-forms.ts';
import { applyEdits } from './text-edits.ts';

/** A cell as JavaScript or TypeScript alone, its forms turned into calls, or why that cannot be. */
export type PlainCell =
  | {
      readonly status: 'plain';
      readonly text: string;
      readonly hasForms: boolean;
      /** The place in the cell as typed of a place in `text`. */
      toTyped(offset: number): number;
    }
  | { readonly status: 'incomplete' }
  | { readonly status: 'wrong'; readonly message: string; readonly offset: number };

export function plainCell(source: string, surroundings: Surroundings): PlainCell {
  if (surroundings.forms === 'none') {
    return { status: 'plain', text: source, hasForms: false, toTyped: (offset) => offset };
  }
  const unprompted = applyEdits(source, promptEdits(source));
  const read = readForms(unprompted.text, surroundings);
  if (read.status === 'incomplete') return read;
  if (read.status === 'wrong') return { ...read, offset: unprompted.toOriginal(read.offset) };
  const plain = applyEdits(unprompted.text, formEdits(read.forms));
  return {
    status: 'plain',
    text: plain.text,
    hasForms: read.forms.length > 0,
    toTyped: (offset) => unprompted.toOriginal(plain.toOriginal(offset)),
  };
}
