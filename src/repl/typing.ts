import type { Clock } from '../core/clock.ts';
import type { Key } from '../core/key.ts';
import { Completer, type CompleterOptions } from './completion/completer.ts';
import { offer, type Popup, refilter } from './completion/popup.ts';
import { popupKey } from './completion/popup-key.ts';
import { editKey } from './editor/edit-key.ts';
import {
  clearText,
  type EditorState,
  emptyEditor,
  insertNewline,
  insertText,
  moved,
  nextEditor,
  replaceRange,
} from './editor/editor.ts';
import { DEFAULT_EDITOR, type EditorSettings } from './editor/editor-settings.ts';
import type { EditRequest } from './editor/emacs-keys.ts';
import { pastedText } from './editor/pasted-text.ts';
import { Suggester } from './editor/suggestion.ts';
import { inMode } from './editor/vi/vi-commands.ts';
import { VI_START } from './editor/vi/vi-state.ts';
import type { History } from './history/history.ts';
import {
  type HistoryList,
  type HistoryLook,
  historyListKey,
  openHistoryList,
  renewedList,
} from './history/history-list.ts';
import { hiddenAt } from './history/secrets/hide-secrets.ts';
import type { EditedText } from './link/program-requests.ts';
import { isComplete } from './syntax/completeness.ts';

export interface TypingOptions extends CompleterOptions {
  readonly history: History;
  readonly clock: Clock;
  /** Has a text edited by the person's own editor; without it there is none. */
  readonly editOutside?: (text: string, extension: string) => Promise<EditedText>;
  /** How the editor behaves at first; `setEditor` changes it. */
  readonly editor?: EditorSettings;
}

/** What typing leads to, for whoever has the rest of the REPL. */
export interface TypingListener {
  changed(state: TypingState): void;
  submit(source: string): void;
  clearScreen(): void;
  note(text: string): void;
  /** Whom `@ command` asks. */
  targets(): string;
}

export interface TypingState {
  readonly editor: EditorState;
  readonly popup: Popup | undefined;
  /** Ctrl-R: the history, searched; what is being typed stays in the editor meanwhile. */
  readonly search: HistoryList | undefined;
}

/** What is being typed: the editor with its suggestion, the completions under it and the history over it. */
export class Typing {
  readonly #options: TypingOptions;
  readonly #listener: TypingListener;
  readonly #completer: Completer;
  readonly #suggester = new Suggester();
  #settings: EditorSettings;
  #state: TypingState;

  constructor(options: TypingOptions, listener: TypingListener) {
    this.#options = options;
    this.#listener = listener;
    this.#completer = new Completer(options);
    this.#settings = options.editor ?? DEFAULT_EDITOR;
    const vi = this.#settings.keys === 'vi' ? VI_START : undefined;
    const editor = { ...emptyEditor(options.history.inputs), vi };
    this.#state = { editor, popup: undefined, search: undefined };
  }

  get state(): TypingState {
    return this.#state;
  }

  /** Other keys, or suggestions switched on or off; what is being typed stays. */
  setEditor(settings: EditorSettings): void {
    this.#settings = settings;
    const { editor } = this.#state;
    const vi = settings.keys === 'vi' ? (editor.vi ?? VI_START) : undefined;
    this.#change({ editor: { ...editor, vi, undoSteps: 'each' } });
  }

  /** A key for what lies over the editor, if something does. */
  keyOver(key: Key): 'handled' | 'unhandled' {
    const { popup, editor, search } = this.#state;
    if (search !== undefined) return this.#searchKey(search, key);
    const taken = popup && popupKey({ popup, editor }, key);
    if (taken === undefined) return 'unhandled';
    this.#change(taken.editor === editor ? { popup: taken.popup } : taken);
    return 'handled';
  }

