import type { ProgramService } from '../../repl/link/program-requests.ts';
import type { OutsideEditor } from '../outside-editor.ts';
import { textOf } from './given.ts';

/** Has a text edited by the person's own editor. */
export function editTextService(editor: OutsideEditor): ProgramService<'edit-text'> {
  return (asked) => editor.edit(textOf(asked, 'text'), textOf(asked, 'extension'));
}
