import { promptEdits } from '../syntax/pasted-prompts.ts';
import { applyEdits } from '../syntax/text-edits.ts';

/** What is put in for what came from the clipboard: line ends as ours, no controls, no prompts of a transcript. */
export function pastedText(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, '');
  return applyEdits(clean, promptEdits(clean)).text;
}
