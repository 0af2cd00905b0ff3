import type { Key } from '../../core/key.ts';
import { previousGrapheme } from '../editor/graphemes.ts';
import type { HistoryEntry } from './entry.ts';
import { joinedCells } from './joined-cells.ts';
import { searchHistory } from './search-history.ts';
import { readQuery } from './search-query.ts';

/** Ctrl-R: what is looked for in the history, and what was found. A value: each key gives a new one. */
export interface HistoryList {
  readonly query: string;
  /** The best first; of the rest of a session the newest first, for it is drawn from the bottom up. */
  readonly found: readonly HistoryEntry[];
  /** How many more fit than are listed. */
  readonly more: number;
  readonly selected: number;
  /** What is wrong with a filter. */
  readonly problem: string | undefined;
  /** The list as it was before the rest of a session was listed. */
  readonly before: HistoryList | undefined;
}

export interface HistoryLook {
  readonly entries: readonly HistoryEntry[];
  readonly run: string;
  readonly nowMs: number;
}

export type HistoryListStep =
  | { readonly status: 'stays'; readonly list: HistoryList }
  /** `passesOn`: the key means what it always does, with the text taken. */
  | { readonly status: 'taken'; readonly text: string; readonly passesOn: 'key' | 'nothing' }
  /** `key` is what comes next. */
  | { readonly status: 'given-up'; readonly key?: Key };

/** Opens the list; what is being typed is looked for at once. */
export function openHistoryList(typed: string, look: HistoryLook): HistoryList {
  const query = typed.includes('\n') ? '' : typed.trim();
  const list = { query, found: [], more: 0, selected: 0, problem: undefined, before: undefined };
  const opened = searched(list, look);
  // What is being typed may be like nothing before.
  return opened.found.length > 0 || query === '' ? opened : searched({ ...list, query: '' }, look);
}

/** The same list over a history that has grown; what is selected stays so. */
export function renewedList(list: HistoryList, look: HistoryLook): HistoryList {
  if (list.before !== undefined) return list;
  const selected = list.found[list.selected];
  const next = searched(list, look);
  const place = next.found.findIndex(({ text }) => text === selected?.text);
  return list.selected === 0 || place < 0 ? next : { ...next, selected: place };
}

const PAGE = 8;

/** A key while the list is open. */
export function historyListKey(list: HistoryList, key: Key, look: HistoryLook): HistoryListStep {
  const { name, ctrl, alt } = key;
  const move = alt ? undefined : (ctrl ? CTRL_MOVES : MOVES)[name];
  if (move !== undefined) return stays(moved(list, move));
  if (isOneOf(key, ['escape'], ['g'])) {
    return list.before === undefined ? { status: 'given-up' } : stays(list.before);
  }
  // Escape and a key in one read, which looks like Alt.
  if (alt && !ctrl && name.length === 1) {
    const text = key.shift ? name.toUpperCase() : name;
    return { status: 'given-up', key: { ...key, alt: false, text } };
  }
  if (isOneOf(key, ['enter', 'tab', 'right'], ['j', 'm', 'i', 'f'])) return taken(list, 'nothing');
  if (ctrl && name === 'o') return list.before === undefined ? rest(list, look) : takenOn(list);
  const query = edited(list.query, key);
  if (query !== undefined) return stays(searched({ ...list, query }, look));
  return taken(list, 'key');
}

const MOVES: Readonly<Record<string, number>> = { up: 1, down: -1, pageup: PAGE, pagedown: -PAGE };
const CTRL_MOVES: Readonly<Record<string, number>> = { r: 1, p: 1, s: -1, n: -1 };

function isOneOf(
  { name, ctrl, alt }: Key,
  plain: readonly string[],
  control: readonly string[],
): boolean {
  return !alt && (ctrl ? control : plain).includes(name);
}

/** What is typed after a key; undefined for a key that does not edit it. */
function edited(query: string, { name, ctrl, alt, text }: Key): string | undefined {
  if (name === 'backspace' || (ctrl && name === 'h')) {
    return alt
      ? query.replace(/\S*\s*$/, '')
      : query.slice(0, previousGrapheme(query, query.length));
  }
  if (ctrl && name === 'u') return '';
  if (ctrl && name === 'w') return query.replace(/\S*\s*$/, '');
  return text !== '' && !ctrl && !alt ? query + text : undefined;
}

/** Finds again; of the rest of a session it narrows what is listed. */
function searched(list: HistoryList, look: HistoryLook): HistoryList {
  const inRest = list.before?.found[list.before.selected];
  const entries = inRest === undefined ? look.entries : restOf(inRest, look.entries);
  const query = readQuery(list.query, look);
  const { problem } = query;
  if (inRest !== undefined) {
    const fits = new Set(searchHistory(entries, query).entries.map(({ text }) => text));
    const found = entries.filter(({ text }) => fits.has(text)).toReversed();
    return { ...list, found, more: 0, problem, selected: Math.max(0, found.length - 1) };
  }
  const { entries: found, more } = searchHistory(entries, query);
  return { ...list, found, more, problem, selected: 0 };
}

function moved(list: HistoryList, by: number): HistoryList {
  const selected = Math.max(0, Math.min(list.found.length - 1, list.selected + by));
  return selected === list.selected ? list : { ...list, selected };
}

function rest(list: HistoryList, look: HistoryLook): HistoryListStep {
  if (list.found[list.selected] === undefined) return stays(list);
  return stays(searched({ ...list, query: '', before: list }, look));
}

/** More of a session than anybody runs again. */
const MOST_OF_REST = 500;

/** An entry and what came after it in its run, oldest first. */
function restOf(from: HistoryEntry, entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const start = entries.findIndex(({ id }) => id === from.id);
  return entries
    .slice(start)
    .filter(({ run }) => run === from.run)
    .slice(0, MOST_OF_REST);
}

function taken(list: HistoryList, passesOn: 'key' | 'nothing'): HistoryListStep {
  const text = list.found[list.selected]?.text;
  return text === undefined ? { status: 'given-up' } : { status: 'taken', text, passesOn };
}

/** All from the selected one to the end, as one cell. */
function takenOn({ found, selected }: HistoryList): HistoryListStep {
  const cells = found.slice(0, selected + 1).toReversed();
  const text = joinedCells(cells.map((entry) => entry.text));
  return { status: 'taken', text, passesOn: 'nothing' };
}

function stays(list: HistoryList): HistoryListStep {
  return { status: 'stays', list };
}
