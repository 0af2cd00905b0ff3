import type { Key } from '../../core/key.ts';
import type { EditorState } from '../editor/editor.ts';
import { accept, movePopup, type Popup } from './popup.ts';

/** So far PageUp and PageDown go. */
const PAGE = 9;

/** What a key does to the open list of completions; undefined where it is none of its keys. */
export function popupKey(
  { popup, editor }: { readonly popup: Popup; readonly editor: EditorState },
  { name, ctrl, alt, shift }: Key,
): { readonly editor: EditorState; readonly popup: Popup | undefined } | undefined {
  if (alt) return undefined;
  if (ctrl) {
    const step = name === 'n' ? 1 : name === 'p' ? -1 : 0;
    return step === 0 ? undefined : { editor, popup: movePopup(popup, step) };
  }
  switch (name) {
    case 'tab':
      // The last one left is meant.
      if (popup.items.length === 1) return { editor: accept(editor, popup), popup: undefined };
      return { editor, popup: movePopup(popup, shift ? -1 : 1) };
    case 'down':
      return { editor, popup: movePopup(popup, 1) };
    case 'up':
      return { editor, popup: movePopup(popup, -1) };
    case 'pagedown':
      return { editor, popup: movePopup(popup, PAGE) };
    case 'pageup':
      return { editor, popup: movePopup(popup, -PAGE) };
    case 'enter':
      return { editor: accept(editor, popup), popup: undefined };
    case 'escape':
      return { editor, popup: undefined };
    default:
      return undefined;
  }
}
