import { type EditorState, replaceRange } from '../editor/editor.ts';
import type { Completion, Completions } from './completion.ts';

/** The open list of completions. */
export interface Popup {
  /** Where in the text the completed word begins. */
  readonly from: number;
  readonly items: readonly Completion[];
  readonly selected: number;
}

export interface Completed {
  readonly editor: EditorState;
  readonly popup: Popup | undefined;
}

/** Puts in what is certain: the only item, or what all items begin with; several items open the list. */
export function offer(editor: EditorState, completions: Completions): Completed {
  const { from, to, items } = completions;
  const [first] = items;
  if (first === undefined) return { editor, popup: undefined };
  if (items.length === 1) return { editor: put(editor, from, first), popup: undefined };
  const common = commonStart(items.map(({ label }) => label));
  const grown = common.length > to - from ? replaceRange(editor, { from, to, by: common }) : editor;
  return { editor: grown, popup: { from, items, selected: 0 } };
}

/** Takes the selected item. */
export function accept(editor: EditorState, popup: Popup): EditorState {
  const item = popup.items[popup.selected];
  return item ? put(editor, popup.from, item) : editor;
}

/** Another choice; from the last one on to the first, and back. */
export function movePopup(popup: Popup, step: number): Popup {
  const { length } = popup.items;
  return { ...popup, selected: (popup.selected + step + length) % length };
}

/** The list after more was typed; undefined when it no longer fits. */
export function refilter(popup: Popup, editor: EditorState): Popup | undefined {
  if (editor.cursor < popup.from) return undefined;
  const typed = editor.text.slice(popup.from, editor.cursor);
  const items = popup.items.filter(({ label }) => label.startsWith(typed) && label !== typed);
  return items.length === 0 ? undefined : { ...popup, items, selected: 0 };
}

function put(editor: EditorState, from: number, { label, kind }: Completion): EditorState {
  const by = kind === 'command' ? `${label} ` : label;
  return replaceRange(editor, { from, to: editor.cursor, by });
}

function commonStart(labels: readonly string[]): string {
  const [first = '', ...rest] = labels;
  let length = first.length;
  for (const label of rest) {
    while (!label.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