  /** A key for the editor itself; `unhandled` when it means nothing there. */
  key(key: Key): 'handled' | 'unhandled' {
    const { state: editor, request } = editKey(this.#state.editor, key);
    const popup = this.#state.popup && refilter(this.#state.popup, editor);
    if (editor !== this.#state.editor) this.#change({ editor, popup });
    if (request !== undefined) this.#do(request);
    return request === 'unhandled' ? 'unhandled' : 'handled';
  }

  /** Ctrl-C: takes away what lies over the editor, or what was typed; `unhandled` where there is nothing. */
  giveUp(what: 'search' | 'anything'): 'handled' | 'unhandled' {
    const { popup, editor, search } = this.#state;
    if (search) this.#change({ search: undefined });
    else if (what === 'search') return 'unhandled';
    else if (popup) this.#change({ popup: undefined });
    else if (editor.text !== '') this.#change({ editor: cleared(editor) });
    else return 'unhandled';
    return 'handled';
  }

  /** Text from the clipboard: never run by itself. */
  paste(text: string): void {
    const clean = pastedText(text);
    if (clean === '') return;
    const { editor, search } = this.#state;
    if (search) {
      const words = clean.split('\n')[0] ?? '';
      this.#searchKey(search, { name: words, text: words, ctrl: false, alt: false, shift: false });
      return;
    }
    // A step of its own for undo, whatever was typed before.
    const ready = { ...editor, pending: undefined, lastEdit: 'other' } as const;
    const pasted = { ...insertText(ready, clean), lastEdit: 'other' } as const;
    this.#change({ editor: pasted, popup: undefined });
  }

  /** Puts a text in the place of what is being typed; undo brings that back. */
  load(text: string): void {
    const { editor } = this.#state;
    const next = replaceRange(editor, { from: 0, to: editor.text.length, by: text });
    this.#change({ editor: next, popup: undefined, search: undefined });
  }

  /** Puts a text before what is being typed, to be gone on with. */
  putBefore(text: string): void {
    const { editor } = this.#state;
    const whole = `${text}\n${editor.text}`;
    const cursor = whole.length - editor.text.length + editor.cursor;
    this.#change({ editor: { ...editor, text: whole, cursor } });
  }

  /** What other windows have added is there to go back to, but for who is just going back. */
  renewInputs(): void {
    const { editor } = this.#state;
    const { inputs } = this.#options.history;
    if (editor.browse !== undefined || editor.history === inputs) return;
    this.#change({ editor: { ...editor, history: inputs } });
  }

  /** The cursor is to stand at an offset of the text: a click. */
  moveCursor(offset: number): void {
    const { editor, search } = this.#state;
    if (search !== undefined) return;
    const cursor = Math.max(0, Math.min(editor.text.length, offset));
    const next = moved(editor, cursor);
    const isNormal = next.vi !== undefined && next.vi.mode === 'normal';
    this.#change({ editor: isNormal ? inMode(next, 'normal') : next, popup: undefined });
  }

  #do(request: EditRequest): void {
    if (request === 'submit') this.#enter();
    else if (request === 'submit-and-next') this.#enterAndNext();
    else if (request === 'complete') this.#complete();
    else if (request === 'search-history') this.#openSearch();
    else if (request === 'clear-screen') this.#listener.clearScreen();
    else if (request === 'edit-outside') void this.#editOutside();
  }

  #enter(): void {
    const { editor } = this.#state;
    const source = editor.text.trimEnd();
    if (source === '') return;
    if (!isComplete(editor.text)) {
      this.#change({ editor: insertNewline(editor) });
      return;
    }
    // A device would take the mark for the secret.
    if (hiddenAt(source) !== undefined) {
      this.#listener.note(
        '‹secret› stands for what was hidden in the history: put the secret in its place',
      );
      return;
    }
    this.#listener.submit(source);
    this.#change({ editor: nextEditor(editor, this.#options.history.inputs), popup: undefined });
  }

  /** Runs the input and shows the one that came after it in the history. */
  #enterAndNext(): void {
    const { browse, history } = this.#state.editor;
    const next = browse && history[browse.index + 1];
    this.#enter();
    const { editor } = this.#state;
    if (next === undefined || editor.text !== '') return;
    const index = editor.history.indexOf(next, browse?.index);
    const draft = { text: '', cursor: 0 };
    const shown = { text: next, cursor: next.length, browse: { prefix: '', index, draft } };
    this.#change({ editor: { ...editor, ...shown } });
  }

  #complete(): void {
    const { editor } = this.#state;
    const found = this.#completer.complete(editor, this.#listener.targets());
    if (!(found instanceof Promise)) {
      this.#change(offer(editor, found));
      return;
    }
    void found.then((completions) => {
      // The answer is to a question that typing on has made old.
      if (this.#state.editor === editor) this.#change(offer(editor, completions));
    });
  }

  /** What comes back replaces what was being typed, in one step for undo. */
  async #editOutside(): Promise<void> {
    const edited = await this.#options.editOutside?.(this.#state.editor.text, 'ts');
    if (edited?.status === 'unchanged') this.#listener.note(edited.reason);
    if (edited?.status !== 'edited') return;
    const text = pastedText(edited.text);
    if (text !== this.#state.editor.text) this.load(text);
  }

  /** Looks through the history, with what other windows have added meanwhile. */
  #openSearch(): void {
    const { history } = this.#options;
    const search = openHistoryList(this.#state.editor.text, this.#historyLook());
    this.#change({ search, popup: undefined });
    void history.refresh().then(() => {
      const open = this.#state.search;
      if (open) this.#change({ search: renewedList(open, this.#historyLook()) });
    });
  }

  #searchKey(search: HistoryList, key: Key): 'handled' | 'unhandled' {
    const step = historyListKey(search, key, this.#historyLook());
    if (step.status === 'stays') {
      this.#change({ search: step.list });
    } else if (step.status === 'given-up') {
      this.#change({ search: undefined });
      if (step.key) return this.key(step.key);
    } else {
      this.load(step.text);
      if (step.passesOn === 'key') return this.key(key);
    }
    return 'handled';
  }

  #historyLook(): HistoryLook {
    const { history, clock } = this.#options;
    return { entries: history.entries, run: history.run, nowMs: clock.wallMs() };
  }

  #change(change: Partial<TypingState>): void {
    const next = { ...this.#state, ...change };
    const isOn = this.#settings.suggestions === 'on';
    const suggestion = isOn ? this.#suggester.suggest(next.editor) : '';
    this.#state = change.editor ? { ...next, editor: { ...next.editor, suggestion } } : next;
    this.#listener.changed(this.#state);
  }
}

/** Emptied, to be typed into: with vi keys that is insert mode. */
function cleared(editor: EditorState): EditorState {
  const empty = clearText(editor);
  return empty.vi === undefined ? empty : inMode({ ...empty, undoSteps: 'each' }, 'insert');
}
