import { type EditorState, replaceRange } from '../editor/editor.ts';
import type { Completion, Completions } from './completion.ts';
import { isSure, rankLabels } from './ranking.ts';

/** The open list of completions. */
export interface Popup {
  /** Where in the text the completed word begins. */
  readonly from: number;
  /** Everything that could stand there. */
  readonly all: readonly Completion[];
  /** What fits what is typed so far, best first. */
  readonly items: readonly Completion[];
  readonly selected: number;
}

export interface Completed {
  readonly editor: EditorState;
  readonly popup: Popup | undefined;
}

/** Puts in what is certain: the only item, or what all items begin with; several items open the list. */
export function offer(editor: EditorState, { from, to, items: all }: Completions): Completed {
  const typed = editor.text.slice(from, to);
  const items = rankLabels(all, typed);
  const [first] = items;
  if (first === undefined) return { editor, popup: undefined };
  if (items.length === 1 && isSure(first.label, typed)) {
    return { editor: put(editor, from, first), popup: undefined };
  }
  const certain = commonStart(items.map(({ label }) => label));
  const grows = certain.length > typed.length && certain.startsWith(typed);
  const grown = grows ? replaceRange(editor, { from, to, by: certain }) : editor;
  return { editor: grown, popup: { from, all, items, selected: 0 } };
}

/** Takes the selected item. */
export function accept(editor: EditorState, popup: Popup): EditorState {
  const item = popup.items[popup.selected];
  return item ? put(editor, popup.from, item) : editor;
}

/** Another choice; from the last one on to the first, and back. */
export function movePopup(popup: Popup, step: number): Popup {
  const { length } = popup.items;
  const selected = Math.abs(step) === 1 ? popup.selected + step + length : popup.selected + step;
  return {
    ...popup,
    selected:
      Math.abs(step) === 1 ? selected % length : Math.max(0, Math.min(length - 1, selected)),
  };
}

/** The list after more was typed; undefined when it no longer fits. */
export function refilter(popup: Popup, editor: EditorState): Popup | undefined {
  if (editor.cursor < popup.from) return undefined;
  const typed = editor.text.slice(popup.from, editor.cursor);
  const isOver = /[\s(),;]$/.test(typed) && !popup.all.some(({ label }) => label.includes(typed));
  const items = isOver ? [] : rankLabels(popup.all, typed);
  const isDone = items.length === 1 && items[0]?.label === typed;
  return items.length === 0 || isDone ? undefined : { ...popup, items, selected: 0 };
}

/** Kinds after which something else always follows. */
const GO_ON: ReadonlySet<Completion['kind']> = new Set(['command', 'stage', 'magic']);

function put(editor: EditorState, from: number, { label, kind }: Completion): EditorState {
  const isFollowed = editor.text[editor.cursor] === ' ';
  const by = GO_ON.has(kind) && !isFollowed ? `${label} ` : label;
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
