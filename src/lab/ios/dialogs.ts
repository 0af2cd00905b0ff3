import type { Clock } from '../../core/clock.ts';
import type { LineEditor } from './editor.ts';
import type { KeyDesk } from './key-desk.ts';
import type { Key } from './keys.ts';
import { Pager } from './pager.ts';
import type { TerminalSettings } from './terminal.ts';

/** The ways a running command waits for the person or for time to pass. */
export class Dialogs {
  readonly #desk: KeyDesk;
  readonly #editor: LineEditor;
  readonly #settings: TerminalSettings;
  readonly #clock: Clock;
  readonly #emit: (text: string) => void;
  readonly #flush: () => void;

  constructor(parts: {
    readonly desk: KeyDesk;
    readonly editor: LineEditor;
    readonly settings: TerminalSettings;
    readonly clock: Clock;
    readonly emit: (text: string) => void;
    readonly flush: () => void;
  }) {
    this.#desk = parts.desk;
    this.#editor = parts.editor;
    this.#settings = parts.settings;
    this.#clock = parts.clock;
    this.#emit = parts.emit;
    this.#flush = parts.flush;
  }

  /** Shows text by the page. Undefined when it fits and nothing has to be waited for. */
  page(text: string): Promise<void> | undefined {
    const pager = new Pager({
      text,
      write: (page) => this.#emit(page.replaceAll('\n', '\r\n')),
      size: () => this.#settings,
    });
    if (!pager.start()) return undefined;
    return this.#takeUntil((key) => {
      const isPage = key.kind === 'char' && key.char === ' ';
      const answer = key.kind === 'enter' ? 'line' : isPage ? 'page' : 'quit';
      return pager.press(answer) ? undefined : { answer: undefined };
    });
  }

  /** Asks for a line; undefined for Ctrl-C and Ctrl-Z. */
  ask(question: string): Promise<string | undefined> {
    this.#editor.start(question);
    return this.#takeUntil((key) => {
      if (key.kind !== 'enter' && key.kind !== 'interrupt' && key.kind !== 'leave') {
        this.#editor.press(key);
        return undefined;
      }
      this.#editor.finish();
      this.#emit('\r\n');
      return { answer: key.kind === 'enter' ? this.#editor.text : undefined };
    });
  }

  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string | undefined> {
    this.#emit(question);
    let typed = '';
    return this.#takeUntil((key) => {
      if (key.kind === 'char') typed += key.char;
      else if (key.kind === 'backspace') typed = typed.slice(0, -1);
      if (key.kind !== 'enter' && key.kind !== 'interrupt' && key.kind !== 'leave')
        return undefined;
      this.#emit('\r\n');
      return { answer: key.kind === 'enter' ? typed : undefined };
    });
  }

  /** Asks for one key: Return or `y` is yes. */
  confirm(question: string): Promise<boolean> {
    this.#emit(question);
    return this.#takeUntil((key) => {
      this.#emit('\r\n');
      const isYes = key.kind === 'char' && key.char.toLowerCase() === 'y';
      return { answer: key.kind === 'enter' || isYes };
    });
  }

  /** Lets time pass; false when the escape sequence came first. */
  wait(delayMs: number): Promise<boolean> {
    this.#flush();
    return new Promise((resolve) => {
      const finish = (isDone: boolean): void => {
        cancel();
        this.#desk.onStop(undefined);
        resolve(isDone);
      };
      const cancel = this.#clock.after(delayMs, () => finish(true));
      this.#desk.onStop(() => finish(false));
    });
  }

  /** Gives the keys to `take` until it has an answer. */
  #takeUntil<Answer>(take: (key: Key) => { readonly answer: Answer } | undefined): Promise<Answer> {
    this.#flush();
    return new Promise((resolve) => {
      this.#desk.assign((key) => {
        const taken = take(key);
        if (!taken) return;
        this.#desk.assign(undefined);
        resolve(taken.answer);
      });
      // Not at once: this may be inside the handling of another key.
      queueMicrotask(() => {
        this.#desk.handOut();
        this.#flush();
      });
    });
  }
}
