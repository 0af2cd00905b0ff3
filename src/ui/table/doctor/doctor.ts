import { Emitter } from '../../../core/emitter.ts';
import { asShowrunError } from '../../../core/errors.ts';
import type { Key } from '../../../core/key.ts';
import { safe, safeLines } from '../../../core/safe.ts';
import type { Table } from '../../../core/table/table.ts';
import type { Language } from '../../../parse/library.ts';
import type { ParseRequest } from '../../../parse/text-parser.ts';
import { editKey } from '../../../repl/editor/edit-key.ts';
import {
  type EditorState,
  emptyEditor,
  insertNewline,
  insertText,
} from '../../../repl/editor/editor.ts';

/** An answer and the template that is to read it. */
export interface DoctorCase {
  readonly platform: string;
  readonly command: string;
  readonly answer: string;
  /** `cisco_ios/show_ip_route`. */
  readonly name: string;
  readonly template: string;
  readonly language: Language;
  /** Of the person's own folder: its macros may run. */
  readonly isOwn: boolean;
}

/** What the template, as it is now, makes of the answer. */
export type DoctorOutcome =
  | { readonly status: 'reading' }
  | { readonly status: 'read'; readonly table: Table }
  /** `line`: of the template, 1-based, where the message names one. */
  | { readonly status: 'failed'; readonly message: string; readonly line: number | undefined };

interface DoctorOptions {
  readonly read: (request: ParseRequest) => Promise<Table>;
}

/** A template beside the text it reads: each edit runs it again. What it makes of the text comes when it comes; keys wait for nothing. */
export class Doctor {
  readonly changed = new Emitter<void>();
  readonly case: DoctorCase;
  readonly lines: readonly string[];
  readonly #read: DoctorOptions['read'];
  #editor: EditorState;
  #outcome: DoctorOutcome = { status: 'reading' };
  #saved: string;
  #top = 0;
  #shows: 'text' | 'rows' = 'text';
  #isReading = false;
  #isClosed = false;

  constructor(one: DoctorCase, { read }: DoctorOptions) {
    this.case = one;
    this.#read = read;
    this.lines = safeLines(one.answer).split('\n');
    this.#saved = one.template;
    this.#editor = { ...emptyEditor([]), text: one.template };
    void this.#readAgain();
  }

  get editor(): EditorState {
    return this.#editor;
  }

  get outcome(): DoctorOutcome {
    return this.#outcome;
  }

  /** The first line of the answer on screen. */
  get top(): number {
    return this.#top;
  }

  get shows(): 'text' | 'rows' {
    return this.#shows;
  }

  get isSaved(): boolean {
    return this.#editor.text === this.#saved;
  }

  /** Lines of the answer, from 0, that no rule knows, as far as they are told. */
  get leftOver(): readonly number[] {
    if (this.#outcome.status !== 'read') return [];
    return this.#outcome.table.origin?.unmatched.map(({ line }) => line - 1) ?? [];
  }

  saved(text: string): void {
    this.#saved = text;
    this.changed.emit();
  }

  /** What a key does to the template or to what is seen of the answer; `save` and `leave` are for the caller. */
  key(key: Key, pageRows: number): 'save' | 'leave' | undefined {
    if (key.name === 'escape') return 'leave';
    if (key.ctrl && key.name === 's') return 'save';
    if (!this.#look(key, pageRows)) this.#edit(key);
    this.changed.emit();
    return undefined;
  }

  paste(text: string): void {
    this.#take(insertText(this.#editor, text.replace(/\r\n?/g, '\n')));
    this.changed.emit();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }

  #look(key: Key, pageRows: number): boolean {
    if (key.name === 'pageup') this.#scroll(this.#top - pageRows);
    else if (key.name === 'pagedown') this.#scroll(this.#top + pageRows);
    else if (key.alt && key.name === 'n') this.#toLeftOver(1);
    else if (key.alt && key.name === 'p') this.#toLeftOver(-1);
    else if (key.ctrl && key.name === 't') this.#flip();
    else return false;
    return true;
  }

  #flip(): void {
    this.#shows = this.#shows === 'text' ? 'rows' : 'text';
    this.#top = 0;
  }

  #scroll(top: number): void {
    const { outcome } = this;
    const rows = outcome.status === 'read' ? outcome.table.rows.length : 0;
    const last = (this.#shows === 'text' ? this.lines.length : rows) - 1;
    this.#top = Math.max(0, Math.min(last, top));
  }

  #toLeftOver(step: 1 | -1): void {
    const lines = this.leftOver;
    this.#shows = 'text';
    const next =
      step === 1
        ? (lines.find((line) => line > this.#top) ?? lines[0])
        : (lines.findLast((line) => line < this.#top) ?? lines.at(-1));
    if (next !== undefined) this.#scroll(next);
  }

  #edit(key: Key): void {
    // There is no history to search or to go back in.
    if (key.ctrl && (key.name === 'r' || key.name === 'p' || key.name === 'n')) return;
    const { state, request } = editKey(this.#editor, key);
    if (request === 'submit') this.#take(insertNewline(this.#editor));
    else if (request === 'complete') this.#take(insertText(this.#editor, '  '));
    else this.#take(state);
  }

  #take(editor: EditorState): void {
    const isOther = editor.text !== this.#editor.text;
    this.#editor = editor;
    if (isOther) void this.#readAgain();
  }

  /** One reading at a time; what was typed meanwhile is read next, and nothing in between. */
  async #readAgain(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    let read: string | undefined;
    while (read !== this.#editor.text && !this.#isClosed) {
      read = this.#editor.text;
      this.#outcome = await this.#outcomeOf(read);
      if (!this.#isClosed) this.changed.emit();
    }
    this.#isReading = false;
  }

  async #outcomeOf(templateText: string): Promise<DoctorOutcome> {
    const { platform, command, answer, language, isOwn } = this.case;
    try {
      const what = { platform, command, text: answer };
      const table = await this.#read({ ...what, templateText, language, isOwn });
      return { status: 'read', table };
    } catch (thrown) {
      const { message } = asShowrunError(thrown);
      const line = /^[^:]*:(\d+): /.exec(message)?.[1];
      const words = message.replace(/^[^:]*:\d+: /, '');
      return {
        status: 'failed',
        message: safe(words, 300),
        line: line === undefined ? undefined : Number(line),
      };
    }
  }
}
